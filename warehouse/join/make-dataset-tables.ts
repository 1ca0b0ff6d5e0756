/** What datasets publish beside the tables of all: made by their own SQL in every join. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { insertRows } from '../../duckdb/insert-rows.ts';
import type { Statements } from '../../duckdb/statements.ts';
import { runFile, type WithSql } from '../dataset-tables.ts';

/** Makes what the datasets publish, and notes it: a publication takes what the last join made. */
export async function makeDatasetTables(statements: Statements, datasets: readonly WithSql[]): Promise<void> {
  await statements.run(`CREATE OR REPLACE TEMP TABLE join_total
    (dataset VARCHAR, fy VARCHAR, period VARCHAR, measure VARCHAR, published_total DOUBLE, sum_of_rows DOUBLE, url VARCHAR)`);
  await statements.run('DELETE FROM dataset_publication');
  for (const { name, sql } of datasets) {
    if (!sql) continue;
    await runFile(statements, sql.gold);
    const rules = await datasetRules([{ name, sql }]);
    const rows = sql.publishes.map((table) => ({
      dataset: name,
      name: table.name,
      csv: table.csv,
      part_by: table.partBy,
      about: table.about,
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
