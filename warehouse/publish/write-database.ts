import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublishedTable } from './published-tables.ts';
import { quoteName, quoteText } from '../../duckdb/statements.ts';
import { THREADS } from '../open-warehouse.ts';
import type { Warehouse } from '../warehouse.ts';

/**
 * Writes the database people read: the published tables and nothing else, from the files just written.
 * @param kept the last one, and its tables that stay as they are; the new one begins as a copy of it
 */
export async function writeDatabase(
  warehouse: Warehouse,
  folder: string,
  path: string,
  tables: readonly PublishedTable[],
  kept?: { readonly database: string; readonly tables: readonly PublishedTable[] },
): Promise<void> {
  if (kept) await copyFile(kept.database, path, constants.COPYFILE_FICLONE);
  await warehouse.run(`ATTACH ${quoteText(path)} AS publication`);
  try {
    // Compressing is most of the work here, and two threads take 60 % of the time of one with hardly more memory.
    await warehouse.run('SET threads = 2');
    const stay = kept?.tables.map(({ name }) => name) ?? [];
    await dropOthers(warehouse, stay);
    for (const { name, about } of tables) {
      if (stay.includes(name)) continue;
      const table = `publication.${quoteName(name)}`;
      const parquet = quoteText(join(folder, `${name}.parquet`));
      await warehouse.run(`CREATE TABLE ${table} AS FROM read_parquet(${parquet})`);
      await warehouse.run(`COMMENT ON TABLE ${table} IS ${quoteText(about)}`);
    }
    await warehouse.run('CHECKPOINT publication');
  } finally {
    await warehouse.run(`SET threads = ${THREADS}`);
    await warehouse.run('DETACH publication');
  }
}

/** The room of what is dropped is used again. */
async function dropOthers(warehouse: Warehouse, stay: readonly string[]): Promise<void> {
  const rows = await warehouse.rows(
    `SELECT table_name FROM duckdb_tables() WHERE database_name = 'publication' ORDER BY table_name`,
  );
  for (const name of rows.map((row) => String(row['table_name'])))
    if (!stay.includes(name)) await warehouse.run(`DROP TABLE publication.${quoteName(name)}`);
}
