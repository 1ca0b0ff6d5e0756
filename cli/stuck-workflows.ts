/** Workflows under way that no worker can run: a type whose name is misspelt, or a queue that nobody works on. */
import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import * as workflows from '../workflows/index.ts';
import { INGEST_QUEUE, WAREHOUSE_QUEUE } from '../workflows/messages.ts';
import { shortened } from './plain-text.ts';

/** Names of the workflow types that our workers run. */
export const WORKFLOW_TYPES: readonly string[] = Object.entries(workflows)
  .filter(([, value]) => typeof value === 'function')
  .map(([name]) => name)
  .sort();

export interface StuckWorkflow {
  readonly type: string;
  readonly workflowId: string;
  /** ISO. */
  readonly startedAt: string;
  /** A full sentence, with what to do. */
  readonly reason: string;
}

export interface Workers {
  /** Queues of ours that no worker works on: `ingest`, `warehouse`. */
  readonly missing: readonly string[];
  readonly stuck: readonly StuckWorkflow[];
}

const WORKFLOW_TASKS = 1;
const ACTIVITY_TASKS = 2;
const NAME_COLUMNS = 60;

/** Looks at everything that is under way, and at who asks for work. */
export async function workersOf(client: Client): Promise<Workers> {
  const open: WorkflowExecutionInfo[] = [];
  for await (const info of client.workflow.list({ query: "ExecutionStatus = 'Running'" })) open.push(info);
  const queues = [...new Set([INGEST_QUEUE, ...open.map(({ taskQueue }) => taskQueue)])];
  const answers = await Promise.all(
    queues.map(async (queue) => [queue, await hasWorker(client, queue, WORKFLOW_TASKS)] as const),
  );
  const worked = new Map(answers);
  const missing = [
    ...(worked.get(INGEST_QUEUE) ? [] : [INGEST_QUEUE]),
    ...((await hasWorker(client, WAREHOUSE_QUEUE, ACTIVITY_TASKS)) ? [] : [WAREHOUSE_QUEUE]),
  ];
  const stuck = open.flatMap((info): readonly StuckWorkflow[] => {
    const reason = whyStuck(info, worked.get(info.taskQueue) ?? false);
    if (reason === undefined) return [];
    const { type, workflowId, startTime } = info;
    return [{ type, workflowId, startedAt: startTime.toISOString(), reason }];
  });
  return { missing, stuck };
}

/** Undefined where a worker can run it, or will as soon as one is started. */
function whyStuck(
  { type, taskQueue, workflowId }: WorkflowExecutionInfo,
  worked: boolean,
): string | undefined {
  const again = `Terminate "${shown(workflowId)}" in the Temporal UI and start it again with`;
  if (taskQueue !== INGEST_QUEUE && !worked) {
    return `No worker takes workflows from the task queue "${shown(taskQueue)}". ${again} the task queue "${INGEST_QUEUE}".`;
  }
  if (taskQueue !== INGEST_QUEUE || WORKFLOW_TYPES.includes(type)) return undefined;
  const meant = closest(type);
  const types =
    meant === undefined ? `one of these types: ${WORKFLOW_TYPES.join(', ')}` : `the type "${meant}"`;
  return `No worker knows a workflow type "${shown(type)}". ${again} ${types}.`;
}

async function hasWorker(client: Client, queue: string, taskQueueType: number): Promise<boolean> {
  const { namespace } = client.options;
  const answer = await client.workflowService.describeTaskQueue({
    ...{ namespace, taskQueue: { name: queue }, taskQueueType },
  });
  return (answer.pollers ?? []).length > 0;
}

function shown(name: string): string {
  return shortened(name, NAME_COLUMNS);
}

/** The type that was probably meant: the one with the fewest letters to change, where these are few. */
export function closest(typed: string, types: readonly string[] = WORKFLOW_TYPES): string | undefined {
  const near = types
    .map((type) => ({
      type,
      changes: lettersToChange(typed.toLowerCase().slice(0, 100), type.toLowerCase()),
    }))
    .filter(({ type, changes }) => changes <= Math.max(2, type.length / 4))
    .sort((a, b) => a.changes - b.changes);
  return near[0]?.type;
}

/** Levenshtein's distance: letters to put in, take out or replace. */
function lettersToChange(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
