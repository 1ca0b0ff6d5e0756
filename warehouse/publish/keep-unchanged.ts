/**
 * Large tables of which nothing has changed since the last publication are not written again: seven years of practice lists
 * have 22 million rows, which cost ten seconds as Parquet and twice that in nhs.duckdb.
 */
import { createHash } from 'node:crypto';
import { copyFile, link, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprint } from '../../store/fingerprint.ts';
import { insertRows } from '../../duckdb/insert-rows.ts';
import type { PublishedTable } from './published-tables.ts';
import type { Warehouse } from '../warehouse.ts';

/** What the last publication left, and still stands byte for byte. */
export interface Kept {
  readonly tables: readonly PublishedTable[];
  /** Whether nhs.duckdb too is as it was left, so that these tables may stay in it. */
  readonly database: boolean;
}

const DATABASE = 'nhs.duckdb';

/** Which tables need not be written: made from the same loads by the same rules, and not touched by anybody since. */
export async function unchangedTables(
  warehouse: Warehouse,
  tables: readonly PublishedTable[],
  { directory, database }: { readonly directory: string; readonly database: string },
): Promise<Kept> {
  const rows = await warehouse.rows('FROM published_file');
  const left = new Map(rows.map((row) => [String(row['name']), row]));
  const kept: PublishedTable[] = [];
  for (const table of tables.filter(isLarge)) {
    const was = left.get(table.name);
    if (was === undefined || was['made_from'] !== (await madeFrom(warehouse, table))) continue;
    if ((await fingerprint(parquetOf(directory, table))) === was['sha256']) kept.push(table);
  }
  const was = kept.length > 0 ? left.get(DATABASE)?.['sha256'] : undefined;
  return { tables: kept, database: was !== undefined && was === (await fingerprint(database)) };
}

/** Puts the kept files into the new folder: a second name for the same bytes, or a copy where the disk has no such thing. */
export async function takeAlong(kept: readonly PublishedTable[], from: string, into: string): Promise<void> {
  for (const table of kept) {
    const [old, place] = [parquetOf(from, table), parquetOf(into, table)];
    await link(old, place).catch(async () => await copyFile(old, place));
  }
}

/** Notes what was published, for the next time. */
export async function noteLargeFiles(
  warehouse: Warehouse,
  tables: readonly PublishedTable[],
  { directory, database }: { readonly directory: string; readonly database: string },
): Promise<void> {
  const rows = [{ name: DATABASE, made_from: '', sha256: await fingerprint(database) }];
  for (const table of tables.filter(isLarge)) {
    const sha256 = await fingerprint(parquetOf(directory, table));
    rows.push({ name: table.name, made_from: await madeFrom(warehouse, table), sha256 });
  }
  await warehouse.transaction(async (statements) => {
    await statements.run('DELETE FROM published_file');
    await insertRows(statements, 'published_file', rows);
  });
}

/** Tables in a CSV are small; the others say what they depend on. */
function isLarge({ csv, dependsOn }: PublishedTable): boolean {
  return !csv && dependsOn !== undefined;
}

async function madeFrom(warehouse: Warehouse, table: PublishedTable): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(table));
  hash.update(await readFile(new URL('./write-tables.ts', import.meta.url)));
  const loads = await warehouse.rows(
    `SELECT fy, slot, sha256, parser_version FROM load_state WHERE dataset = $1 AND status = 'loaded' ORDER BY ALL`,
    [table.dependsOn ?? ''],
  );
  return hash.update(JSON.stringify(loads)).digest('hex');
}

function parquetOf(folder: string, { name }: PublishedTable): string {
  return join(folder, `${name}.parquet`);
}
