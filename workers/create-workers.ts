/** The two kinds of workers, each with its activities. */
import type { MetricMeter } from '@temporalio/common';
import { type WorkerOptions, Worker } from '@temporalio/worker';
import { makeDecide, makeDecisions, makeUndoDecision } from '../activities/decide.ts';
import { makeCheckUnchanged } from '../activities/check-unchanged.ts';
import { makeDiscover } from '../activities/discover.ts';
import { makeDownload } from '../activities/download.ts';
import type { IngestEffects, NoticeEffects, WarehouseEffects } from '../activities/effects.ts';
import type { IngestActivities, WarehouseActivities } from '../activities/interface.ts';
import { makeJoin, makePublish } from '../activities/join.ts';
import { makeLoad } from '../activities/load.ts';
import { makeLoadedFiles, makeRecordGaps, makeSlotsSeen } from '../activities/load-state.ts';
import { type FaultReport, reportingFaults } from '../activities/machine-failure.ts';
import { makeNotify } from '../activities/notify.ts';
import { makeOtherRuns } from '../activities/other-runs.ts';
import { makeParse } from '../activities/parse.ts';
import { makeLatePeriods, makePlan, makePlanRefresh } from '../activities/plan.ts';
import { makeRecogniseFolder } from '../activities/recognise-folder.ts';
import { makeValidate } from '../activities/validate.ts';
import { INGEST_QUEUE, WAREHOUSE_QUEUE } from '../workflows/messages.ts';
import { workflowBundle } from './bundle.ts';
import { counting } from './count-steps.ts';

export type Connected = Pick<WorkerOptions, 'connection' | 'namespace' | 'identity'>;

/** Runs workflows and the ingest activities; any number of these may run, on any number of machines. */
export async function createIngestWorker(
  connected: Connected,
  faults: FaultReport,
  effects: IngestEffects,
  notices: NoticeEffects,
  meter?: MetricMeter,
): Promise<Worker> {
  const today = (): string => new Date(effects.clock.now()).toISOString().slice(0, 10);
  const activities: IngestActivities = {
    plan: makePlan(today),
    planRefresh: makePlanRefresh(today),
    latePeriods: makeLatePeriods(today),
    otherRuns: makeOtherRuns(),
    recogniseFolder: makeRecogniseFolder(effects),
    discover: makeDiscover(effects),
    checkUnchanged: makeCheckUnchanged(effects),
    download: makeDownload(effects),
    parse: makeParse(effects),
    validate: makeValidate(effects),
    notify: makeNotify(notices),
  };
  return await Worker.create({
    ...connected,
    taskQueue: INGEST_QUEUE,
    workflowBundle: await workflowBundle(),
    activities: { ...counted(reportingFaults(activities, faults), meter) },
    maxConcurrentActivityTaskExecutions: 12,
    shutdownGraceTime: '10s',
  });
}

/** Writes to the one DuckDB file: DuckDB allows one process, so there is one of these, and it does one thing at a time. */
export async function createWarehouseWorker(
  connected: Connected,
  faults: FaultReport,
  effects: WarehouseEffects,
  meter?: MetricMeter,
): Promise<Worker> {
  const activities: WarehouseActivities = {
    loadedFiles: makeLoadedFiles(effects),
    slotsSeen: makeSlotsSeen(effects),
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
    activities: { ...counted(reportingFaults(activities, faults), meter) },
    maxConcurrentActivityTaskExecutions: 1,
    shutdownGraceTime: '30s',
  });
}

function counted<A extends object>(activities: A, meter: MetricMeter | undefined): A {
  return meter ? counting(activities, meter) : activities;
}
