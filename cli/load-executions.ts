/** Which executions of loads Temporal knows: the last one of every load, whichever run has started it. */
import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { oneLine } from './plain-text.ts';

/** One load as Temporal lists it. */
export interface LoadExecution {
  readonly workflowId: string;
  readonly runId: string;
  /** Read from the id; an id that a person has made up stands for the dataset. */
  readonly dataset: string;
  readonly fy: string;
  /** RUNNING, COMPLETED, FAILED, CANCELLED, TERMINATED, TIMED_OUT. */
  readonly status: WorkflowExecutionInfo['status']['name'];
  /** What the load itself has said last; nothing is said by a load that has ended. */
  readonly stage: string | undefined;
  readonly startedAt: Date;
}

const LOAD_ID = /^load\/([a-z0-9-]+)\/([a-z0-9-]+)$/;

/**
 * The last execution of every load.
 * @param since leaves out what had ended by then, by the server's clock: loads of earlier runs
 */
export async function loadExecutions(
  client: Client,
  since?: Date,
): Promise<ReadonlyMap<string, LoadExecution>> {
  const still = `(ExecutionStatus = 'Running' OR CloseTime >= '${(since ?? new Date(0)).toISOString()}')`;
  const query = `WorkflowType = 'loadDataset'${since ? ` AND ${still}` : ''}`;
  const found = new Map<string, LoadExecution>();
  for await (const info of client.workflow.list({ query })) {
    // With an id that somebody made up it was refused; there is nothing to do about it.
    if (!LOAD_ID.test(info.workflowId) && info.status.name !== 'RUNNING') continue;
    const before = found.get(info.workflowId);
    if (before === undefined || isLater(info, before)) found.set(info.workflowId, executionOf(info));
  }
  return found;
}

/** A load that runs is later than any that has ended; the list follows the truth by some milliseconds. */
function isLater(info: WorkflowExecutionInfo, before: LoadExecution): boolean {
  const started = info.startTime.getTime() - before.startedAt.getTime();
  return started > 0 || (started === 0 && info.status.name === 'RUNNING');
}

function executionOf(info: WorkflowExecutionInfo): LoadExecution {
  const [, dataset = oneLine(info.workflowId), fy = ''] = LOAD_ID.exec(info.workflowId) ?? [];
  const stage = info.searchAttributes['Stage']?.[0];
  return {
    ...{ workflowId: info.workflowId, runId: info.runId, dataset, fy, status: info.status.name },
    stage: typeof stage === 'string' ? oneLine(stage) : undefined,
    startedAt: info.startTime,
  };
}
