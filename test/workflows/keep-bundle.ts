/**
 * Keeps the workflow code of a release, for upgrade.test.ts: what runs that began under it were begun by. Run it in the
 * folder of a release when the next one is begun, and put the file it writes beside the older ones:
 *   node --import tsx test/workflows/keep-bundle.ts <folder of the release> bundles/<name>.js.gz
 */
import { transform } from 'esbuild';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { workflowBundle } from '../../workers/bundle.ts';

const [folder = '.', name = 'bundles/today.js.gz'] = process.argv.slice(2);
const cache = await mkdtemp(join(tmpdir(), 'bundle-'));
const { code } = await workflowBundle(resolve(folder), cache);
// Without its map. Names stay: a workflow is known by the name of its function.
const { code: small } = await transform(code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, ''), {
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
});
await writeFile(join(fileURLToPath(new URL('.', import.meta.url)), name), gzipSync(small, { level: 9 }));
await rm(cache, { recursive: true });
