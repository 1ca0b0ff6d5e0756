/** Everything a command needs running: a Temporal server, the workers, the warehouse. Closed in the right order. */
import type { Client } from '@temporalio/client';
import type { NativeConnection, Worker } from '@temporalio/worker';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createFetchEffects } from '../fetch/fetch-effects.ts';
import { createIngestWorker } from '../workers/ingest-worker.ts';
import { openParsePool } from '../workers/parse-pool.ts';
import { attachTemporal, openTemporal } from '../workers/open-temporal.ts';
import { connectWorker } from '../workers/temporal-connection.ts';
import { quietRuntime } from '../workers/quiet-runtime.ts';
import { createWarehouseWorker } from '../workers/warehouse-worker.ts';
import { openWarehouse, WarehouseError } from '../warehouse/open-warehouse.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

export interface Session {
  readonly client: Client;
  readonly uiUrl: string | undefined;
  /** Rejects when a worker breaks; never resolves. */
  readonly failed: Promise<never>;
  /** Drains the workers, then closes the warehouse, then stops the server if it is ours. */
  readonly close: () => Promise<void>;
}

export interface SessionOptions {
  readonly dataDir: string;
  readonly say: (line: string) => void;
}

/** Starts what is not running yet. Where another process works in this data folder, only a client is opened. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });
  quietRuntime(join(dataDir, 'logs'));
  const temporal = await openTemporal({ dataDir, say: options.say });
  const uiUrl = temporal.target.uiUrl;
  const closers: (() => Promise<void>)[] = [() => temporal.close()];
  const closeAll = async (): Promise<void> => {
    for (const close of closers.reverse()) await close();
  };
  try {
    const warehouse = await warehouseUnlessInUse(dataDir, options.say);
    if (!warehouse)
      return { client: temporal.client, uiUrl, failed: new Promise<never>(() => {}), close: closeAll };
    closers.push(() => warehouse.close());
    const pool = openParsePool();
    closers.push(() => pool.close());
    const connection = await connectWorker(temporal.target);
    closers.push(() => connection.close());
    const workers = await startWorkers(connection, temporal.target.namespace, { dataDir, pool, warehouse });
    closers.push(() => workers.drain());
    return { client: temporal.client, uiUrl, failed: workers.failed, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Connects to what another process has running for this data folder; undefined when nothing is. */
export async function attach(
  dataDir: string,
): Promise<{ client: Client; uiUrl: string | undefined; close: () => Promise<void> } | undefined> {
  const temporal = await attachTemporal(dataDir);
  return temporal && { client: temporal.client, uiUrl: temporal.target.uiUrl, close: () => temporal.close() };
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

interface RunningWorkers {
  readonly failed: Promise<never>;
  readonly drain: () => Promise<void>;
}

async function startWorkers(
  connection: NativeConnection,
  namespace: string,
  parts: { dataDir: string; pool: ReturnType<typeof openParsePool>; warehouse: Warehouse },
): Promise<RunningWorkers> {
  const { dataDir, pool, warehouse } = parts;
  const effects = { ...createFetchEffects(dataDir, process.env), pool, dataDir };
  const workers: Worker[] = await Promise.all([
    createIngestWorker(connection, namespace, effects),
    createWarehouseWorker(connection, namespace, { dataDir, warehouse, store: effects.store }),
  ]);
  const running = workers.map((worker) => worker.run());
  const failed = Promise.all(running).then(() => new Promise<never>(() => {}));
  failed.catch(() => undefined);
  return {
    failed,
    drain: async () => {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await Promise.allSettled(running);
    },
  };
}
