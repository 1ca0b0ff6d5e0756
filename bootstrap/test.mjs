/**
 * `npm test`: see to the dependencies, then run every test. `npm test -- test/beds` runs those of a folder,
 * `npm test -- --grep "carried forward"` those whose title matches, `--unit` the quick ones.
 */
import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { followNpm } from './follow-npm.mjs';
import { ensureInstalled } from './install.mjs';
import { requireNode } from './node-version.mjs';
import { runBeside } from './second-lane.mjs';

/** Tests that start servers or whole processes, or try thousands of files: `npm run check` leaves them to `npm test`. */
const SLOW = [
  ...['test/bootstrap/', 'test/workflows/', 'test/temporal-server/', 'test/workers/', 'test/end-to-end/'],
  ...['test/store/s3', 'test/explain/', 'test/hostile-files', 'test/gp-registered-patients/fact'],
  ...['test/warehouse/publish', 'test/warehouse/cell-rules', 'test/warehouse/three-million', 'test/bench/'],
];
const TIMEOUT_MS = 10_000;
/** A test that leaves a socket or a timer behind is named after this time; it does not hang the run for ever. */
const LEAK_AFTER_MS = 10_000;

requireNode();
followNpm();
const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { grep: { type: 'string', short: 'g' }, unit: { type: 'boolean', default: false } },
});
// Paths are the person's; everything else is relative to the project.
const wanted = positionals.map((path) => relative(root, resolve(path)).replaceAll('\\', '/'));
process.chdir(root);
await ensureInstalled(root, { dev: true });
await import('tsx');
const { default: Mocha } = await import('mocha');
const { CountingReporter } = await import('./counting-reporter.mjs');

const END_TO_END = 'test/end-to-end/';
const all = readdirSync('test', { recursive: true })
  .map((file) => join('test', file).replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.test.ts'))
  .sort();
const everything = wanted.length === 0 && !values.unit && values.grep === undefined;
const inSecondLane = (file) => everything && file.startsWith(END_TO_END);
const files = all
  .filter(
    (file) => wanted.length === 0 || wanted.some((path) => file === path || file.startsWith(`${path}/`)),
  )
  .filter((file) => !values.unit || !SLOW.some((folder) => file.startsWith(folder)))
  .filter((file) => !inSecondLane(file));
if (files.length === 0) {
  console.error('There is no test file there.');
  process.exit(1);
}

// Both may need a Temporal program that has to be built first: one builds, the other waits for it.
const beside = all.some(inSecondLane) ? runBeside(END_TO_END) : undefined;
const mocha = new Mocha({
  reporter: CountingReporter,
  reporterOptions: { beside },
  timeout: TIMEOUT_MS,
  forbidOnly: true,
  ...(values.grep === undefined ? {} : { grep: new RegExp(values.grep) }),
});
for (const file of files) mocha.addFile(resolve(file));
await mocha.loadFilesAsync();
mocha.run((failures) => {
  process.exitCode = failures > 0 ? 1 : 0;
  setTimeout(() => {
    console.error(`The tests left something running: ${process.getActiveResourcesInfo().join(', ')}.`);
    process.exit();
  }, LEAK_AFTER_MS).unref();
});
