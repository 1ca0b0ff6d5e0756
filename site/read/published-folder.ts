/** The folder that is being published, to be asked with SQL: each Parquet file is a view of its name. */
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { quoteText } from '../../duckdb/statements.ts';
import { type Ask, withViews } from '../../explain/published-tables.ts';

/** The writer of the tables is open beside this: reading them takes one thread and little memory, and the disk beyond that. */
const limits = (spill: string): readonly string[] => [
  "SET memory_limit = '200MB'",
  'SET threads = 1',
  `SET temp_directory = ${quoteText(spill)}`,
];

/** Gives `work` every published table of a folder, and the names of those there are. */
export async function withFolder<T>(
  folder: string,
  work: (ask: Ask, tables: ReadonlySet<string>) => Promise<T>,
): Promise<T> {
  const tables = readdirSync(folder)
    .filter((file) => file.endsWith('.parquet'))
    .map((file) => file.slice(0, -'.parquet'.length))
    .sort();
  const views = tables.map((table): [string, string] => [
    table,
    `FROM read_parquet(${quoteText(join(folder, `${table}.parquet`))})`,
  ]);
  // A name that the next publication clears, should this one be killed.
  const spill = `${folder}.spill`;
  try {
    return await withViews(Object.fromEntries(views), async (ask) => {
      for (const limit of limits(spill)) await ask(limit);
      return await work(ask, new Set(tables));
    });
  } finally {
    await rm(spill, { recursive: true, force: true });
  }
}
