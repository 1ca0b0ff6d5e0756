/** Hashes of what is published, without what says when a run was made: two runs of the same files have the same. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { csvPath, filesBelow } from '../../warehouse/publish/published-files.ts';

/** Columns of source_file that are of the run, not of the figures. */
const OF_THE_RUN = ['fetched_at', 'parser_version'];
/** Columns of the calendar that are of the run; when a file is due, and whether it was found, is not. */
const OF_THE_DAY = ['first_seen', 'published', 'loaded', 'freshness_hours', 'as_of'];
/** Files that are made from these tables too, and Parquet twins: the CSVs speak for them. */
const MADE_FROM_IT = [
  'source_file.parquet',
  'publication_calendar.parquet',
  'decision.parquet',
  'READ-ME-FIRST.txt',
];
/** Tables of releases, which say when they were made. */
const OF_A_DAY = ['release', 'cell_version'].flatMap((table) => [csvPath(table), `${table}.parquet`]);
/** What names the release: pages, workbook, report and package. Their figures are those of the tables. */
const NAMES_THE_RELEASE = /^(?:site\/.*|trust_year\.xlsx|datapackage\.json|run-report\.(?:md|json))$/;
const WITHOUT: Readonly<Record<string, readonly string[]>> = {
  [csvPath('source_file')]: OF_THE_RUN,
  [csvPath('publication_calendar')]: OF_THE_DAY,
  [csvPath('decision')]: ['decided', 'undone'],
};

/** SHA-256 of each published file of a data folder that holds figures, by its path below `published/`. */
export async function figureFingerprints(dataDir: string): Promise<Readonly<Record<string, string>>> {
  const published = join(dataDir, 'published');
  const files = (await filesBelow(published)).filter(
    (file) => ![...MADE_FROM_IT, ...OF_A_DAY].includes(file) && !NAMES_THE_RELEASE.test(file),
  );
  return Object.fromEntries(files.map((file) => [file, hashOf(file, readFileSync(join(published, file)))]));
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
