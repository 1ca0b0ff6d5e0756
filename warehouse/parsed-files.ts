/**
 * What was read from one file, as a folder: `observations.parquet`, one `<table>.parquet` for each of the dataset's
 * own tables, and `parsed.json` for the rest. Loading is reading these; parsing may happen on another machine.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ParsedFile, Refusal } from '../datasets/contract.ts';
import { SourceErrorCode } from '../datasets/source-error.ts';
import { withParquetWriter } from './columns-to-parquet.ts';
import { observationTable } from './parsed-observations.ts';

const OBSERVATIONS = 'observations';
const SUMMARY = 'parsed.json';

const place = { sheet: z.string(), row: z.int() };

const summarySchema = z.strictObject({
  layout: z.string(),
  maturity: z.enum(['final', 'provisional', 'illustrative']),
  published: z.string().exactOptional(),
  revised: z.string().exactOptional(),
  totals: z.array(
    z.strictObject({
      period: z.string(),
      measure: z.string(),
      published: z.number(),
      sumOfRows: z.number(),
      ...place,
      column: z.string(),
    }),
  ),
  quarantine: z.array(
    z.strictObject({
      ...place,
      orgCode: z.string(),
      orgName: z.string(),
      rule: z.string(),
      detail: z.string(),
    }),
  ),
  findings: z.array(
    z.strictObject({
      kind: z.string(),
      severity: z.enum(['info', 'warning']),
      orgCode: z.string().exactOptional(),
      orgName: z.string().exactOptional(),
      measure: z.string().exactOptional(),
      message: z.string(),
    }),
  ),
  /** Reasons the file may not be loaded; it is kept to look at. */
  refusals: z.array(z.strictObject({ code: z.enum(Object.values(SourceErrorCode)), message: z.string() })),
  observations: z.int(),
  /** Rows of each table. */
  tables: z.record(z.string(), z.int()),
});

/** `parsed.json`. */
export type ParsedFileSummary = z.infer<typeof summarySchema>;

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
        await writer.write(table, join(unfinished, `${fileName(table.name)}.parquet`));
      }
    });
    const summary = summaryOf(parsed, refusals);
    await writeFile(join(unfinished, SUMMARY), `${JSON.stringify(summary, null, 1)}\n`);
    await rm(dir, { recursive: true, force: true });
    await rename(unfinished, dir).catch(keepOther);
    return summary;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** @throws when there is no such folder, or its `parsed.json` is not one. */
export async function readParsedFile(dir: string): Promise<ParsedFileSummary> {
  return summarySchema.parse(JSON.parse(await readFile(join(dir, SUMMARY), 'utf8')));
}

/** Where the figures are. */
export function observationsPath(dir: string): string {
  return join(dir, `${OBSERVATIONS}.parquet`);
}

/** Where a table of the dataset's own is. */
export function tablePath(dir: string, table: string): string {
  return join(dir, `${fileName(table)}.parquet`);
}

/** Two workers may parse one file at once; what the other has put there meanwhile is the same. */
function keepOther(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
}

function summaryOf(parsed: ParsedFile, refusals: readonly Refusal[]): ParsedFileSummary {
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

function fileName(table: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(table)) {
    throw new RangeError(`"${table}" cannot be the name of a table: letters, digits and underscores only.`);
  }
  return table;
}
