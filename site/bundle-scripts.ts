/** The script and style sheet of all pages, and the scripts of single kinds of pages. */
import { type Plugin, build, transform } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PAGE_SCRIPTS } from './page-script.ts';

/** Modules that `client/main.ts` hands to the scripts of single pages: each is in `ty.js` only. */
const SHARED: readonly (readonly [imported: RegExp, name: string])[] = [
  [/^preact$/, 'preact'],
  [/^preact\/jsx-runtime$/, 'preact/jsx-runtime'],
  ...['data', 'csv', 'match-names', 'own-cells', 'sort'].map(
    (name) => [new RegExp(`^\\./${name}\\.ts$`), name] as const,
  ),
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

/** Plain scripts, as pages opened from a folder cannot load modules, and the style sheet. Together they take about 100 ms. */
export const BUNDLES: readonly { readonly path: string; readonly make: () => Promise<string> }[] = [
  { path: 'ty.js', make: () => bundled('main', []) },
  ...PAGE_SCRIPTS.map((name) => ({
    path: `${name}.js`,
    make: () => bundled(`${name}-script`, [takeFromMain]),
  })),
  { path: 'data/explained.js', make: () => bundled('explained-script', [takeFromMain]) },
  { path: 'ty.css', make: styleSheet },
];

async function styleSheet(): Promise<string> {
  const style = await readFile(new URL('./style.css', import.meta.url), 'utf8');
  // Where the bundler does not run, the scripts are named as missing; a page without them has its figures, and needs its style.
  return await transform(style, { loader: 'css', minify: true }).then(
    ({ code }) => code,
    () => style,
  );
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
