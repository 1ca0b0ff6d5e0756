/**
 * How messages were taken before they were checked: for the replay of runs that went on from one. Undefined where such a
 * message broke the run, so that none has gone on from it.
 */
import type { Decision } from './read-message.ts';

/** Anything without a `url` tried the same addresses again; whatever the `url` was, it was taken for an address. */
export function retryAsTakenBefore([sent]: readonly unknown[]): Decision {
  const url = isObject(sent) ? sent['url'] : undefined;
  return url === undefined ? { verb: 'retry' } : { verb: 'retry', url: url as string };
}

/** Nothing at all, and a blank reason, were taken for no reason. */
export function skipAsTakenBefore([sent]: readonly unknown[]): Decision | undefined {
  if (sent === undefined || sent === null) return { verb: 'skip', reason: 'no reason was given' };
  const reason = isObject(sent) ? sent['reason'] : undefined;
  return typeof reason === 'string'
    ? { verb: 'skip', reason: reason.trim() || 'no reason was given' }
    : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
