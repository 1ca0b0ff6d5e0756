/**
 * How messages were taken before they were checked: for the replay of runs that went on from one. Undefined where such a
 * message broke the run, so that none has gone on from it.
 */
import { patched } from '@temporalio/workflow';
import type { Answer, Read } from './read-message.ts';

/**
 * The message as it is read now, or as the run took it then. Where both readings agree, nothing is marked in the history.
 */
export function asTaken(now: Read<Answer>, before: Answer | undefined): Read<Answer> {
  if (before === undefined) return now;
  if ('asked' in now && sameAnswer(now.asked, before)) return now;
  return patched('messages-are-checked') ? now : { asked: before };
}

/** Anything without a `url` tried the same addresses again; whatever the `url` was, it was taken for an address. */
export function retryAsTakenBefore([sent]: readonly unknown[]): Answer {
  const url = isObject(sent) ? sent['url'] : undefined;
  return url === undefined ? { verb: 'retry' } : { verb: 'retry', url: url as string };
}

/** Nothing at all, and a blank reason, were taken for no reason. */
export function skipAsTakenBefore([sent]: readonly unknown[]): Answer | undefined {
  if (sent === undefined || sent === null) return NO_REASON;
  const reason = isObject(sent) ? sent['reason'] : undefined;
  return typeof reason === 'string' ? { ...NO_REASON, reason: reason.trim() || NO_REASON.reason } : undefined;
}

/** What a `skip` without a word stands for. */
export const NO_REASON = { verb: 'skip', reason: 'no reason was given' } as const;

function sameAnswer(now: Answer, before: Answer): boolean {
  if (now.verb === 'retry') return before.verb === 'retry' && now.url === before.url;
  return now.verb === 'skip' && before.verb === 'skip' && now.reason === before.reason;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
