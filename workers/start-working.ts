/** The workers of one process, with what they need; stopped in the right order. */
import type { Worker } from '@temporalio/worker';
import { join } from 'node:path';
import { datasets } from '../datasets/registry.ts';
import { createFetchEffects } from '../fetch/fetch-effects.ts';
import { createRawStore } from '../store/create-raw-store.ts';
import { openFiles } from '../store/open-files.ts';
import { memoryBudget } from '../warehouse/memory-budget.ts';
import { openWarehouse } from '../warehouse/open-warehouse.ts';
import { createParsedStore } from '../warehouse/parsed-store.ts';
import { WarehouseError } from '../warehouse/warehouse-error.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { INGEST_QUEUE, WAREHOUSE_QUEUE } from '../workflows/messages.ts';
import { createIngestWorker } from './ingest-worker.ts';
import type { OpenTemporal } from './open-temporal.ts';
import { otherWarehouse } from './other-warehouse.ts';
import { openParsePool } from './parse-pool.ts';
import type { Queue } from './queue.ts';
import { QUEUES, warehouseName, workerName } from './queue.ts';
import { quietRuntime } from './quiet-runtime.ts';
import { connectWorker } from './temporal-connection.ts';
import { createWarehouseWorker } from './warehouse-worker.ts';

export interface Working {
  /** Rejects when a worker breaks; never resolves. */
  readonly failed: Promise<never>;
  /** Drains the workers, then closes what they used. */
  readonly stop: () => Promise<void>;
}

export interface WorkOptions {
  readonly dataDir: string;
  readonly say: (line: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
}

type Closers = (() => Promise<void>)[];

const NEVER = new Promise<never>(() => {});

/** Starts every worker; where another process has the warehouse, that one works and this one watches. */
export async function startWorking(temporal: OpenTemporal, options: WorkOptions): Promise<Working> {
  try {
    return await startWorkers(temporal, QUEUES, options);
  } catch (error) {
    if (!(error instanceof WarehouseError) || !error.inUse) throw error;
    options.say('Another process is working in this warehouse; this one only watches.');
    return { failed: NEVER, stop: () => Promise.resolve() };
  }
}

/**
 * Starts the workers of these queues.
 * @throws WarehouseError when another process has the warehouse, StoreError when NHS_STORE cannot be used.
 */
export async function startWorkers(
  temporal: OpenTemporal,
  queues: readonly Queue[],
  options: WorkOptions,
): Promise<Working> {
  const closers: Closers = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.reverse()) await close();
  };
  try {
    const workers = await createWorkers(temporal, queues, options, closers);
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
  temporal: OpenTemporal,
  queues: readonly Queue[],
  { dataDir, say, env }: WorkOptions,
  closers: Closers,
): Promise<readonly Worker[]> {
  const { namespace } = temporal.target;
  const warehouse = queues.includes(WAREHOUSE_QUEUE) ? await warehouseOf(temporal, dataDir, env) : undefined;
  if (warehouse) closers.push(() => warehouse.close());
  const files = await openFiles(dataDir, env, say);
  const store = createRawStore(files);
  const parsed = createParsedStore(files);
  // Only now: the runtime of the workers keeps a process alive until a worker has stopped.
  quietRuntime(join(dataDir, 'logs'));
  const connection = await connectWorker(temporal.target);
  closers.push(() => connection.close());
  const creating: Promise<Worker>[] = [];
  if (queues.includes(INGEST_QUEUE)) {
    const pool = openParsePool();
    closers.push(() => pool.close());
    const effects = { ...createFetchEffects(store, env), pool, parsed };
    creating.push(createIngestWorker({ connection, namespace, identity: workerName() }, effects));
  }
  if (warehouse) {
    const identity = `${workerName()} ${await warehouseName(dataDir)}`;
    creating.push(
      createWarehouseWorker({ connection, namespace, identity }, { dataDir, warehouse, store, parsed }),
    );
  }
  return await Promise.all(creating);
}

/** @throws WarehouseError when another process has this warehouse, or another warehouse is filled from this queue. */
async function warehouseOf(
  temporal: OpenTemporal,
  dataDir: string,
  env: WorkOptions['env'],
): Promise<Warehouse> {
  const ours = await warehouseName(dataDir);
  const { namespace, address } = temporal.target;
  // Our own server serves one data folder only.
  const other = temporal.embedded ? undefined : await otherWarehouse(temporal.connection, namespace, ours);
  if (other !== undefined) {
    throw new WarehouseError(
      `${other} writes the warehouse of ${address}, namespace ${namespace}: there can be one. Stop it and wait a minute, or set TEMPORAL_NAMESPACE to another.`,
      { inUse: true },
    );
  }
  return await openWarehouse(join(dataDir, 'warehouse.duckdb'), datasets, await memoryBudget(env));
}

async function drain(workers: readonly Worker[], running: readonly Promise<void>[]): Promise<void> {
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  await Promise.allSettled(running);
}
