/** Starting a run of a data folder, or joining the one of the same input that is under way. Other runs go on beside it. */
import {
  type Client,
  type WorkflowHandle,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { isDeepStrictEqual } from 'node:util';
import type { buildTrustYears } from '../workflows/build-trust-years.ts';
import { INGEST_QUEUE, Stage, stageAttribute } from '../workflows/messages.ts';

/** What is started, and what tells it from others. */
export interface RunToStart {
  /** The workflow type: `buildTrustYears` or `backfill`. */
  readonly type: string;
  /** Of the first run; further ones beside it have `/2`, `/3` after it. */
  readonly workflowId: string;
  readonly input: unknown;
  readonly summary: string;
  /** Cancel every other run of the type first. */
  readonly replace: boolean;
}

export interface StartedRun {
  readonly handle: WorkflowHandle<typeof buildTrustYears>;
  /** Loads that began before it are of no concern to the run: it shares those of runs that are under way. */
  readonly startedAt: Date;
  readonly joined: boolean;
}

interface OpenRun {
  readonly workflowId: string;
  readonly input: unknown;
  readonly startedAt: Date;
}

/** So many runs of one type beside each other; each shares its loads with the others. */
const MOST_RUNS = 20;

/**
 * Starts the run. One with the same input that is still open (another terminal's, or one that Ctrl-C or a power cut stopped)
 * is joined, not started twice. Others go on: a load that two runs want is loaded once.
 * @throws Error when too many runs are under way
 */
export async function startOrJoin(
  client: Client,
  run: RunToStart,
  say: (line: string) => void,
): Promise<StartedRun> {
  const open = await openRuns(client, run.workflowId);
  const same = open.find(({ input }) => isDeepStrictEqual(input, JSON.parse(JSON.stringify(run.input))));
  if (same) {
    say('A run of the same years and datasets is under way; going on with it.');
    return {
      handle: client.workflow.getHandle(same.workflowId),
      startedAt: same.startedAt,
      joined: true,
    };
  }
  if (open.length > 0 && run.replace) {
    say(`Cancelling ${named(open).replace(/^The/, 'the')} first, as --replace says. What was loaded stays.`);
    await Promise.all(open.map(({ workflowId }) => cancelAndWait(client, workflowId)));
  } else if (open.length > 0) {
    say(`${named(open)} is under way too. Loads that both want are shared, and nothing is cancelled.`);
  }
  const taken = new Set(run.replace ? [] : open.map(({ workflowId }) => workflowId));
  const workflowId = idsOf(run.workflowId).find((id) => !taken.has(id));
  if (workflowId === undefined) {
    throw new Error(`${MOST_RUNS} runs are under way. Wait for one of them, or say --replace.`);
  }
  try {
    const handle = await client.workflow.start(run.type, {
      workflowId,
      taskQueue: INGEST_QUEUE,
      args: [run.input],
      memo: { input: run.input },
      typedSearchAttributes: [{ key: stageAttribute, value: Stage.loading }],
      staticSummary: run.summary,
    });
    // By the clock of the server, as all times of its list are.
    const { startTime } = await handle.describe();
    const beside = run.replace ? [] : open.map((other) => other.startedAt.getTime());
    const startedAt = new Date(Math.min(startTime.getTime(), ...beside));
    return { handle: client.workflow.getHandle(handle.workflowId), startedAt, joined: false };
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    return await startOrJoin(client, run, say);
  }
}

function idsOf(first: string): readonly string[] {
  return Array.from({ length: MOST_RUNS }, (_, index) => (index === 0 ? first : `${first}/${index + 1}`));
}

/** The runs of the type that are open; asked one by one, because a list of the server lags behind. */
async function openRuns(client: Client, first: string): Promise<readonly OpenRun[]> {
  const open: OpenRun[] = [];
  for (const workflowId of idsOf(first)) {
    try {
      const { status, memo, startTime } = await client.workflow.getHandle(workflowId).describe();
      if (status.name === 'RUNNING') open.push({ workflowId, input: memo?.['input'], startedAt: startTime });
    } catch (error) {
      // No run has ever been the second, the third and so on.
      if (error instanceof WorkflowNotFoundError && workflowId !== first) return open;
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
  return open;
}

async function cancelAndWait(client: Client, workflowId: string): Promise<void> {
  const handle = client.workflow.getHandle(workflowId);
  await handle.cancel();
  await handle.result().catch(() => undefined);
}

function named(open: readonly OpenRun[]): string {
  return open.length === 1 ? `The run ${open[0]?.workflowId ?? ''}` : `${open.length} other runs`;
}
