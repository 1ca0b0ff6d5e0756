/** The workflow code as one bundle, made once and kept until the code changes. */
import { bundleWorkflowCode } from '@temporalio/worker';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

/** Bundles `workflows/`; webpack takes a second or two, so the result is cached by a hash of what went in. */
export async function workflowBundle(): Promise<{ code: string }> {
  const cached = join(
    root,
    'node_modules',
    '.cache',
    'nhs-trust-activity',
    `workflows-${await fingerprint()}.js`,
  );
  const kept = await readFile(cached, 'utf8').catch(() => undefined);
  if (kept !== undefined) return { code: kept };
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(root, 'workflows', 'index.ts'),
    payloadConverterPath: join(root, 'workflows', 'payload-converter.ts'),
    logger: {
      log: () => {},
      trace: () => {},
      debug: () => {},
      info: () => {},
      warn: () => {},
      error: () => {},
    },
  });
  await mkdir(dirname(cached), { recursive: true });
  const temporary = `${cached}.${process.pid}`;
  await writeFile(temporary, code);
  await rename(temporary, cached);
  return { code };
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await readFile(require.resolve('@temporalio/workflow/package.json')));
  for (const folder of ['workflows', 'activities']) {
    for (const file of (await readdir(join(root, folder))).sort()) {
      if (file.endsWith('.ts')) hash.update(file).update(await readFile(join(root, folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
