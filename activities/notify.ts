/** Tells people of what a run met, by one POST to NHS_NOTIFY_URL; what was told before is not told again. */
import { ApplicationFailure } from '@temporalio/common';
import { type Notice, noticeText } from '../notices/notice.ts';
import { NoticeFailure, sendNotice } from '../notices/send-notice.ts';
import { afterTelling, leftToTell, TOLD_KEY } from '../notices/told.ts';
import type { NoticeEffects } from './effects.ts';
import type { IngestActivities } from './interface.ts';
import { step } from './step.ts';

/** The type of the failure of a notice, as the Temporal UI shows it. */
const NOT_TOLD = 'NOT_TOLD';

/** The activity. One after the other: two runs that meet the same thing at once would both tell it. */
export function makeNotify(effects: NoticeEffects): IngestActivities['notify'] {
  let before: Promise<unknown> = Promise.resolve();
  const oneAtATime = async <T>(work: () => Promise<T>): Promise<T> => {
    const turn = before.then(work, work);
    before = turn.catch(() => undefined);
    return await turn;
  };
  return async ({ notice }) =>
    await step(
      'The notice',
      async (_, signal) => await oneAtATime(() => tellPeople(notice, effects, signal)).catch(tellTemporal),
    );
}

/**
 * Sends what is left to tell, and notes it. A worker that dies between the two tells it twice; one that could not send
 * tells it by the next try. Where no address is set nothing is noted, so that setting one tells what still waits.
 * @throws NoticeFailure
 */
export async function tellPeople(
  notice: Notice,
  { address, files, clean, uiUrl, ...send }: NoticeEffects,
  signal?: AbortSignal,
): ReturnType<IngestActivities['notify']> {
  const left = leftToTell(notice, await files.readText(TOLD_KEY));
  if (left === undefined) return { told: false, why: 'There is nothing new to tell.' };
  if (left.kind !== 'settled') {
    if (address === undefined) return { told: false, why: 'NHS_NOTIFY_URL is not set: nobody is told.' };
    // Cleaned before it is put into words: what is shortened or written otherwise would not be recognised.
    const told = cleaned(left, clean);
    const ui = uiUrl === undefined ? {} : { temporal_ui: uiUrl };
    const body = { text: noticeText(told), notice: { project: 'nhs-trust-activity', ...told, ...ui } };
    await sendNotice(address, body, signal, send);
  }
  await files.updateText(TOLD_KEY, (text) => afterTelling(left, text));
  return { told: left.kind !== 'settled' };
}

/** Every text of the notice without secrets and control characters. */
function cleaned<T>(value: T, clean: (text: string) => string): T {
  const of = (part: unknown): unknown => {
    if (typeof part === 'string') return clean(part.replace(CONTROL, ' ')).slice(0, LONGEST);
    if (Array.isArray(part)) return part.map(of);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, of(inner)]));
  };
  return of(value) as T;
}

const CONTROL = /[\u0000-\u001f\u007f-\u009f]+/g;
const LONGEST = 4000;

/** The failure for Temporal, without a stack or a cause: what is in either of them stays in the history. */
function tellTemporal(error: unknown): never {
  if (!(error instanceof NoticeFailure)) throw error;
  const { message, transient, retryAfterMs } = error;
  const failure = ApplicationFailure.create({
    ...{ type: NOT_TOLD, message, nonRetryable: !transient },
    ...(retryAfterMs !== undefined && { nextRetryDelay: retryAfterMs }),
  });
  failure.stack = '';
  throw failure;
}
