/** The workers of one process, with what they need; stopped in the right order. */
import type { Worker } from '@temporalio/worker';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultReport } from '../activities/machine-failure.ts';
import { datasets } from '../datasets/registry.ts';
import { createFetchEffects } from '../fetch/fetch-effects.ts';
import { createRawStore } from '../store/create-raw-store.ts';
import { listFolder } from '../store/list-folder.ts';
import { openFiles } from '../store/open-files.ts';
import { watchRoom } from '../machine/watch-room.ts';
import { memoryBudget } from '../warehouse/memory-budget.ts';
import { openWarehouse } from '../warehouse/open-warehouse.ts';
import { createParsedStore } from '../parsed/parsed-store.ts';
import { WarehouseHeldError } from '../warehouse/warehouse-holder.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { INGEST_QUEUE, WAREHOUSE_QUEUE } from '../workflows/messages.ts';
import { firstFault } from '../temporal-server/first-fault.ts';
import { noticeEffects } from './notice-effects.ts';
import { countLoads } from './count-loads.ts';
import { type Connected, createIngestWorker, createWarehouseWorker } from './create-workers.ts';
import type { OpenTemporal } from '../temporal-server/open-temporal.ts';
import { otherWarehouse, OtherWarehouseError, worksHere } from './other-warehouse.ts';
import { openParsePool } from '../parsed/parse-pool.ts';
import { type Queue, QUEUES, warehouseName, workerName } from './queue.ts';
import { metricsAddress } from './metrics-address.ts';
import { quietRuntime } from './quiet-runtime.ts';
import { whenLetGo, type Working } from './take-over.ts';
import { connectWorker } from '../temporal-server/temporal-connection.ts';

export interface WorkOptions {
  readonly dataDir: string;
  readonly say: (line: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends the wait for a warehouse that another process holds. */
  readonly signal?: AbortSignal;
}

/** How to close what has been opened, in the order of opening. */
type Closers = (() => Promise<void>)[];

/** Time for the workers to give back what they have in hand. */
const DRAIN_WITHIN_MS = 4000;

const NEVER = new Promise<never>(() => {});

/**
 * Starts every worker. Where another process works in the warehouse, this one watches until that one ends; where any
 * other program has it open, this one waits.
 */
export async function startWorking(temporal: OpenTemporal, options: WorkOptions): Promise<Working> {
  const start = async (): Promise<Working> => await startWorkers(temporal, QUEUES, options);
  try {
    return await start();
  } catch (error) {
    if (error instanceof OtherWarehouseError) {
      options.say(`Another process is working in its own warehouse; this one only watches. ${error.message}`);
      return { failed: NEVER, stop: () => Promise.resolve() };
    }
    if (!(error instanceof WarehouseHeldError)) throw error;
    const { dataDir, say, signal } = options;
    const ours = await warehouseName(dataDir);
    return await whenLetGo({
      ...{ held: error, path: join(dataDir, 'warehouse.duckdb'), start, say, signal },
      works: async ({ pid }) => await worksHere(temporal.connection, temporal.target.namespace, ours, pid),
    });
  }
}

/**
 * Starts the workers of these queues.
 * @throws WarehouseHeldError or OtherWarehouseError when another process has the warehouse, StoreError when NHS_STORE cannot be used.
 */
export async function startWorkers(
  temporal: OpenTemporal,
  queues: readonly Queue[],
  options: WorkOptions,
): Promise<Working> {
  const closers: Closers = [];
  const stop = async (): Promise<void> => {
    // What cannot be closed, on a full disk for instance, must not keep the rest open.
    const failures: unknown[] = [];
    for (const close of closers.reverse()) await close().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };
  try {
    const { dataDir } = options;
    const fault = firstFault();
    const faults = { dataDir, report: fault.report };
    const workers = await createWorkers(temporal, queues, options, faults, closers);
    const running = workers.map((worker) => worker.run());
    closers.push(() => drain(workers, running));
    const endWatch = watchRoom(dataDir, fault.report);
    closers.push(() => Promise.resolve(endWatch()));
    const failed = Promise.race([fault.promise, Promise.all(running).then(() => NEVER)]);
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
  faults: FaultReport,
  closers: Closers,
): Promise<readonly Worker[]> {
  const { namespace } = temporal.target;
  const warehouse = queues.includes(WAREHOUSE_QUEUE)
    ? await openOwnWarehouse(temporal, dataDir, env)
    : undefined;
  if (warehouse) closers.push(() => warehouse.close());
  const files = await openFiles(dataDir, env, say);
  const store = createRawStore(files);
  const parsed = createParsedStore(files);
  // Only now: the runtime of the workers keeps a process alive until a worker has stopped.
  const meter = await quietRuntime(join(dataDir, 'logs'), () => metricsAddress(env, say));
  if (meter) {
    const stopCounting = countLoads(temporal.client, meter);
    closers.push(() => Promise.resolve(stopCounting()));
  }
  const connection = await connectWorker(temporal.target);
  closers.push(() => connection.close());
  const connected = (identity: string): Connected => ({ connection, namespace, identity });
  const workers: Promise<Worker>[] = [];
  if (queues.includes(INGEST_QUEUE)) {
    const pool = openParsePool();
    closers.push(() => pool.close());
    const folder = { list: listFolder, read: readFile };
    const effects = { ...createFetchEffects(store, env), pool, parsed, folder };
    const notices = noticeEffects(files, env, temporal.target.uiUrl);
    workers.push(createIngestWorker(connected(workerName()), faults, effects, notices, meter));
  }
  if (warehouse) {
    const identity = `${workerName()} ${await warehouseName(dataDir)}`;
    const effects = { dataDir, warehouse, store, parsed };
    workers.push(createWarehouseWorker(connected(identity), faults, effects, meter));
  }
  return await Promise.all(workers);
}

/**
 * Opens the warehouse of the data folder.
 * @throws WarehouseHeldError when another process has it open, OtherWarehouseError when another is filled from this queue.
 */
async function openOwnWarehouse(
  temporal: OpenTemporal,
  dataDir: string,
  env: WorkOptions['env'],
): Promise<Warehouse> {
  const ours = await warehouseName(dataDir);
  const { namespace, address } = temporal.target;
  // Our own server serves one data folder only.
  const other = temporal.embedded ? undefined : await otherWarehouse(temporal.connection, namespace, ours);
  if (other !== undefined) {
    throw new OtherWarehouseError(
      `${other} writes the warehouse of ${address}, namespace ${namespace}: there can be one. Stop it and wait a minute, or set TEMPORAL_NAMESPACE to another.`,
    );
  }
  return await openWarehouse(join(dataDir, 'warehouse.duckdb'), datasets, await memoryBudget(env));
}

async function drain(workers: readonly Worker[], running: readonly Promise<void>[]): Promise<void> {
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  // A server on a full disk takes no answers, and a worker would go on giving them.
  const patience = new AbortController();
  const enough = sleep(DRAIN_WITHIN_MS, undefined, { signal: patience.signal }).catch(() => undefined);
  await Promise.race([Promise.allSettled(running), enough]);
  patience.abort();
}
