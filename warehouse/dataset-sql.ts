/** Tables that datasets bring themselves: their folders name the SQL, and it is run here for all of them alike. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Dataset } from '../datasets/contract.ts';
import { insertRows } from './insert-rows.ts';
import type { PublishedTable } from './published-tables.ts';
import type { Statements } from './warehouse.ts';

/** What the warehouse must know of a dataset to keep its tables. */
export type WithSql = Pick<Dataset, 'name' | 'sql'>;

/** Makes the tables that loaded files of the datasets go into, where they are not there yet. */
export async function createDatasetTables(
  statements: Pick<Statements, 'run'>,
  datasets: readonly WithSql[],
): Promise<void> {
  for (const { sql } of datasets) if (sql) await runFile(statements, sql.tables);
}

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

/** Tables of datasets that the last join made. */
export async function datasetPublications(
  statements: Pick<Statements, 'rows'>,
): Promise<readonly PublishedTable[]> {
  const rows = await statements.rows('FROM dataset_publication ORDER BY dataset, name');
  return rows.map((row) => ({
    name: String(row['name']),
    from: `gold.${String(row['name'])}`,
    csv: row['csv'] === true,
    about: String(row['about']),
    dependsOn: String(row['dataset']),
    rules: String(row['rules']),
    ...(typeof row['part_by'] === 'string' && { parts: [row['part_by']] }),
  }));
}

async function runFile(statements: Pick<Statements, 'run'>, file: URL): Promise<void> {
  try {
    await statements.run(await readFile(file, 'utf8'));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${fileURLToPath(file)}: ${message}`, { cause });
  }
}
