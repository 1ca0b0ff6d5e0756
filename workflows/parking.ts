/** A load that needs a person: the messages he can send, and the wait for one of them. */
import { ApplicationFailure } from '@temporalio/common';
import { condition, log, setHandler } from '@temporalio/workflow';
import type { LoadState } from './load-state.ts';
import { retryDownloadSignal, retryDownloadUpdate, skipSignal, skipUpdate, Stage } from './messages.ts';
import { type Decision, type Read, isNothing, readRetry, readSkip } from './read-message.ts';
import { asTaken, NO_REASON, retryAsTakenBefore, skipAsTakenBefore } from './taken-before.ts';

export interface Parking {
  /** The next answer, or undefined when nobody answered in time. */
  readonly waitForDecision: (patience: string) => Promise<Decision | undefined>;
}

/**
 * Registers `retryDownload` and `skip`, as Updates (refused with a sentence when they make no sense, or nothing waits for
 * them) and as Signals of the same names (the UI sends those without an answer: such a one is logged, shown and left).
 */
export function openParking(load: LoadState): Parking {
  const name = `${load.year.dataset} ${load.year.fy}`;
  const isParked = (): boolean => load.stage === Stage.needsAttention;
  let decision: Decision | undefined;

  const decide = (read: Read<Decision>): Decision | undefined => {
    if ('refused' in read) return undefined;
    decision = read.asked;
    load.showRefusedMessage(undefined);
    return decision;
  };
  const requireGood = (read: Read<Decision>): void => {
    if ('refused' in read) throw refusal(read.refused);
    if (!isParked())
      throw refusal(`${name} is not waiting for anybody; see its stage in the progress query.`);
  };
  const takeSignal = (verb: string, read: Read<Decision>, before: Decision | undefined): void => {
    if (!isParked()) {
      log.warn(`${verb} came while ${name} was not waiting for it`);
      return;
    }
    const taken = asTaken(read, before);
    if ('refused' in taken) {
      log.warn(`${verb} for ${name} was left: ${taken.refused}`);
      load.showRefusedMessage(`The signal ${verb} was left. ${taken.refused}`);
    } else decide(taken);
  };

  setHandler(
    retryDownloadUpdate,
    (...args: unknown[]) => {
      const asked = decide(asTaken(readRetry(args), retryAsTakenBefore(args)));
      const url = asked?.verb === 'retry' ? asked.url : undefined;
      return `Trying ${name} again${url === undefined ? '' : ` with ${url}`}.`;
    },
    {
      validator: (...args: unknown[]) => requireGood(readRetry(args)),
      description: 'Try the files that failed again; {"url": "https://…"} fetches from another address.',
    },
  );
  setHandler(
    skipUpdate,
    (...args: unknown[]) => {
      decide(asTaken(readSkip(args), skipAsTakenBefore(args)));
      return `Going on without the missing files of ${name}.`;
    },
    {
      validator: (...args: unknown[]) => requireGood(readSkip(args)),
      description: 'Go on without the files that failed; {"reason": "…"} is published beside the gap.',
    },
  );
  setHandler(
    retryDownloadSignal,
    (...args: unknown[]) => takeSignal('retryDownload', readRetry(args), retryAsTakenBefore(args)),
    { description: 'The same as the update retryDownload.' },
  );
  setHandler(
    skipSignal,
    (...args: unknown[]) => {
      const read = isNothing(args) ? { asked: NO_REASON } : readSkip(args);
      takeSignal('skip', read, skipAsTakenBefore(args));
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
