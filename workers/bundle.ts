/** The workflow code as one bundle, made once and kept until the code changes. */
import { bundleWorkflowCode } from '@temporalio/worker';
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

const CACHE = join(root, 'node_modules', '.cache', 'nhs-trust-activity');

/**
 * Bundles `workflows/`. Webpack takes a second or two, so the bundle is kept under a hash of every file that the bundler
 * read: workflows import values from elsewhere too, and a bundle without the latest of them would be another program.
 * @param folder the project's own, or a copy of it
 */
export async function workflowBundle(folder = root, cache = CACHE): Promise<{ code: string }> {
  const list = join(cache, 'workflows.inputs.json');
  const before = await keptList(list);
  const kept = before && (await keptBundle(cache, await fingerprint(folder, before)));
  if (kept !== undefined) return { code: kept };
  const began = Date.now();
  const { code, inputs } = await bundle(folder);
  const key = await fingerprint(folder, inputs);
  // Where the folder is full or read-only, it is bundled each time.
  const changed = inputs.some((path) => changedSince(join(folder, path), began));
  if (key !== undefined && !changed) {
    await keep(join(cache, bundleName(key)), code)
      .then(async () => await keep(list, JSON.stringify(inputs)))
      .catch(() => undefined);
  }
  return { code };
}

async function bundle(folder: string): Promise<{ code: string; inputs: readonly string[] }> {
  const read = new Set<string>();
  const silent = (): void => undefined;
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(folder, 'workflows', 'index.ts'),
    payloadConverterPath: join(folder, 'workflows', 'payload-converter.ts'),
    logger: { log: silent, trace: silent, debug: silent, info: silent, warn: silent, error: silent },
    webpackConfigHook: (config) => ({
      ...config,
      plugins: [
        ...(config.plugins ?? []),
        {
          apply: (compiler) =>
            compiler.hooks.done.tap('inputs', ({ compilation }) => {
              for (const path of compilation.fileDependencies) read.add(path);
            }),
        },
      ],
    }),
  });
  // The bundler's own entry is in its memory only; what it depends on is on the disk.
  const there = [...read].filter((path) => existsSync(path) && statSync(path).isFile());
  return { code, inputs: there.map((path) => relative(folder, path)).sort() };
}

/** A file that changed while it was bundled may be in the bundle as it was. */
function changedSince(path: string, began: number): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? began) >= began;
}

async function keptList(list: string): Promise<readonly string[] | undefined> {
  const text = await readFile(list, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return z.array(z.string()).min(1).parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function keptBundle(cache: string, key: string | undefined): Promise<string | undefined> {
  return key === undefined
    ? undefined
    : await readFile(join(cache, bundleName(key)), 'utf8').catch(() => undefined);
}

function bundleName(key: string): string {
  return `workflows-${key}.js`;
}

async function keep(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Undefined where one of the files is not there any more. */
async function fingerprint(folder: string, inputs: readonly string[]): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    // The bundler itself is no input.
    hash.update(await readFile(require.resolve('@temporalio/worker/package.json')));
    const texts = await Promise.all(inputs.map(async (path) => await readFile(join(folder, path))));
    for (const [index, text] of texts.entries())
      hash.update(`${inputs[index]} ${text.length}\n`).update(text);
  } catch {
    return undefined;
  }
  return hash.digest('hex').slice(0, 16);
}
