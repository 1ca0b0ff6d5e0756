/**
 * `npm test`: see to the dependencies, then run every test. `npm test -- test/beds` runs those of a folder,
 * `npm test -- --grep "carried forward"` those whose title matches, `--unit` the quick ones. Files are shared out to as
 * processes, one for each core and one more, or `--lanes 1`; `--measure` writes test-seconds.json, which says what goes first.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { followNpm } from './follow-npm.mjs';
import { ensureInstalled } from './install.mjs';
import { requireNode } from './node-version.mjs';
import { runInLanes } from './test-lanes.mjs';

/** Tests that start servers or whole processes, or try thousands of files: `npm run check` leaves them to `npm test`. */
const SLOW = [
  ...['test/bootstrap/', 'test/workflows/', 'test/temporal-server/', 'test/workers/', 'test/end-to-end/'],
  ...['test/site/browser/', 'test/ui/'],
  'test/site/pages',
  'test/site/links',
  'test/site/panel',
  'test/site/trust-page',
  'test/site/measure-page',
  'test/site/mergers',
  'test/site/data-files',
  'test/site/two-runs',
  ...['test/store/s3', 'test/explain/', 'test/hostile-files', 'test/gp-registered-patients/fact'],
  ...[
    'test/warehouse/publish',
    'test/warehouse/cell-rules',
    'test/warehouse/three-times',
    'test/warehouse/my-trust',
    'test/warehouse/data-package',
    'test/bench/',
  ],
  ...['test/spreadsheet/real-workbooks', 'test/warehouse/memory-budget', 'test/rooms', 'test/docs/follow'],
];
/** Seconds of each file that takes one or more. */
const SECONDS = 'bootstrap/test-seconds.json';

requireNode();
followNpm();
const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    grep: { type: 'string', short: 'g' },
    unit: { type: 'boolean', default: false },
    lanes: { type: 'string' },
    measure: { type: 'boolean', default: false },
  },
});
// Paths are the person's; everything else is relative to the project.
const wanted = positionals.map((path) => relative(root, resolve(path)).replaceAll('\\', '/'));
process.chdir(root);
await ensureInstalled(root, { dev: true });

const files = readdirSync('test', { recursive: true })
  .map((file) => join('test', file).replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.test.ts'))
  .filter(
    (file) => wanted.length === 0 || wanted.some((path) => file === path || file.startsWith(`${path}/`)),
  )
  .filter((file) => !values.unit || !SLOW.some((folder) => file.startsWith(folder)))
  .sort();
if (files.length === 0) {
  console.error('There is no test file there.');
  process.exit(1);
}
const known = existsSync(SECONDS) ? JSON.parse(readFileSync(SECONDS, 'utf8')) : {};
const { failed, seconds, interrupted } = await runInLanes({
  files: longestFirst(files, known),
  // Tests of whole runs wait more than they compute: one lane more than cores.
  lanes: Number(values.lanes) || availableParallelism() + (values.unit ? 0 : 1),
  grep: values.grep,
});
if (values.measure && !interrupted) {
  const measured = Object.entries({ ...known, ...seconds }).filter(([file]) => existsSync(file));
  const listed = measured.filter(([, taken]) => taken >= 1).sort();
  writeFileSync(SECONDS, `${JSON.stringify(Object.fromEntries(listed), null, 2)}\n`);
}
process.exitCode = failed > 0 ? 1 : 0;

/** A file that was never measured counts as its folder's mean, so that a long new one is not begun last. */
function longestFirst(files, known) {
  const expected = (file) => {
    if (file in known) return known[file];
    const beside = Object.keys(known).filter((other) => dirname(other) === dirname(file));
    return beside.reduce((sum, other) => sum + known[other], 0) / (beside.length || 1);
  };
  const seconds = new Map(files.map((file) => [file, expected(file)]));
  return [...files].sort((a, b) => seconds.get(b) - seconds.get(a));
}
