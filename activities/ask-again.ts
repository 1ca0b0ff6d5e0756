/**
 * A site that refuses a program, or sends a page where a file should be, often does so for a few minutes only. It is asked
 * again twice, after a growing while, before anybody is called. Only Temporal waits: what is thrown here says how long.
 */
import { Context } from '@temporalio/activity';
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';

const ASKED_AGAIN: ReadonlySet<SourceErrorCode> = new Set([
  SourceErrorCode.blocked,
  SourceErrorCode.htmlInsteadOfFile,
]);

/** How often each address has failed within one activity, over its attempts. */
export interface Failures {
  /** Counts one more failure of the address; how many there are by now. */
  readonly add: (url: string) => number;
  /** The activity has ended, well or for good. */
  readonly forget: () => void;
}

const counts = new Map<string, Map<string, number>>();

/** The failures of the activity that is running. A worker that starts anew counts anew. */
export function failuresOfActivity(): Failures {
  const { workflowExecution, activityId } = Context.current().info;
  const key = `${workflowExecution?.runId ?? ''} ${activityId}`;
  const ours = counts.get(key) ?? new Map<string, number>();
  counts.set(key, ours);
  return {
    add: (url) => {
      const failed = (ours.get(url) ?? 0) + 1;
      ours.set(url, failed);
      return failed;
    },
    forget: () => void counts.delete(key),
  };
}

/** Nothing is counted: what has failed is final. */
export const NO_SECOND_TRY: Failures = { add: () => Number.POSITIVE_INFINITY, forget: () => undefined };

/**
 * The same error, or one that Temporal tries again after a while.
 * @param failed how often this address has failed so far
 */
export function askedAgain(error: SourceError, failed: number, waits: readonly number[]): SourceError {
  const wait = ASKED_AGAIN.has(error.code) ? waits[failed - 1] : undefined;
  if (wait === undefined) return error;
  return new SourceError(
    error.code,
    `${error.message} It is asked again in ${inWords(wait)}, then a person is.`,
    {
      cause: error,
      transient: true,
      retryAfterMs: wait,
    },
  );
}

/** Fetches the one address of an activity. */
export async function withPatience<T>(
  url: string,
  waits: readonly number[],
  fetch: () => Promise<T>,
): Promise<T> {
  const failures = failuresOfActivity();
  return await forgetWhenOver(failures, async () => {
    try {
      return await fetch();
    } catch (error) {
      throw error instanceof SourceError ? askedAgain(error, failures.add(url), waits) : error;
    }
  });
}

/** Runs an attempt of an activity; what has failed is forgotten unless Temporal tries again. */
export async function forgetWhenOver<T>(failures: Failures, attempt: () => Promise<T>): Promise<T> {
  let again = false;
  try {
    return await attempt();
  } catch (error) {
    again = error instanceof SourceError && error.transient;
    throw error;
  } finally {
    if (!again) failures.forget();
  }
}

function inWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes < 1 ? 'a moment' : minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
