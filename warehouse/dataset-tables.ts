/** Tables that datasets bring themselves: their folders name the SQL, and the warehouse runs the files for all of them alike. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Dataset } from '../datasets/contract/dataset.ts';
import { insertRows } from '../duckdb/insert-rows.ts';
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

/** Makes what the datasets publish beside the tables of all, and notes each table: a publication takes what the last join made. */
export async function makeDatasetTables(statements: Statements, datasets: readonly WithSql[]): Promise<void> {
  await statements.run(`CREATE OR REPLACE TEMP TABLE join_total
    (dataset VARCHAR, fy VARCHAR, period VARCHAR, measure VARCHAR, published_total DOUBLE, sum_of_rows DOUBLE, url VARCHAR)`);
  await statements.run(`CREATE OR REPLACE TEMP TABLE join_price
    (edition VARCHAR, fy VARCHAR, price_index DOUBLE)`);
  await statements.run('DELETE FROM dataset_publication');
  for (const { name, sql } of datasets) {
    if (!sql) continue;
    await runFile(statements, sql.gold);
    const rules = await datasetRules([{ name, sql }]);
    const rows = sql.publishes.map(({ partBy, orderBy, ...table }) => ({
      ...table,
      dataset: name,
      part_by: partBy,
      order_by: orderBy,
      rules,
    }));
    await insertRows(statements, 'dataset_publication', rows);
  }
}

/** Hash of the texts that decide what the datasets' own tables look like. */
export async function datasetRules(datasets: readonly WithSql[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { name, sql } of datasets) {
    if (!sql) continue;
    hash.update(`${name} ${JSON.stringify(sql.publishes)}\n`);
    for (const file of [sql.tables, sql.gold]) hash.update(await readFile(file));
  }
  return hash.digest('hex');
}

/** Runs the SQL of a dataset's file; an error names the file. */
async function runFile(statements: Pick<Statements, 'run'>, file: URL): Promise<void> {
  try {
    await statements.run(await readFile(file, 'utf8'));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${fileURLToPath(file)}: ${message}`, { cause });
  }
}
