import { type WorkerOptions, Worker } from '@temporalio/worker';
import { type FaultReport, reportingFaults } from '../activities/machine-failure.ts';
import type { IngestEffects } from '../activities/ingest-effects.ts';
import { makeCheckUnchanged } from '../activities/check-unchanged.ts';
import { makeDiscover } from '../activities/discover.ts';
import { makeDownload } from '../activities/download.ts';
import type { IngestActivities } from '../activities/interface.ts';
import { makeParse } from '../activities/parse.ts';
import { makeRecogniseFolder } from '../activities/recognise-folder.ts';
import { makeValidate } from '../activities/validate.ts';
import { INGEST_QUEUE } from '../workflows/messages.ts';
import { workflowBundle } from './bundle.ts';

/** The ingest activities over their effects. */
export function ingestActivities(effects: IngestEffects): IngestActivities {
  return {
    recogniseFolder: makeRecogniseFolder(),
    discover: makeDiscover(effects),
    checkUnchanged: makeCheckUnchanged(effects),
    download: makeDownload(effects),
    parse: makeParse(effects),
    validate: makeValidate(effects),
  };
}

/** Runs workflows and the ingest activities; any number of these may run, on any number of machines. */
export async function createIngestWorker(
  options: Pick<WorkerOptions, 'connection' | 'namespace' | 'identity'>,
  effects: IngestEffects,
  faults: FaultReport,
): Promise<Worker> {
  return await Worker.create({
    ...options,
    taskQueue: INGEST_QUEUE,
    workflowBundle: await workflowBundle(),
    activities: { ...reportingFaults(ingestActivities(effects), faults) },
    maxConcurrentActivityTaskExecutions: 12,
    shutdownGraceTime: '10s',
  });
}
