/** Two warehouse workers at one queue would each load a part: who else is there is asked before one starts. */
import type { Connection } from '@temporalio/client';
import { WarehouseError } from '../warehouse/warehouse-error.ts';
import { WAREHOUSE_QUEUE } from '../workflows/messages.ts';

/** TASK_QUEUE_TYPE_ACTIVITY of the wire protocol. */
const ACTIVITY = 2;
/** A worker that is there asks for work at least once a minute. */
const THERE_WITHIN_MS = 75_000;

/** Another warehouse is filled from the queue; the worker of that one does the work. */
export class OtherWarehouseError extends WarehouseError {
  override readonly name = 'OtherWarehouseError';
}

/** A worker that has asked for warehouse work lately and writes another warehouse than `ours`; undefined when there is none. */
export async function otherWarehouse(
  connection: Connection,
  namespace: string,
  ours: string,
): Promise<string | undefined> {
  return (await warehouseWorkers(connection, namespace)).find((worker) => !worker.endsWith(ours));
}

/** True when a worker of this very warehouse has asked for work lately, in the process `pid` where that is known. */
export async function worksHere(
  connection: Connection,
  namespace: string,
  ours: string,
  pid: number | undefined,
): Promise<boolean> {
  return (await warehouseWorkers(connection, namespace)).some(
    (worker) => worker.endsWith(ours) && (pid === undefined || worker.startsWith(`${pid}@`)),
  );
}

async function warehouseWorkers(connection: Connection, namespace: string): Promise<readonly string[]> {
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: WAREHOUSE_QUEUE },
    taskQueueType: ACTIVITY,
  });
  const since = Date.now() - THERE_WITHIN_MS;
  return pollers
    .filter(({ lastAccessTime }) => 1000 * Number(lastAccessTime?.seconds ?? 0) > since)
    .map(({ identity }) => identity ?? 'a worker without a name');
}
