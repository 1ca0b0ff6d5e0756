import { type WorkerOptions, Worker } from '@temporalio/worker';
import type { WarehouseActivities } from '../activities/interface.ts';
import { makeJoin } from '../activities/join.ts';
import { makeLoad } from '../activities/load.ts';
import { makeLoadedFiles } from '../activities/loaded-files.ts';
import { type FaultReport, reportingFaults } from '../activities/machine-failure.ts';
import { makePublish } from '../activities/publish.ts';
import { makeRecordGaps } from '../activities/record-gaps.ts';
import type { WarehouseEffects } from '../activities/warehouse-effects.ts';
import { WAREHOUSE_QUEUE } from '../workflows/messages.ts';

/** The warehouse activities over their effects. */
export function warehouseActivities(effects: WarehouseEffects): WarehouseActivities {
  return {
    loadedFiles: makeLoadedFiles(effects),
    load: makeLoad(effects),
    recordGaps: makeRecordGaps(effects),
    join: makeJoin(effects),
    publish: makePublish(effects),
  };
}

/** Writes to the one DuckDB file: DuckDB allows one process, so there is one of these, and it does one thing at a time. */
export async function createWarehouseWorker(
  options: Pick<WorkerOptions, 'connection' | 'namespace' | 'identity'>,
  effects: WarehouseEffects,
  faults: FaultReport,
): Promise<Worker> {
  return await Worker.create({
    ...options,
    taskQueue: WAREHOUSE_QUEUE,
    activities: { ...reportingFaults(warehouseActivities(effects), faults) },
    maxConcurrentActivityTaskExecutions: 1,
    shutdownGraceTime: '30s',
  });
}
