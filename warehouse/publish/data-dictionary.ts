/** The data dictionary as a page, from the table `data_dictionary` of a warehouse without data: datasets and SQL decide. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasetPublications, PUBLISHED_TABLES, type PublishedTable } from './published-tables.ts';
import { joinYears } from '../join/join-years.ts';
import { openWarehouse } from '../open-warehouse.ts';
import { STATUS_MEANINGS } from './status-meanings.ts';
import type { Row } from '../../duckdb/statements.ts';
import type { JoinedDataset } from '../join/write-recipes.ts';

/** @returns Markdown; the same text for the same datasets and SQL. */
export async function dataDictionary(datasets: readonly JoinedDataset[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dictionary-'));
  const warehouse = await openWarehouse(join(folder, 'warehouse.duckdb'));
  try {
    await joinYears(warehouse, { datasets });
    const rows = await warehouse.rows('FROM gold.data_dictionary');
    return page(rows, [...PUBLISHED_TABLES, ...(await datasetPublications(warehouse))]);
  } finally {
    await warehouse.close();
    await rm(folder, { recursive: true });
  }
}

function page(rows: readonly Row[], published: readonly PublishedTable[]): string {
  const tables = published.map((table) =>
    section(
      table,
      rows.filter((row) => row['table_name'] === table.name),
    ),
  );
  const long = section(
    {
      name: 'value of trust_activity',
      about: 'Measures that `trust_activity` has and `trust_year` does not: parts of ratios.',
      csv: true,
    },
    rows.filter((row) => row['table_name'] === 'value of trust_activity'),
  );
  const statuses = STATUS_MEANINGS.map(({ status, meaning }) => `| ${status} | ${meaning} |`);
  return `${[
    '# Data dictionary',
    '',
    'Made by `npm run dictionary` from the dataset folders and the SQL; a test says when it is out of date. The same is published as the table `data_dictionary`.',
    '',
    'Every table is in `nhs.duckdb` and, under its name, as Parquet in `published/`; as CSV too unless it says otherwise, in `published/tables/` (`benchmark.csv` and `trust_year.csv` in `published/` itself). `published/datapackage.json` says the same for programs. Money is in pounds, dates are ISO text unless their type is DATE, an absent figure is nothing at all, never 0. Lists in a CSV are joined by `;`.',
    '',
    '## What the statuses mean',
    '',
    '| status | meaning |',
    '|---|---|',
    ...statuses,
    '',
    ...tables,
    long,
  ]
    .join('\n')
    .trimEnd()}\n`;
}

function section(
  { name, about, csv }: Pick<PublishedTable, 'name' | 'about' | 'csv'>,
  rows: readonly Row[],
): string {
  const figures = rows.some((row) => row['unit'] !== null);
  const columns = figures
    ? ['column_name', 'type', 'meaning', 'unit', 'source', 'years', 'caveats', 'breaks']
    : ['column_name', 'type', 'meaning'];
  const heading = columns.map((column) => (column === 'column_name' ? 'column' : column));
  return [
    `## ${name}`,
    '',
    `${about}${csv ? '' : ' (No CSV.)'}`,
    '',
    `| ${heading.join(' | ')} |`,
    `|${columns.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${columns.map((column) => cell(row[column])).join(' | ')} |`),
    '',
  ].join('\n');
}

function cell(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('|', '\\|') : '';
}
