/** Steps of a load that have failed and are tried again: Temporal does that by itself, nobody has to do anything. */
import type { Client } from '@temporalio/client';

/** One step of a load that has failed and is tried again. */
export interface AskedAgain {
  /** Of the try that is to come: 2 is the second. */
  readonly attempt: number;
  /** ISO time of it, by the server's clock. */
  readonly at: string;
  /** How long the server lets the step wait: what this machine's clock says plays no part in it. */
  readonly waitsMs: number;
  /** Why the last one failed. */
  readonly message: string;
}

/** Of a step that waits for a worker: PENDING_ACTIVITY_STATE_SCHEDULED of the wire protocol. */
const SCHEDULED = 1;

/** The failed steps of one load that wait for their next try, soonest first. */
export async function askedAgain(
  client: Client,
  workflowId: string,
  runId?: string,
): Promise<readonly AskedAgain[]> {
  const { raw } = await client.workflow.getHandle(workflowId, runId).describe();
  const waiting = (raw.pendingActivities ?? []).flatMap((step): readonly AskedAgain[] => {
    const next = step.nextAttemptScheduleTime ?? step.scheduledTime;
    const message = step.lastFailure?.message;
    if (!message || !next || Number(step.state) !== SCHEDULED) return [];
    const at = milliseconds(next);
    const waitsMs = step.lastAttemptCompleteTime ? at - milliseconds(step.lastAttemptCompleteTime) : 0;
    return [{ attempt: step.attempt ?? 1, at: new Date(at).toISOString(), waitsMs, message }];
  });
  return waiting.sort((a, b) => a.at.localeCompare(b.at));
}

function milliseconds(time: { readonly seconds?: unknown; readonly nanos?: number | null }): number {
  return Number(time.seconds ?? 0) * 1000 + Number(time.nanos ?? 0) / 1e6;
}
