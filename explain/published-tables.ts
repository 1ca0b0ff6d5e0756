/** The published Parquet files of a data folder, to be asked with SQL. Nothing else is opened, nothing is written. */
import { DuckDBInstance } from '@duckdb/node-api';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Row, type Statements, quoteName, quoteText, statementsOf } from '../duckdb/statements.ts';

/** The tables an explanation reads. */
const TABLES = [
  'trust_year',
  'trust_activity',
  'trust_ratio',
  'ratio',
  'measure',
  'observation',
  'source_file',
  'org_match',
  'organisation_name',
  'organisation_succession',
  'reconciliation',
  'quality_finding',
] as const;
/** Tables that an explanation reads where they are there: a dataset's own, and those that say more of a figure. */
const WHERE_THERE = ['gdp_deflator', 'england_total', 'cell_version'] as const;

export type Ask = (sql: string, values?: readonly string[]) => Promise<readonly Row[]>;

/** The tables and views that can be asked. */
export async function tablesThere(ask: Ask): Promise<ReadonlySet<string>> {
  const rows = await ask('SELECT view_name AS name FROM duckdb_views() WHERE NOT internal');
  return new Set(rows.map(({ name }) => String(name)));
}

/** What is asked for cannot be explained; the message says why, and what to do. */
export class NotExplained extends Error {
  override readonly name = 'NotExplained';
}

/**
 * Gives `work` the published tables of a data folder.
 * @throws NotExplained where nothing is published there, or by another version of this project.
 */
export async function withPublished<T>(dataDir: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const folder = join(dataDir, 'published');
  if (!existsSync(join(folder, 'trust_activity.parquet'))) throw new NotExplained(nothingThere(dataDir));
  const missing = TABLES.filter((table) => !existsSync(join(folder, `${table}.parquet`)));
  if (missing.length > 0) {
    throw new NotExplained(
      `${folder} has no ${missing.join(', ')}: it was written by another version. Run "npm start -- run" again, then ask.`,
    );
  }
  const present = WHERE_THERE.filter((table) => existsSync(join(folder, `${table}.parquet`)));
  return await withTables(folder, [...TABLES, ...present], work);
}

/** Gives `work` these tables of a folder of Parquet files. */
export async function withTables<T>(
  folder: string,
  tables: readonly string[],
  work: (ask: Ask) => Promise<T>,
): Promise<T> {
  const from = (table: string): string => `FROM read_parquet(${quoteText(join(folder, `${table}.parquet`))})`;
  return await withViews(Object.fromEntries(tables.map((table) => [table, from(table)])), work);
}

/** Gives `work` these views, each by its query. */
export async function withViews<T>(
  views: Readonly<Record<string, string>>,
  work: (ask: Ask) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const statements: Statements = statementsOf(connection);
    for (const [name, query] of Object.entries(views))
      await statements.run(`CREATE VIEW ${quoteName(name)} AS ${query}`);
    return await work(async (sql, values) => await statements.rows(sql, values));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** The sentence of a folder without published tables: what to run, or which folder was probably meant. */
export function nothingThere(dataDir: string): string {
  const sample = join(dataDir, 'sample');
  const also = existsSync(join(sample, 'published'))
    ? ` The sample's tables are there: add --data-dir ${sample}.`
    : '';
  return `Nothing is published in ${dataDir} yet. Run "npm start -- run --years 2017-18..2023-24" first, or give the folder with --data-dir.${also}`;
}
