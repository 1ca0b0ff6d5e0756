import { join } from 'node:path';
import { PUBLISHED_TABLES } from './published-tables.ts';
import type { Warehouse } from './warehouse.ts';
import { quoteName, quoteText } from './warehouse.ts';

/** Writes the database people read: the published tables and nothing else, from the files just written. */
export async function writeDatabase(warehouse: Warehouse, folder: string, path: string): Promise<void> {
  await warehouse.run(`ATTACH ${quoteText(path)} AS publication`);
  try {
    for (const { name, about } of PUBLISHED_TABLES) {
      const table = `publication.${quoteName(name)}`;
      const parquet = quoteText(join(folder, `${name}.parquet`));
      await warehouse.run(`CREATE TABLE ${table} AS FROM read_parquet(${parquet})`);
      await warehouse.run(`COMMENT ON TABLE ${table} IS ${quoteText(about)}`);
    }
    await warehouse.run('CHECKPOINT publication');
  } finally {
    await warehouse.run('DETACH publication');
  }
}
