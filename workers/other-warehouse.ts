/** Two warehouse workers at one queue would each load a part: who else is there is asked before one starts. */
import type { Connection } from '@temporalio/client';
import { WAREHOUSE_QUEUE } from '../workflows/messages.ts';

/** TASK_QUEUE_TYPE_ACTIVITY of the wire protocol. */
const ACTIVITY = 2;
/** A worker that is there asks for work at least once a minute. */
const THERE_WITHIN_MS = 75_000;

/** Name of a worker that has asked for warehouse work lately and writes another warehouse than `ours`; undefined when there is none. */
export async function otherWarehouse(
  connection: Connection,
  namespace: string,
  ours: string,
): Promise<string | undefined> {
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: WAREHOUSE_QUEUE },
    taskQueueType: ACTIVITY,
  });
  const other = pollers.find(
    ({ identity, lastAccessTime }) =>
      identity?.endsWith(ours) !== true &&
      Date.now() - 1000 * Number(lastAccessTime?.seconds ?? 0) < THERE_WITHIN_MS,
  );
  return other && (other.identity ?? 'a worker without a name');
}
