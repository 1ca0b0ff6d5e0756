/**
 * Whether a change of the code changed a published figure: `npm run fingerprints -- --keep before.json` before the change,
 * `npm run fingerprints -- --compare before.json` after. Runs the sample, the practice web (where NHS_FILES_DIR has it beside)
 * and the seven-year web, and takes a hash of every published file.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { datasets } from '../datasets/registry.ts';
import { runCommand } from '../test/end-to-end/command-line.ts';
import { startSevenYearsWeb } from '../test/end-to-end/seven-years-web.ts';
import { startMirror } from '../test/mirror/mirror-server.ts';
import { practiceRoutes, practiceWebDir } from '../test/mirror/practice-web.ts';
import { csvPath, filesBelow } from '../warehouse/publish/published-files.ts';

/** By run and file: `practice/trust_year.csv`. */
const Fingerprints = z.record(z.string(), z.string());
type Fingerprints = z.infer<typeof Fingerprints>;

/** Columns of source_file that are of the run, not of the figures. */
const OF_THE_RUN = ['fetched_at', 'parser_version'];
/** Columns of the calendar that are of the run; when a file is due, and whether it was found, is not. */
const OF_THE_DAY = ['first_seen', 'published', 'loaded', 'freshness_hours', 'as_of'];
/** Files that are made from source_file too, and Parquet twins: the CSVs speak for them. */
const MADE_FROM_IT = ['source_file.parquet', 'publication_calendar.parquet', 'READ-ME-FIRST.txt'];
/** Tables of releases, which say when they were made. */
const OF_A_DAY = ['release', 'cell_version'].flatMap((table) => [csvPath(table), `${table}.parquet`]);
/** What names the release: pages, workbook and package. Their figures are those of the tables. */
const NAMES_THE_RELEASE = /^(?:site\/.*|trust_year\.xlsx|datapackage\.json)$/;
const WITHOUT: Readonly<Record<string, readonly string[]>> = {
  [csvPath('source_file')]: OF_THE_RUN,
  [csvPath('publication_calendar')]: OF_THE_DAY,
};

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
    const published = join(dataDir, args.length === 0 ? 'sample' : '', 'published');
    for (const file of await filesBelow(published)) {
      if (![...MADE_FROM_IT, ...OF_A_DAY].includes(file) && !NAMES_THE_RELEASE.test(file))
        found[`${run}/${file}`] = hashOf(file, readFileSync(join(published, file)));
    }
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

function hashOf(file: string, bytes: Buffer): string {
  const hash = createHash('sha256');
  const without = WITHOUT[file];
  if (!without) return hash.update(bytes).digest('hex');
  const rows = z.array(z.record(z.string(), z.string())).parse(parse(bytes, { columns: true }));
  for (const row of rows) {
    for (const column of without) delete row[column];
    hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
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
