/** Runs, joins and other workflows beside the loads: those under way, and how the last that ended has ended. */
import type { Client } from '@temporalio/client';
import { innermost } from './load-standing.ts';
import { oneLine } from './plain-text.ts';

export interface RunUnderWay {
  readonly type: string;
  readonly workflowId: string;
  /** ISO. */
  readonly startedAt: string;
}

export interface Runs {
  readonly underWay: readonly RunUnderWay[];
  /** The last run that ended, where it failed and none is under way to mend that. */
  readonly failed?: { readonly workflowId: string; readonly endedAt: string; readonly reason: string };
}

/** Workflow types that a person or a schedule starts, and that end with a publication. */
const RUN_TYPES = ['buildTrustYears', 'backfill', 'refresh'];
/** The list begins with what is under way, then what ended last. */
const LOOKED_AT = 200;

export async function runsOf(client: Client): Promise<Runs> {
  const underWay: RunUnderWay[] = [];
  let last: { workflowId: string; runId: string; endedAt: Date; failed: boolean } | undefined;
  let looked = 0;
  for await (const info of client.workflow.list({ query: "WorkflowType != 'loadDataset'" })) {
    looked += 1;
    if (looked > LOOKED_AT) break;
    const { workflowId, runId, type, closeTime, status } = info;
    if (status.name === 'RUNNING') {
      underWay.push({ type, workflowId, startedAt: info.startTime.toISOString() });
    } else if (closeTime && RUN_TYPES.includes(type) && (last === undefined || closeTime > last.endedAt)) {
      last = { workflowId, runId, endedAt: closeTime, failed: ['FAILED', 'TIMED_OUT'].includes(status.name) };
    }
  }
  if (!last?.failed || underWay.some(({ type }) => RUN_TYPES.includes(type))) return { underWay };
  const { workflowId, runId, endedAt } = last;
  const reason = await client.workflow
    .getHandle(workflowId, runId, { followRuns: false })
    .result()
    .then(() => '', innermost);
  return { underWay, failed: { workflowId, endedAt: endedAt.toISOString(), reason: oneLine(reason) } };
}
