/** The script and style sheet of all pages, and the scripts of single kinds of pages. */
import { type Plugin, build, transform } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PAGE_SCRIPTS } from './page-script.ts';
import type { SiteFile } from './site-file.ts';

/** Modules that `client/main.ts` hands to the scripts of single pages: each is in `ty.js` only. */
const SHARED: readonly (readonly [imported: RegExp, name: string])[] = [
  [/^preact$/, 'preact'],
  [/^preact\/jsx-runtime$/, 'preact/jsx-runtime'],
  [/^\.\/data\.ts$/, 'data'],
];

const takeFromMain: Plugin = {
  name: 'take from ty.js',
  setup: (bundle) => {
    for (const [filter, name] of SHARED) {
      bundle.onResolve({ filter }, () => ({ path: name, namespace: 'shared' }));
    }
    bundle.onLoad({ filter: /.*/, namespace: 'shared' }, ({ path }) => ({
      contents: `module.exports = TY.shared[${JSON.stringify(path)}];`,
      loader: 'js',
    }));
  },
};

/** Plain scripts, as pages opened from a folder cannot load modules. Takes about 100 ms. */
export async function bundleScripts(): Promise<readonly SiteFile[]> {
  const style = await readFile(new URL('./style.css', import.meta.url), 'utf8');
  return [
    { path: 'ty.js', content: await bundled('main', []) },
    ...(await Promise.all(
      PAGE_SCRIPTS.map(async (name) => ({
        path: `${name}.js`,
        content: await bundled(`${name}-script`, [takeFromMain]),
      })),
    )),
    { path: 'data/explained.js', content: await bundled('explained-script', [takeFromMain]) },
    { path: 'ty.css', content: (await transform(style, { loader: 'css', minify: true })).code },
  ];
}

async function bundled(entry: string, plugins: Plugin[]): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`./client/${entry}.ts`, import.meta.url))],
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
    plugins,
  });
  return outputFiles.map(({ text }) => text).join('\n');
}
