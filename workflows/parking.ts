/** A load that needs a person: the messages he can send, and the wait for one of them. */
import { ApplicationFailure } from '@temporalio/common';
import { condition, log, patched, setHandler } from '@temporalio/workflow';
import type { DatasetYear } from '../activities/references.ts';
import { retryDownload, retryDownloadSignal, skip, skipSignal } from './messages.ts';
import { type Decision, type Read, isNothing, readRetry, readSkip } from './read-message.ts';
import { retryAsTakenBefore, skipAsTakenBefore } from './taken-before.ts';

export interface Parking {
  /** The next answer, or undefined when nobody answered in time. */
  readonly waitForDecision: (patience: string) => Promise<Decision | undefined>;
}

export interface ParkingLot {
  readonly isParked: () => boolean;
  /** A Signal has no answer: what was wrong with it is shown beside the workflow; undefined once one was taken. */
  readonly showRefused: (sentence: string | undefined) => void;
}

/**
 * Registers `retryDownload` and `skip`, as Updates (refused with a sentence when they make no sense, or nothing waits for
 * them) and as Signals of the same names (the UI sends those without an answer: such a one is logged, shown and left).
 */
export function openParking(year: DatasetYear, { isParked, showRefused }: ParkingLot): Parking {
  const name = `${year.dataset} ${year.fy}`;
  let decision: Decision | undefined;

  setHandler(
    retryDownload,
    (...args: unknown[]) => {
      const asked = take(inStep(retryOf(args), retryAsTakenBefore(args)));
      const url = asked?.verb === 'retry' ? asked.url : undefined;
      return `Trying ${name} again${url === undefined ? '' : ` with ${url}`}.`;
    },
    {
      validator: (...args: unknown[]) => requireGood(retryOf(args)),
      description: 'Try the files that failed again; {"url": "https://…"} fetches from another address.',
    },
  );
  setHandler(
    skip,
    (...args: unknown[]) => {
      take(inStep(skipOf(args), skipAsTakenBefore(args)));
      return `Going on without the missing files of ${name}.`;
    },
    {
      validator: (...args: unknown[]) => requireGood(skipOf(args)),
      description: 'Go on without the files that failed; {"reason": "…"} is published beside the gap.',
    },
  );
  setHandler(
    retryDownloadSignal,
    (...args: unknown[]) => signalled('retryDownload', retryOf(args), retryAsTakenBefore(args)),
    { description: 'The same as the update retryDownload.' },
  );
  setHandler(
    skipSignal,
    (...args: unknown[]) => {
      const read = isNothing(args) ? noReason() : skipOf(args);
      signalled('skip', read, skipAsTakenBefore(args));
    },
    { description: 'The same as the update skip.' },
  );

  return {
    waitForDecision: async (patience) => {
      decision = undefined;
      await condition(() => decision !== undefined, patience as '7 days');
      return decision;
    },
  };

  function requireGood(read: Read<Decision>): void {
    if ('refused' in read) throw refusal(read.refused);
    if (!isParked())
      throw refusal(`${name} is not waiting for anybody; see its stage in the progress query.`);
  }

  function signalled(verb: string, read: Read<Decision>, before: Decision | undefined): void {
    if (!isParked()) {
      log.warn(`${verb} came while ${name} was not waiting for it`);
      return;
    }
    const now = inStep(read, before);
    if ('refused' in now) {
      log.warn(`${verb} for ${name} was left: ${now.refused}`);
      showRefused(`The signal ${verb} was left. ${now.refused}`);
    } else take(now);
  }

  function take(read: Read<Decision>): Decision | undefined {
    if ('refused' in read) return undefined;
    decision = read.asked;
    showRefused(undefined);
    return decision;
  }
}

function retryOf(args: readonly unknown[]): Read<Decision> {
  const read = readRetry(args);
  return 'refused' in read ? read : { asked: { verb: 'retry', ...read.asked } };
}

function skipOf(args: readonly unknown[]): Read<Decision> {
  const read = readSkip(args);
  return 'refused' in read ? read : { asked: { verb: 'skip', ...read.asked } };
}

function noReason(): Read<Decision> {
  return { asked: { verb: 'skip', reason: 'no reason was given' } };
}

/**
 * Runs that took an odd message before messages were checked have gone on from it: replayed, they go on as they did.
 * Where both readings agree, nothing is marked in the history.
 */
function inStep(now: Read<Decision>, before: Decision | undefined): Read<Decision> {
  if (before === undefined) return now;
  if ('asked' in now && sameDecision(now.asked, before)) return now;
  return patched('messages-are-checked') ? now : { asked: before };
}

function sameDecision(one: Decision, other: Decision): boolean {
  if (one.verb === 'retry') return other.verb === 'retry' && one.url === other.url;
  return other.verb === 'skip' && one.reason === other.reason;
}

/** One sentence for whoever sent the Update; a stack would tell him nothing. */
function refusal(sentence: string): ApplicationFailure {
  const failure = ApplicationFailure.create({
    type: 'MESSAGE_REFUSED',
    message: sentence,
    nonRetryable: true,
  });
  failure.stack = '';
  return failure;
}
