/** Writes what was read from one file. Knows no schema library: parsing threads start fast. */
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ParsedFile, Refusal } from '../datasets/contract/parsed-file.ts';
import { fingerprint } from '../store/fingerprint.ts';
import { withParquetWriter } from './columns-to-parquet.ts';
import { observationTable } from './parsed-observations.ts';
import { summaryPath, tablePath } from './parsed-paths.ts';
import type { ParsedFileSummary } from './parsed-summary.ts';

/**
 * Writes the folder `dir` as a whole: it is there complete, or not at all. A folder that is there is replaced. Equal
 * input gives equal bytes.
 */
export async function writeParsedFile(
  dir: string,
  parsed: ParsedFile,
  refusals: readonly Refusal[],
): Promise<ParsedFileSummary> {
  const tables = [observationTable(parsed.observations), ...parsed.tables];
  assertDistinct(tables.map((table) => table.name));
  const unfinished = join(dirname(dir), `.unfinished-${randomUUID()}`);
  await mkdir(unfinished, { recursive: true });
  try {
    await withParquetWriter(async (writer) => {
      for (const table of tables) {
        await writer.write(table, tablePath(unfinished, table.name));
      }
    });
    const fingerprints: Record<string, string> = {};
    for (const { name } of tables)
      fingerprints[name] = (await fingerprint(tablePath(unfinished, name))) ?? '';
    const summary = { ...summaryOf(parsed, refusals), fingerprints };
    await writeFile(summaryPath(unfinished), `${JSON.stringify(summary, null, 1)}\n`);
    await rm(dir, { recursive: true, force: true });
    await rename(unfinished, dir).catch(keepOther);
    return summary;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Two workers may parse one file at once; what the other has put there meanwhile is the same. */
function keepOther(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
}

function summaryOf(
  parsed: ParsedFile,
  refusals: readonly Refusal[],
): Omit<ParsedFileSummary, 'fingerprints'> {
  return {
    layout: parsed.layout,
    maturity: parsed.maturity,
    ...(parsed.published === undefined ? {} : { published: parsed.published }),
    ...(parsed.revised === undefined ? {} : { revised: parsed.revised }),
    totals: [...parsed.totals],
    quarantine: [...parsed.quarantine],
    findings: [...parsed.findings],
    refusals: [...refusals],
    observations: parsed.observations.length,
    tables: Object.fromEntries(parsed.tables.map((table) => [table.name, table.rows])),
  };
}

function assertDistinct(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new RangeError(`Two tables are named "${twice}".`);
}
