/**
 * Whether a change of the code changed a published figure: `npm run fingerprints -- --keep before.json` before the change,
 * `npm run fingerprints -- --compare before.json` after. Runs the sample, the practice web (where NHS_FILES_DIR has it beside)
 * and the seven-year web, and takes a hash of every published file.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { datasets } from '../datasets/registry.ts';
import { runCommand } from '../test/end-to-end/command-line.ts';
import { figureFingerprints } from '../test/end-to-end/figure-fingerprints.ts';
import { startSevenYearsWeb } from '../test/end-to-end/seven-years-web.ts';
import { startMirror } from '../test/mirror/mirror-server.ts';
import { practiceRoutes, practiceWebDir } from '../test/mirror/practice-web.ts';

/** By run and file: `practice/trust_year.csv`. */
const Fingerprints = z.record(z.string(), z.string());
type Fingerprints = z.infer<typeof Fingerprints>;

const { values } = parseArgs({ options: { keep: { type: 'string' }, compare: { type: 'string' } } });
if ((values.keep === undefined) === (values.compare === undefined)) {
  console.error('Say --keep <file>, or --compare <file>.');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'fingerprints-'));
try {
  const found = await fingerprints();
  if (values.keep !== undefined) {
    writeFileSync(values.keep, `${JSON.stringify(found, null, 2)}\n`);
    console.log(`${Object.keys(found).length} fingerprints kept in ${values.keep}.`);
  } else {
    const before = Fingerprints.parse(JSON.parse(readFileSync(values.compare ?? '', 'utf8')));
    process.exitCode = compare(before, found) ? 0 : 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function fingerprints(): Promise<Fingerprints> {
  const names = datasets.map((dataset) => dataset.name).join(',');
  const found: Fingerprints = {};
  const take = async (
    run: string,
    args: readonly string[],
    env: Record<string, string> = {},
  ): Promise<void> => {
    const dataDir = join(folder, run);
    const { code } = await runCommand([...args, '--data-dir', dataDir], env);
    console.log(`${run}: exit ${code ?? 'by signal'}`);
    const hashes = await figureFingerprints(args.length === 0 ? join(dataDir, 'sample') : dataDir);
    for (const [file, hash] of Object.entries(hashes)) found[`${run}/${file}`] = hash;
  };
  const years = (range: string): readonly string[] => [
    ...['run', '--years', range, '--datasets', names, '--on-failure', 'skip'],
  ];
  await take('sample', []);
  if (practiceWebDir === undefined) console.log('practice: skipped, NHS_FILES_DIR is not set.');
  else {
    const practice = await startMirror(practiceRoutes(practiceWebDir));
    await take('practice', years('2019-20..2020-21'), { NHS_MIRROR_URL: practice.url });
    await practice.close();
  }
  const seven = await startSevenYearsWeb();
  await take('seven', years('2017-18..2023-24'), { NHS_MIRROR_URL: seven.url });
  await seven.close();
  return found;
}

function compare(before: Fingerprints, after: Fingerprints): boolean {
  const differing = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((file) => before[file] !== after[file])
    .sort();
  for (const file of differing) {
    const what = !(file in after) ? 'is gone' : !(file in before) ? 'is new' : 'differs';
    console.log(`${file} ${what}`);
  }
  console.log(`${Object.keys(after).length} files, ${differing.length} differ.`);
  return differing.length === 0;
}
