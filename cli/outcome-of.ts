/** What a run has come to, however long the server cannot be reached meanwhile: a laptop that slept, a network that changed. */
import { type Client, type WorkflowHandle, isGrpcServiceError } from '@temporalio/client';
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BuildOutcome, buildTrustYears } from '../workflows/build-trust-years.ts';

/** UNAVAILABLE and DEADLINE_EXCEEDED of gRPC: nobody has answered. */
const NO_ANSWER: readonly number[] = [14, 4];
const ASK_EVERY_MS = 5000;

/** Waits for the end of the run; rejects with its failure, or when the signal aborts. */
export async function outcomeOf(
  handle: WorkflowHandle<typeof buildTrustYears>,
  client: Client,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<BuildOutcome> {
  // The client asks again every minute, and each time listens to the signal once more.
  setMaxListeners(0, signal);
  for (let away = false; ; away = true) {
    try {
      return await client.withAbortSignal(signal, () => handle.result());
    } catch (error) {
      if (signal.aborted || !hasNoAnswer(error)) throw error;
      if (!away)
        say(
          'The Temporal server does not answer. The run goes on there, and nothing is lost; it is asked again every 5 seconds.',
        );
      await sleep(ASK_EVERY_MS, undefined, { signal });
    }
  }
}

/** The server could not be reached, or the connection broke: that says nothing of the run. */
function hasNoAnswer(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (isGrpcServiceError(cause) && NO_ANSWER.includes(cause.code)) return true;
  }
  return false;
}
