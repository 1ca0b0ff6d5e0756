/** One join at a time. A join that began after everything was loaded is shared; else another one follows it. */
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, patched, startChild } from '@temporalio/workflow';
import type { JoinInput, JoinOutcome, OtherRun } from '../activities/references.ts';
import { endOf, lookAt } from './elsewhere.ts';
import { joinTrusts } from './join-trusts.ts';
import { JOIN_WORKFLOW_ID } from './messages.ts';

/**
 * Joins and publishes everything that was loaded by `since`, or shares a join of another run that does.
 * @param since time in milliseconds at which the last load ended
 */
export async function joinShared(input: JoinInput, since: number): Promise<JoinOutcome> {
  // Another run may have joined between the end of our last load and now.
  const before = await lookAt(JOIN_WORKFLOW_ID);
  const shared = before.status === 'completed' ? outcomeOf(before, since) : undefined;
  if (shared) return shared;
  for (;;) {
    try {
      const child = await startChild(joinTrusts, {
        workflowId: JOIN_WORKFLOW_ID,
        parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
        staticSummary: 'Join every dataset to the trusts of the accounts, and publish',
        args: [input],
      });
      return await child.result();
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      const outcome = outcomeOf(await endOf(JOIN_WORKFLOW_ID), since);
      if (outcome) return outcome;
    }
  }
}

/**
 * The join after a load that no run waits for: started alone, or left behind by a run that has ended. Call it at the end
 * of such a load.
 */
export async function joinAfterwards(): Promise<void> {
  if (!patched('joins-afterwards')) return;
  await joinShared({}, Date.now());
}

/** What a join of another run has made, where it began late enough to see all that we have loaded. */
function outcomeOf({ status, startedAt, outcome }: OtherRun, since: number): JoinOutcome | undefined {
  if (status !== 'completed' || startedAt === undefined || Date.parse(startedAt) < since) return undefined;
  return outcome as JoinOutcome;
}
