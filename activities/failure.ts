/** Turns what went wrong into what Temporal should do about it. The one place where that is decided. */
import { ApplicationFailure } from '@temporalio/common';
import { SourceError } from '../nhs/source-error.ts';

/**
 * Runs a step. A SourceError becomes an ApplicationFailure of the same code: transient ones are retried by
 * Temporal (after the server's own Retry-After, where it gave one), final ones go to the workflow at once.
 * Anything else is a fault of ours or of the machine: retried, because a full disk or a killed worker may pass.
 */
export async function asFailure<T>(what: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
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
