/** Tables that datasets bring themselves: their folders name the SQL, and it is run here for all of them alike. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Dataset } from '../datasets/contract/dataset.ts';
import type { Statements } from '../duckdb/statements.ts';

/** What the warehouse must know of a dataset to keep its tables. */
export type WithSql = Pick<Dataset, 'name' | 'sql'>;

/** Makes the tables that loaded files of the datasets go into, where they are not there yet. */
export async function createDatasetTables(
  statements: Pick<Statements, 'run'>,
  datasets: readonly WithSql[],
): Promise<void> {
  for (const { sql } of datasets) if (sql) await runFile(statements, sql.tables);
}

/** Runs the SQL of a dataset's file; an error names the file. */
export async function runFile(statements: Pick<Statements, 'run'>, file: URL): Promise<void> {
  try {
    await statements.run(await readFile(file, 'utf8'));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${fileURLToPath(file)}: ${message}`, { cause });
  }
}
