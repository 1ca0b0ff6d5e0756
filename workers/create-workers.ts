/** The two kinds of workers, each with its activities. */
import { type WorkerOptions, Worker } from '@temporalio/worker';
import { makeDecide, makeDecisions, makeUndoDecision } from '../activities/decide.ts';
import { makeCheckUnchanged } from '../activities/check-unchanged.ts';
import { makeDiscover } from '../activities/discover.ts';
import { makeDownload } from '../activities/download.ts';
import type { IngestEffects, WarehouseEffects } from '../activities/effects.ts';
import type { IngestActivities, WarehouseActivities } from '../activities/interface.ts';
import { makeJoin, makePublish } from '../activities/join.ts';
import { makeLoad } from '../activities/load.ts';
import { makeLoadedFiles, makeRecordGaps } from '../activities/load-state.ts';
import { type FaultReport, reportingFaults } from '../activities/machine-failure.ts';
import { makeParse } from '../activities/parse.ts';
import { makeRecogniseFolder } from '../activities/recognise-folder.ts';
import { makeValidate } from '../activities/validate.ts';
import { INGEST_QUEUE, WAREHOUSE_QUEUE } from '../workflows/messages.ts';
import { workflowBundle } from './bundle.ts';

type Connected = Pick<WorkerOptions, 'connection' | 'namespace' | 'identity'>;

/** Runs workflows and the ingest activities; any number of these may run, on any number of machines. */
export async function createIngestWorker(
  connected: Connected,
  faults: FaultReport,
  effects: IngestEffects,
): Promise<Worker> {
  const activities: IngestActivities = {
    recogniseFolder: makeRecogniseFolder(effects),
    discover: makeDiscover(effects),
    checkUnchanged: makeCheckUnchanged(effects),
    download: makeDownload(effects),
    parse: makeParse(effects),
    validate: makeValidate(effects),
  };
  return await Worker.create({
    ...connected,
    taskQueue: INGEST_QUEUE,
    workflowBundle: await workflowBundle(),
    activities: { ...reportingFaults(activities, faults) },
    maxConcurrentActivityTaskExecutions: 12,
    shutdownGraceTime: '10s',
  });
}

/** Writes to the one DuckDB file: DuckDB allows one process, so there is one of these, and it does one thing at a time. */
export async function createWarehouseWorker(
  connected: Connected,
  faults: FaultReport,
  effects: WarehouseEffects,
): Promise<Worker> {
  const activities: WarehouseActivities = {
    loadedFiles: makeLoadedFiles(effects),
    load: makeLoad(effects),
    recordGaps: makeRecordGaps(effects),
    decide: makeDecide(effects),
    undoDecision: makeUndoDecision(effects),
    decisions: makeDecisions(effects),
    join: makeJoin(effects),
    publish: makePublish(effects),
  };
  return await Worker.create({
    ...connected,
    taskQueue: WAREHOUSE_QUEUE,
    activities: { ...reportingFaults(activities, faults) },
    maxConcurrentActivityTaskExecutions: 1,
    shutdownGraceTime: '30s',
  });
}
