/** One build from start to last screen: session, workflow, progress, what came of it. */
import { WorkflowFailedError } from '@temporalio/client';
import { setMaxListeners } from 'node:events';
import { resolve } from 'node:path';
import type { BuildInput, BuildOutcome } from '../workflows/build-trust-years.ts';
import { startOrJoin } from './build-handle.ts';
import { ExitCode } from './exit-code.ts';
import { onInterrupt } from './interrupt.ts';
import { lastScreen } from './last-screen.ts';
import { openSession } from './session.ts';
import { watch } from './watch.ts';

export interface RunOptions {
  readonly dataDir: string;
  /** Machine-readable outcome on standard output; everything for people goes to standard error. */
  readonly json: boolean;
  /** Dataset-years asked for that no layout is known for; named as gaps. */
  readonly unreadable: readonly string[];
  /** The process's own when not given. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export async function runBuild(input: BuildInput, options: RunOptions): Promise<number> {
  const dataDir = resolve(options.dataDir);
  const say = (line: string): void => (options.json ? console.error(line) : console.log(line));
  const session = await openSession({ dataDir, say, env: options.env ?? process.env });
  const interrupted = onInterrupt(say);
  try {
    if (session.uiUrl) say(`Watch, retry and skip in the Temporal UI: ${session.uiUrl}\n`);
    const { handle, startedAt } = await startOrJoin(session.client, input, say);
    const waiting = new AbortController();
    // The client asks again every minute, and each time listens to the signal once more.
    setMaxListeners(0, waiting.signal);
    void interrupted.promise.then(() => waiting.abort());
    const result = session.client.withAbortSignal(waiting.signal, () => handle.result());
    // A worker that breaks would leave the run waiting for ever.
    const ended = Promise.race([interrupted.promise, session.failed, result]);
    const live = process.stdout.isTTY && !options.json;
    const watching = watch(session.client, input.loads, startedAt, ended, { live, write: say });
    const outcome = await ended;
    await watching;
    if (outcome === undefined) {
      say('Stopped. Nothing is lost: the same command goes on where this one stopped.');
      return ExitCode.interrupted;
    }
    if (options.json) console.log(JSON.stringify({ ...outcome, dataDir, uiUrl: session.uiUrl }, null, 2));
    else {
      say(`\n${await lastScreen(outcome, { dataDir, uiUrl: session.uiUrl })}`);
      for (const line of options.unreadable) say(`Not loaded: ${line}`);
    }
    return isComplete(outcome, input) && options.unreadable.length === 0
      ? ExitCode.complete
      : ExitCode.completeWithGaps;
  } catch (error) {
    if (!(error instanceof WorkflowFailedError)) throw error;
    say(`\nThe run failed: ${rootMessage(error)}\nWhat was published before is still there, untouched.`);
    return ExitCode.failed;
  } finally {
    interrupted.stop();
    await session.close();
  }
}

function isComplete(outcome: BuildOutcome, input: BuildInput): boolean {
  const gapless = outcome.loads.every((load) => load.gaps.length === 0) && outcome.join.takenOut.length === 0;
  return (
    gapless && (input.source.kind === 'web' || input.onlyWhatIsThere || outcome.unrecognised.length === 0)
  );
}

/** The innermost cause has the sentence a person can act on; the layers around it are Temporal's. */
function rootMessage(error: Error): string {
  return error.cause instanceof Error ? rootMessage(error.cause) : error.message;
}
