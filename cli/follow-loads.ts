/**
 * Follows the loads of a run, whichever run has started them: the list of executions says which one counts, its stage
 * while it runs, and its outcome when it has ended.
 */
import type { Client } from '@temporalio/client';
import { Stage } from '../workflows/messages.ts';
import { askedAgain } from './asked-again.ts';
import { type LoadExecution, loadExecutions } from './load-executions.ts';
import {
  type LoadStanding,
  endedStanding,
  HAS_ENDED,
  listedStanding,
  runningStanding,
  Standing,
  toCome,
} from './load-standing.ts';
import type { Watched } from './watched.ts';

/** Asks once how the loads stand, in the order in which they were given. */
export type Look = () => Promise<readonly LoadStanding[]>;

/** How often a load that waits, and the steps of one that fetches, are asked for. */
const ASK_EVERY_MS = 3000;
/** Waits shorter than this are over before anybody has read of them. */
const WORTH_TELLING_MS = 5000;
const FETCHING: ReadonlySet<string> = new Set([Stage.discovering, Stage.downloading]);

/** @param since when the run began, by the server's clock: what had ended by then is of an earlier run */
export function followLoads(client: Client, watched: readonly Watched[], since: Date): Look {
  /** By run id: what does not change any more. */
  const ended = new Map<string, LoadStanding>();
  /** By run id: the last answer, the stage in which it was given, and when. */
  const answers = new Map<string, { standing: LoadStanding; stage: string | undefined; at: number }>();

  const look = async (execution: LoadExecution): Promise<LoadStanding> => {
    const listed = listedStanding(execution);
    const { runId, stage } = execution;
    if (HAS_ENDED.has(listed.standing)) {
      const known = ended.get(runId) ?? (await endedStanding(client, execution));
      ended.set(runId, known);
      return known;
    }
    const parked = listed.standing === Standing.needsAttention;
    if (!parked && !FETCHING.has(listed.stage)) return listed;
    const before = answers.get(runId);
    if (before && before.stage === stage && Date.now() - before.at < ASK_EVERY_MS) return before.standing;
    const now = parked ? await askParked(execution) : await askFetching(execution);
    const standing = now ?? before?.standing ?? listed;
    answers.set(runId, { standing, stage, at: Date.now() });
    return standing;
  };

  /** Undefined where there is no answer for now: its worker may be busy. */
  const askParked = async (execution: LoadExecution): Promise<LoadStanding | undefined> => {
    const now = await runningStanding(client, execution);
    return now.standing === Standing.noAnswer ? undefined : now;
  };

  const askFetching = async (execution: LoadExecution): Promise<LoadStanding> => {
    const listed = listedStanding(execution);
    const waiting = await askedAgain(client, execution.workflowId, execution.runId).catch(() => []);
    const long = waiting.filter(({ waitsMs }) => waitsMs > WORTH_TELLING_MS);
    return long.length === 0 ? listed : { ...listed, standing: Standing.askedAgain, askedAgain: long };
  };

  return async () => {
    const executions = await loadExecutions(client, since);
    return await Promise.all(
      watched.map(async (load) => {
        const execution = executions.get(load.workflowId);
        return execution ? await look(execution) : toCome(load);
      }),
    );
  };
}
