/** The one script and the one style sheet of all pages. */
import { build, transform } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { SiteFile } from './site-file.ts';

/** A plain script, as pages opened from a folder cannot load modules. Takes about 50 ms. */
export async function bundleScripts(): Promise<readonly SiteFile[]> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./client/main.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  });
  const style = await readFile(new URL('./style.css', import.meta.url), 'utf8');
  return [
    { path: 'ty.js', content: outputFiles.map(({ text }) => text).join('\n') },
    { path: 'ty.css', content: (await transform(style, { loader: 'css', minify: true })).code },
  ];
}
