/**
 * What somebody reads of a load that waits: for a person, or for the next try of a step that has failed. Temporal tries
 * such a step again by itself; people are told, because a publisher that refuses is given minutes.
 */
import type { AskedAgain } from './asked-again.ts';
import { isAcceptable } from '../workflows/keep-decisions.ts';
import type { Hint } from './hint.ts';
import type { LoadStanding } from './load-standing.ts';
import { oneLine, plainText } from './plain-text.ts';

const PARKED_REASONS = 5;
const FAILED_STEPS = 3;

/** What a parked load says of its own patience; a load of an older worker says neither. */
interface Patience {
  /** ISO time at which the load looks by itself whether it can go on. */
  readonly looksAgainAt?: string;
  /** What the last retry, skip or accept led to. */
  readonly lastAnswer?: string;
}

/** What somebody reads when a load has stopped for him: the sentences, then the two commands. */
export function parkedText(load: LoadStanding, hint: Hint, most = PARKED_REASONS): string {
  const name = nameOf(load);
  return [
    `NEEDS ATTENTION: ${name}`,
    ...reasonLines(load.reasons, most),
    ...patienceLines(load),
    `  In another terminal: ${hint(`retry ${name}`)} [--url https://…]   or   ${hint(`skip ${name} --reason "…"`)}`,
    // A file that was read and refused by judgement may be right all the same.
    ...(load.progress?.problems.some(isAcceptable)
      ? [`  Where the file is right all the same: ${hint(`accept ${name} --reason "…"`)}`]
      : []),
  ].join('\n');
}

/** When a parked load looks again by itself, and what its last answer was. */
export function patienceLines({ progress }: LoadStanding): readonly string[] {
  const { looksAgainAt, lastAnswer } = (progress ?? {}) as Patience;
  return [
    ...(lastAnswer ? [`  Last answer: ${oneLine(lastAnswer)}`] : []),
    ...(progress?.refusedMessage ? [`  Last message: ${oneLine(progress.refusedMessage)}`] : []),
    ...(looksAgainAt && clock(looksAgainAt) ? [`  Looks again by itself ${clock(looksAgainAt)}.`] : []),
  ];
}

/** That a load needs nobody yet, when it is tried again, and why; empty where nothing waits. */
export function askedAgainText(load: LoadStanding, waiting: readonly AskedAgain[] = load.askedAgain): string {
  const [first] = waiting;
  if (!first) return '';
  const reasons = [...new Set(waiting.map(({ message }) => message))];
  const steps = waiting.length === 1 ? '' : ` (${waiting.length} addresses)`;
  return [
    `ASKED AGAIN: ${nameOf(load)}${steps}, by itself, ${clock(first.at)}; nobody has to do anything yet.`,
    ...reasonLines(reasons, FAILED_STEPS),
  ].join('\n');
}

/** Every sentence on a line of its own, up to a number. */
export function reasonLines(reasons: readonly string[], most: number): readonly string[] {
  return [
    ...reasons.slice(0, most).map((reason) => `  ${plainText(reason)}`),
    ...(reasons.length > most ? [`  … and ${reasons.length - most} more reasons`] : []),
  ];
}

/** As typed and read: `beds 2022-23`. */
export function nameOf({ dataset, fy }: Pick<LoadStanding, 'dataset' | 'fy'>): string {
  return oneLine(`${dataset} ${fy}`);
}

/** `at 13:05:00`, with the day where that is another; empty for what is no time. */
export function clock(iso: string, now: Date = new Date()): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return '';
  const hours = time.toTimeString().slice(0, 8);
  if (time.toDateString() === now.toDateString()) return `at ${hours}`;
  const day = [time.getFullYear(), time.getMonth() + 1, time.getDate()].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `on ${day.join('-')} at ${hours}`;
}
