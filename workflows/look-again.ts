/** How long a parked load waits for a person, and when it looks by itself whether the site or the file has healed. */
import type { RefusedFile } from '../activities/references.ts';
import { SourceErrorCode } from '../nhs/source-error.ts';

/** The waits between two looks: first `every`, as many `times`, after that `then`. Durations as in `90 seconds`. */
export interface LookAgain {
  readonly every: string;
  readonly times: number;
  readonly then: string;
}

/** Hourly for a day, then daily. */
export const LOOK_AGAIN: LookAgain = { every: '1 hour', times: 24, then: '1 day' };

/** What a publisher's site may mend without anybody here doing anything. */
const MAY_HEAL: ReadonlySet<string> = new Set([
  SourceErrorCode.networkFailed,
  SourceErrorCode.serverFailed,
  SourceErrorCode.tooManyRequests,
  SourceErrorCode.truncated,
  SourceErrorCode.notFound,
  SourceErrorCode.blocked,
  SourceErrorCode.empty,
  SourceErrorCode.htmlInsteadOfFile,
  SourceErrorCode.pageChanged,
  SourceErrorCode.nothingPublished,
]);

/** Whether the failure may pass by itself. All others end by a person or by another file only. */
export function mayHeal({ code, transient }: Pick<RefusedFile, 'code' | 'transient'>): boolean {
  return transient === true || MAY_HEAL.has(code);
}

/**
 * The wait before the next look. Where nothing can heal by itself, the page and the file are looked at seldom from the
 * beginning: all that can come is another file.
 * @param looked how often the load has looked since it parked
 */
export function waitBeforeLook(
  { every, times, then }: LookAgain,
  problems: readonly Pick<RefusedFile, 'code' | 'transient'>[],
  looked: number,
): string {
  return problems.some(mayHeal) && looked < times ? every : then;
}
