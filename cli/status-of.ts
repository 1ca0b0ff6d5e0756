/** Asks Temporal, and the loads that run, how everything stands. */
import type { Client } from '@temporalio/client';
import type { DatasetYear } from '../activities/references.ts';
import { loadWorkflowId } from '../workflows/messages.ts';
import { loadExecutions } from './load-executions.ts';
import {
  type LoadStanding,
  endedStanding,
  HAS_ENDED,
  listedStanding,
  runningStanding,
  Standing,
} from './load-standing.ts';
import { type Runs, runsOf } from './runs-under-way.ts';
import { type Workers, workersOf } from './stuck-workflows.ts';

/** What runs, what waits, and what cannot run. */
export interface Status extends Workers, Runs {
  readonly loads: readonly LoadStanding[];
}

/** Asks every load of the latest runs; a load that is broken, or that no worker runs, does not hide the others. */
export async function statusOf(client: Client, one?: DatasetYear): Promise<Status> {
  const [executions, workers, runs] = await Promise.all([
    loadExecutions(client),
    workersOf(client),
    runsOf(client),
  ]);
  const wanted = one && loadWorkflowId(one.dataset, one.fy);
  const asked = [...executions.values()].filter(
    ({ workflowId }) => wanted === undefined || workflowId === wanted,
  );
  const loads = await inTurns(asked, async (execution) =>
    HAS_ENDED.has(listedStanding(execution).standing)
      ? await endedStanding(client, execution)
      : await runningStanding(client, execution),
  );
  return { ...workers, ...runs, loads: [...loads].sort(byUrgency) };
}

const ORDER: readonly Standing[] = Object.values(Standing);

/** What somebody has to act on stands last: at the end of the screen. */
function byUrgency(a: LoadStanding, b: LoadStanding): number {
  return (
    ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing) ||
    (a.dataset < b.dataset ? -1 : a.dataset > b.dataset ? 1 : 0) ||
    (a.fy < b.fy ? -1 : 1)
  );
}

const AT_ONCE = 12;

/** So many at a time, in the order given. */
async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const takeTurns = async (): Promise<void> => {
    while (next < items.length) {
      const index = next;
      next += 1;
      results[index] = await work(items[index] as T);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, takeTurns));
  return results;
}
