/** Both workers of one process over one data folder, with what they need; stopped in the right order. */
import type { NativeConnection, Worker } from '@temporalio/worker';
import { join } from 'node:path';
import { createFetchEffects } from '../fetch/fetch-effects.ts';
import { openWarehouse, WarehouseError } from '../warehouse/open-warehouse.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { createIngestWorker } from './ingest-worker.ts';
import type { ParsePool } from './parse-pool.ts';
import { openParsePool } from './parse-pool.ts';
import { quietRuntime } from './quiet-runtime.ts';
import { connectWorker } from './temporal-connection.ts';
import type { TemporalTarget } from './temporal-target.ts';
import { createWarehouseWorker } from './warehouse-worker.ts';

export interface Working {
  /** Rejects when a worker breaks; never resolves. */
  readonly failed: Promise<never>;
  /** Drains the workers, then closes what they used. */
  readonly stop: () => Promise<void>;
}

interface Parts {
  readonly dataDir: string;
  readonly say: (line: string) => void;
}

const NEVER = new Promise<never>(() => {});

/** Starts both workers; where another process has the warehouse of this folder, that one works and this one watches. */
export async function startWorking(target: TemporalTarget, { dataDir, say }: Parts): Promise<Working> {
  const warehouse = await warehouseUnlessInUse(dataDir, say);
  if (!warehouse) return { failed: NEVER, stop: () => Promise.resolve() };
  // Only now: the runtime of the workers keeps a process alive until a worker has stopped.
  quietRuntime(join(dataDir, 'logs'));
  const closers = [(): Promise<void> => warehouse.close()];
  const stop = async (): Promise<void> => {
    for (const close of closers.reverse()) await close();
  };
  try {
    const pool = openParsePool();
    closers.push(() => pool.close());
    const connection = await connectWorker(target);
    closers.push(() => connection.close());
    const workers = await createWorkers(connection, target.namespace, { dataDir, pool, warehouse });
    const running = workers.map((worker) => worker.run());
    closers.push(() => drain(workers, running));
    const failed = Promise.all(running).then(() => NEVER);
    failed.catch(() => undefined);
    return { failed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function createWorkers(
  connection: NativeConnection,
  namespace: string,
  { dataDir, pool, warehouse }: { dataDir: string; pool: ParsePool; warehouse: Warehouse },
): Promise<readonly Worker[]> {
  const effects = { ...createFetchEffects(dataDir, process.env), pool, dataDir };
  return await Promise.all([
    createIngestWorker(connection, namespace, effects),
    createWarehouseWorker(connection, namespace, { dataDir, warehouse, store: effects.store }),
  ]);
}

async function drain(workers: readonly Worker[], running: readonly Promise<void>[]): Promise<void> {
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  await Promise.allSettled(running);
}

async function warehouseUnlessInUse(
  dataDir: string,
  say: (line: string) => void,
): Promise<Warehouse | undefined> {
  try {
    return await openWarehouse(join(dataDir, 'warehouse.duckdb'));
  } catch (error) {
    if (!(error instanceof WarehouseError) || !error.inUse) throw error;
    say('Another process is working in this data folder; this one only watches.');
    return undefined;
  }
}
