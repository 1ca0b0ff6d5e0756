import type { NativeConnection } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import type { WarehouseActivities } from '../activities/interface.ts';
import { WAREHOUSE_QUEUE } from '../workflows/messages.ts';

/** Writes to the one DuckDB file: DuckDB allows one process, so there is one of these, and it does one thing at a time. */
export async function createWarehouseWorker(
  connection: NativeConnection,
  namespace: string,
  activities: WarehouseActivities,
): Promise<Worker> {
  return await Worker.create({
    connection,
    namespace,
    taskQueue: WAREHOUSE_QUEUE,
    activities: { ...activities },
    maxConcurrentActivityTaskExecutions: 1,
    shutdownGraceTime: '30s',
  });
}
