/** How every activity runs: it beats, it can be cancelled, and what goes wrong in it is told to Temporal. */
import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { setMaxListeners } from 'node:events';
import { SourceError } from '../nhs/source-error.ts';

/** The work of an activity: `beat` says how far it is, `signal` is aborted when it is cancelled. */
export type Work<T> = (beat: (details: unknown) => void, signal: AbortSignal) => Promise<T>;

/** Runs the one piece of work of an activity; `what` begins the sentence of a failure. */
export async function step<T>(what: string, work: Work<T>): Promise<T> {
  return await withHeartbeat(async (beat, signal) => await asFailure(what, () => work(beat, signal)));
}

/**
 * Beats while a step runs, so that Temporal notices a dead worker within half a minute, and hands the step the
 * signal of a cancellation. The parsing itself runs in other threads, so this timer is never starved.
 */
export async function withHeartbeat<T>(work: Work<T>): Promise<T> {
  const context = Context.current();
  // A dataset-year's requests all listen to the one signal; there are as many as there are files.
  setMaxListeners(0, context.cancellationSignal);
  let details: unknown = 'started';
  const timer = setInterval(() => context.heartbeat(details), 3000);
  try {
    return await work((news) => {
      details = news;
      context.heartbeat(news);
    }, context.cancellationSignal);
  } finally {
    clearInterval(timer);
  }
}

/**
 * The one place where it is decided what Temporal does about a failure. A SourceError becomes an ApplicationFailure of the
 * same code: transient ones are retried by Temporal (after the server's own Retry-After, where it gave one), final ones go
 * to the workflow at once. Anything else is a fault of ours or of the machine: retried, because a full disk or a killed
 * worker may pass.
 */
export async function asFailure<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw ApplicationFailure.create({
      type: error.code,
      message: `${what}: ${error.message}`,
      nonRetryable: !error.transient,
      ...(error.retryAfterMs === undefined ? {} : { nextRetryDelay: error.retryAfterMs }),
      ...(error.cause instanceof Error ? { cause: error.cause } : {}),
    });
  }
}
