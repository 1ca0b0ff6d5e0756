/**
 * How a load stands. Temporal is believed first: a load that has ended is no longer parked, whatever it said last. Only a
 * load that runs is asked itself.
 */
import type { Client } from '@temporalio/client';
import type { LoadOutcome } from '../activities/references.ts';
import { type LoadProgress, progressQuery, Stage } from '../workflows/messages.ts';
import { type AskedAgain, askedAgain } from './asked-again.ts';
import { groupReasons } from './group-reasons.ts';
import type { LoadExecution } from './load-executions.ts';

/** Where a load has got to, in the order of the screen: what somebody has to act on stands last. */
export const Standing = {
  done: 'done',
  doneWithGaps: 'done with gaps',
  skipped: 'skipped',
  cancelled: 'cancelled',
  terminated: 'terminated',
  toCome: 'to come',
  moving: 'moving',
  askedAgain: 'asked again',
  paused: 'paused',
  needsAttention: 'needs attention',
  noAnswer: 'no answer',
  failed: 'failed',
} as const;
export type Standing = (typeof Standing)[keyof typeof Standing];

/** Standings that only a person ends. */
export const WANTS_A_PERSON: ReadonlySet<Standing> = new Set([
  Standing.needsAttention,
  Standing.noAnswer,
  Standing.failed,
]);

/** Standings a load does not leave again. */
export const HAS_ENDED: ReadonlySet<Standing> = new Set([
  Standing.done,
  Standing.doneWithGaps,
  Standing.skipped,
  Standing.cancelled,
  Standing.terminated,
  Standing.failed,
]);

export interface LoadStanding {
  readonly dataset: string;
  readonly fy: string;
  readonly workflowId: string;
  readonly standing: Standing;
  /** The stage of a load that moves; else the standing. */
  readonly stage: string;
  /** Files that are in the warehouse, of those the year should have; absent where nobody knows yet. */
  readonly files?: { readonly there: number; readonly of: number };
  /** Full sentences: what is in the way, what is missing, why the load ended. */
  readonly reasons: readonly string[];
  /** Steps that have failed and are tried again by themselves, soonest first. */
  readonly askedAgain: readonly AskedAgain[];
  /** What a load that runs says of itself. */
  readonly progress?: LoadProgress;
}

/** A load is given this long to answer. */
const ANSWER_WITHIN_MS = 10_000;

/** A load of a run that has not begun. */
export function toCome(load: Pick<LoadStanding, 'dataset' | 'fy' | 'workflowId'>): LoadStanding {
  return standing(load, Standing.toCome);
}

/** By what the list of executions says alone: nobody is asked, so it is quick, and needs no worker. */
export function listedStanding(execution: LoadExecution): LoadStanding {
  const known = BY_STATUS[execution.status];
  if (known !== undefined) return standing(execution, known);
  return execution.stage === Stage.needsAttention
    ? standing(execution, Standing.needsAttention)
    : standing(execution, Standing.moving, { stage: execution.stage ?? Stage.waiting });
}

/** What is not here, runs. */
const BY_STATUS: Partial<Record<LoadExecution['status'], Standing>> = {
  COMPLETED: Standing.done,
  CANCELLED: Standing.cancelled,
  TERMINATED: Standing.terminated,
  FAILED: Standing.failed,
  TIMED_OUT: Standing.failed,
  PAUSED: Standing.paused,
};

/** A load that has ended, by the outcome that Temporal keeps; no worker has to run for that. */
export async function endedStanding(client: Client, execution: LoadExecution): Promise<LoadStanding> {
  const listed = listedStanding(execution);
  const { workflowId, runId } = execution;
  const handle = client.workflow.getHandle(workflowId, runId, { followRuns: false });
  try {
    const outcome = (await handle.result()) as LoadOutcome;
    return { ...listed, ...outcomeStanding(outcome) };
  } catch (error) {
    return { ...listed, reasons: [innermost(error)] };
  }
}

/** A load that runs, by its own answer and by the steps that Temporal holds for it. */
export async function runningStanding(client: Client, execution: LoadExecution): Promise<LoadStanding> {
  const listed = listedStanding(execution);
  const { workflowId, runId } = execution;
  try {
    const handle = client.workflow.getHandle(workflowId, runId);
    const progress = await client.withDeadline(
      Date.now() + ANSWER_WITHIN_MS,
      async () => await handle.query(progressQuery),
    );
    const again = await askedAgain(client, workflowId, runId);
    return { ...listed, ...progressStanding(progress, again) };
  } catch (error) {
    if (execution.status === 'PAUSED') return listed;
    return {
      ...listed,
      ...{ standing: Standing.noAnswer, stage: Standing.noAnswer },
      reasons: [silence(error)],
    };
  }
}

function standing(
  { dataset, fy, workflowId }: Pick<LoadStanding, 'dataset' | 'fy' | 'workflowId'>,
  kind: Standing,
  more: Partial<LoadStanding> = {},
): LoadStanding {
  return { dataset, fy, workflowId, standing: kind, stage: kind, reasons: [], askedAgain: [], ...more };
}

const OUTCOMES = {
  complete: Standing.done,
  'with gaps': Standing.doneWithGaps,
  skipped: Standing.skipped,
} as const;

function outcomeStanding(outcome: LoadOutcome): Partial<LoadStanding> {
  const kind = OUTCOMES[outcome.status];
  const there = outcome.loaded + outcome.unchanged;
  const missing = new Set(outcome.gaps.map(({ slot }) => slot).filter(Boolean)).size;
  return {
    ...{ dataset: outcome.dataset, fy: outcome.fy, standing: kind, stage: kind },
    files: { there, of: there + missing },
    reasons: groupReasons(outcome, outcome.gaps),
  };
}

function progressStanding(progress: LoadProgress, again: readonly AskedAgain[]): Partial<LoadStanding> {
  const { dataset, fy, stage, expected, loaded, unchanged } = progress;
  const parked = stage === Stage.needsAttention;
  const kind = parked ? Standing.needsAttention : again.length > 0 ? Standing.askedAgain : Standing.moving;
  return {
    ...{ dataset, fy, standing: kind, stage, progress, askedAgain: again },
    files: { there: loaded + unchanged, of: Math.max(expected, loaded + unchanged) },
    reasons: groupReasons(
      progress,
      progress.problems.map(({ slot, message }) => ({ slot, reason: message })),
    ),
  };
}

function silence(error: unknown): string {
  const [said = ''] = innermost(error).split('\n');
  return (
    `It does not say what it is doing (${said}). Where no worker runs, start one: npm start -- up. ` +
    'Else open it in the Temporal UI and terminate it; the next run loads it anew, and nothing that is loaded is lost.'
  );
}

/** The innermost cause has the sentence that a person can act on; the layers around it are Temporal's. */
export function innermost(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? innermost(error.cause) : error.message;
}
