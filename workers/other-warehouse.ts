/** Two warehouse workers at one queue would each load a part: who else is there is asked before one starts. */
import type { Connection } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { WarehouseError } from '../warehouse/warehouse-error.ts';
import { WAREHOUSE_QUEUE } from '../workflows/messages.ts';

/** TASK_QUEUE_TYPE_ACTIVITY of the wire protocol. */
const ACTIVITY = 2;
/** A worker that is there asks for work at least once a minute. */
const THERE_WITHIN_MS = 75_000;
const LOOK_EVERY_MS = 50;
const LOOKS = 40;
/** The server takes no poll without an end. */
const POLL_MS = 20_000;

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
  if (pollers.length === 0) return [];
  const since = (await serverTime(connection, namespace)) - THERE_WITHIN_MS;
  return pollers
    .filter(({ lastAccessTime }) => milliseconds(lastAccessTime) > since)
    .map(({ identity }) => identity ?? 'a worker without a name');
}

/**
 * The time by the clock of the server, which notes the pollers: the clock of this machine may be another. No request asks for it,
 * so that a worker is played at a queue of its own: the server notes when it came.
 */
async function serverTime(connection: Connection, namespace: string): Promise<number> {
  const taskQueue = { name: `clock-${randomUUID()}` };
  const asked = new AbortController();
  const polled = connection
    .withDeadline(Date.now() + POLL_MS, () =>
      connection.withAbortSignal(asked.signal, () =>
        connection.workflowService.pollActivityTaskQueue({ namespace, taskQueue, identity: 'clock' }),
      ),
    )
    .catch(() => undefined);
  try {
    for (let look = 0; look < LOOKS; look += 1) {
      const { pollers } = await connection.workflowService.describeTaskQueue({
        ...{ namespace, taskQueue, taskQueueType: ACTIVITY },
      });
      const [clock] = pollers;
      if (clock) return milliseconds(clock.lastAccessTime);
      await sleep(LOOK_EVERY_MS);
    }
    return Date.now();
  } finally {
    asked.abort();
    await polled;
  }
}

type ProtoTime = { readonly seconds?: unknown; readonly nanos?: number | null } | null | undefined;

function milliseconds(time: ProtoTime): number {
  return 1000 * Number(time?.seconds ?? 0) + (time?.nanos ?? 0) / 1_000_000;
}
