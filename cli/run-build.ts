/** One build from start to last screen: session, workflow, progress, what came of it. */
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { resolve } from 'node:path';
import { CURRENT } from '../datasets/registry.ts';
import { isMachineFault } from '../machine/fault-code.ts';
import { asMachineFault } from '../machine/machine-fault.ts';
import type { BuildInput, BuildOutcome } from '../workflows/build-trust-years.ts';
import { BUILD_WORKFLOW_ID } from '../workflows/messages.ts';
import { type RunToStart, startOrJoin } from './build-handle.ts';
import { type Interrupt, debug, ExitCode, onInterrupt } from './end.ts';
import { lastScreen } from './last-screen.ts';
import { outcomeOf } from './outcome-of.ts';
import { roomForeseen } from './room-foreseen.ts';
import { type Environment, type Session, closeQuietly, openUnlessInterrupted } from './session.ts';
import { linkLines } from './ui-links.ts';
import { watch } from './watch.ts';
import { ownWindow } from './window.ts';

export interface RunOptions {
  readonly dataDir: string;
  /** Machine-readable outcome on standard output; everything for people goes to standard error. */
  readonly json: boolean;
  /** Dataset-years asked for that no layout is known for; named as gaps. */
  readonly unreadable: readonly string[];
  readonly env: Environment;
  /** Another workflow than `buildTrustYears` that loads the same. */
  readonly workflow?: Pick<RunToStart, 'type' | 'workflowId' | 'input' | 'summary'>;
  /** Cancel other runs first; without it they go on, and loads are shared. */
  readonly replace?: boolean;
}

export async function runBuild(input: BuildInput, options: RunOptions): Promise<number> {
  const dataDir = resolve(options.dataDir);
  const say = (line: string): void => (options.json ? console.error(line) : console.log(line));
  await sayRoom(input, dataDir, say);
  const interrupted = onInterrupt(say);
  const session = await openUnlessInterrupted({ dataDir, say, env: options.env }, interrupted);
  if (!session) return ExitCode.interrupted;
  try {
    if (session.uiUrl) {
      say(`Watch, retry and skip in the Temporal UI: ${session.uiUrl}\n`);
      const years = input.loads.map(({ fy }) => fy).filter((fy) => fy !== CURRENT);
      const [last] = years.sort().reverse();
      const { namespace } = session.client.options;
      if (!input.onlyWhatIsThere && last !== undefined) {
        for (const line of linkLines(session.uiUrl, namespace, last)) say(line);
        say('');
      }
    }
    const live = process.stdout.isTTY && !options.json;
    const run: RunToStart = {
      type: 'buildTrustYears',
      workflowId: BUILD_WORKFLOW_ID,
      input,
      summary: `Build trust-years: ${input.loads.length} loads, then the join`,
      ...options.workflow,
      replace: options.replace === true,
    };
    const outcome = await follow(input, run, { session, interrupted, say, live, dataDir });
    if (outcome === undefined) {
      say('Stopped. Nothing is lost: the same command goes on where this one stopped.');
      return ExitCode.interrupted;
    }
    if (options.json) console.log(JSON.stringify({ ...outcome, dataDir, uiUrl: session.uiUrl }, null, 2));
    else {
      say(`\n${await lastScreen(outcome, { dataDir, uiUrl: session.uiUrl, window: ownWindow() })}`);
      for (const line of options.unreadable) say(`Not loaded: ${line}`);
    }
    return isComplete(outcome, input) && options.unreadable.length === 0
      ? ExitCode.complete
      : ExitCode.completeWithGaps;
  } catch (error) {
    // What has ended the run may also keep it from being closed in order: it is said first.
    if (error instanceof WorkflowFailedError)
      say(`\nThe run failed: ${rootMessage(error)}\nWhat was published before is still there, untouched.`);
    else console.error(`\n${(await asMachineFault(error, dataDir)).message}`);
    debug(error);
    return ExitCode.failed;
  } finally {
    await closeQuietly(session);
    interrupted.stop();
  }
}

/** What room the run is expected to take; of the bundled sample only what is short. */
async function sayRoom(input: BuildInput, dataDir: string, say: (line: string) => void): Promise<void> {
  const { said, short } = await roomForeseen(input.loads, dataDir);
  for (const line of input.onlyWhatIsThere ? short : [said, ...short]) say(line);
}

interface Following {
  readonly session: Session;
  readonly interrupted: Interrupt;
  readonly say: (line: string) => void;
  readonly live: boolean;
  readonly dataDir: string;
}

/** Starts the build, or joins it, and shows its progress to the end; undefined when somebody interrupts. */
async function follow(
  input: BuildInput,
  run: RunToStart,
  following: Following,
): Promise<BuildOutcome | undefined> {
  const { session, interrupted, say, live, dataDir } = following;
  const { handle, startedAt, joined } = await Promise.race([
    startOrJoin(session.client, run, say),
    session.failed,
  ]);
  const result = outcomeOf(handle, session.client, interrupted.signal, say);
  // A worker that breaks would leave the run waiting for ever.
  const ended = Promise.race([interrupted.promise, session.failed, result]);
  const watching = watch(session.client, input.loads, startedAt, ended, { live, write: say, dataDir });
  try {
    const outcome = await ended;
    await watching;
    return outcome;
  } catch (error) {
    if (!joined || !isOldFault(error)) throw error;
    await watching;
    say('That run had met a fault of this machine before; beginning another. Nothing is fetched twice.');
    return await follow(input, run, following);
  }
}

/** A run that is joined may still end by what stopped it before, a disk that was full for instance. */
function isOldFault(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ApplicationFailure && isMachineFault(cause.type ?? '')) return true;
  }
  return false;
}

/** False where anything is missing that was asked for: a file, or a page. */
export function isComplete(outcome: BuildOutcome, input: BuildInput): boolean {
  const { takenOut, leftOut = [], pagesFailed } = outcome.join;
  const gapless =
    outcome.loads.every((load) => load.gaps.length === 0) &&
    takenOut.length === 0 &&
    leftOut.length === 0 &&
    !pagesFailed;
  return (
    gapless && (input.source.kind === 'web' || input.onlyWhatIsThere || outcome.unrecognised.length === 0)
  );
}

/** The innermost cause has the sentence a person can act on; the layers around it are Temporal's. */
function rootMessage(error: Error): string {
  return error.cause instanceof Error ? rootMessage(error.cause) : error.message;
}
