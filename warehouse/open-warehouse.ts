import { mkdir, readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { FaultCode } from '../machine/fault-code.ts';
import { machineFault, MachineFault, warehouseDamaged } from '../machine/machine-fault.ts';
import { type WithSql, createDatasetTables } from './dataset-tables.ts';
import { type MemoryBudget, duckdbSize, memoryBudget } from './memory-budget.ts';
import { removeUnbegun } from './unbegun-file.ts';
import { WarehouseError } from './warehouse-error.ts';
import { holderOf, WarehouseHeldError } from './warehouse-holder.ts';
import { type Warehouse, warehouseOn } from './warehouse.ts';

/** Version of schema.sql. A file of another version is refused with a sentence: it is rebuilt from `raw/`. */
export const SCHEMA_VERSION = 1;

/**
 * One thread keeps the order of rows without holding back what came early: publishing seven years of accounts lines takes
 * 0.6 GB so, and 2.7 GB with two threads, for a fifth more time; the join takes as long with two as with one. What goes
 * beyond the memory of its budget waits on the disk.
 */
export const THREADS = '1';

/** DuckDB's lock is the process's: closing a second handle on the same file would silently give the lock away. */
const openHere = new Set<string>();

/**
 * Opens the working file `<data>/warehouse.duckdb`, making it and its folder where there is none, and the tables that the
 * datasets bring.
 * @param memory the budget of the writer; else a share of what is free
 * @throws WarehouseHeldError when another process has it, WarehouseError when its tables are not of this version,
 * MachineFault when it is damaged or the disk does not take it.
 */
export async function openWarehouse(
  path: string,
  datasets: readonly WithSql[] = [],
  memory?: MemoryBudget,
): Promise<Warehouse> {
  const file = resolve(path);
  if (openHere.has(file)) {
    throw new WarehouseError(`${path} is open in this process already. Close it before opening it again.`);
  }
  await mkdir(dirname(file), { recursive: true });
  const budget = memory ?? (await memoryBudget({}));
  const instance = await openInstance(file, budget);
  openHere.add(file);
  const connection = await instance.connect();
  const warehouse = warehouseOn(connection, file, budget, () => {
    instance.closeSync();
    openHere.delete(file);
  });
  try {
    await checkVersion(warehouse);
    await warehouse.run(await readFile(new URL('./schema.sql', import.meta.url), 'utf8'));
    await createDatasetTables(warehouse, datasets);
    await warehouse.run(
      'INSERT INTO schema_version SELECT $1::INTEGER WHERE NOT EXISTS (FROM schema_version)',
      [SCHEMA_VERSION],
    );
    return warehouse;
  } catch (error) {
    await warehouse.close();
    throw error;
  }
}

async function checkVersion(warehouse: Warehouse): Promise<void> {
  const tables = await warehouse.rows(`SELECT table_name FROM information_schema.tables`);
  if (tables.length === 0) return;
  if (!tables.some((table) => table['table_name'] === 'schema_version')) {
    throw new WarehouseError(
      `${warehouse.path} is a DuckDB file, but not a warehouse of this project. Move it away, or choose another --data-dir.`,
    );
  }
  const [row] = await warehouse.rows('SELECT max(version) AS version FROM schema_version');
  const version = row?.['version'];
  if (version === null || version === SCHEMA_VERSION) return;
  const which = Number(version) > SCHEMA_VERSION ? 'a newer' : 'an older';
  throw new WarehouseError(
    `${warehouse.path} was written by ${which} version of this project (tables of version ${Number(version)}, this one has ${SCHEMA_VERSION}). Move the file away and run again: it is rebuilt from the raw files, nothing is fetched twice.`,
  );
}

async function openInstance(file: string, memory: MemoryBudget, again = false): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(file, { threads: THREADS, memory_limit: duckdbSize(memory.first) });
  } catch (cause) {
    const holder = holderOf(cause);
    if (holder) throw new WarehouseHeldError(file, holder, cause);
    // DuckDB had the lock when it refused what is in the file: nobody else is writing it.
    if ((await removeUnbegun(file)) && !again) return await openInstance(file, memory, true);
    const fault = await machineFault(cause, dirname(file));
    if (fault?.code === FaultCode.warehouseDamaged)
      throw new MachineFault(fault.code, warehouseDamaged(file, cause), { cause });
    if (fault) throw fault;
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new WarehouseError(
      `${file} cannot be opened as a DuckDB file (${text.split('\n')[0]}). Move it away and run again: it is rebuilt from the raw files, nothing is fetched twice.`,
      { cause },
    );
  }
}
