/** A load that needs a person: the messages that he can send, and the wait for one of them. */
import { condition, log, patched, setHandler } from '@temporalio/workflow';
import type { DatasetYear } from '../activities/references.ts';
import { retryDownload, retryDownloadSignal, skip, skipSignal } from './messages.ts';
import type { Read } from './read-message.ts';
import { readRetry, readSkip, refusal } from './read-message.ts';

export type Decision =
  { readonly verb: 'retry'; readonly url?: string } | { readonly verb: 'skip'; readonly reason: string };

export interface Parking {
  /** The next answer, or undefined when nobody answered in time. */
  readonly waitForDecision: (patience: string) => Promise<Decision | undefined>;
}

export interface ParkingState {
  readonly isParked: () => boolean;
  /** Shows what became of a message where the operator looks: a signal has no answer of its own. */
  readonly tell: (sentence: string) => void;
}

/**
 * Registers `retryDownload` and `skip`: as Updates, which are refused with a sentence, and as Signals of the same names,
 * which the UI sends without an answer. No message can make a handler throw: a workflow whose handler throws is stopped.
 */
export function openParking(year: DatasetYear, { isParked, tell }: ParkingState): Parking {
  const name = `${year.dataset} ${year.fy}`;
  const notWaiting = `${name} is not waiting for anybody; see its stage in the progress query.`;
  let decision: Decision | undefined;

  setHandler(
    retryDownload,
    (request) => {
      const meant = meantBy(readRetry(request));
      decision = { verb: 'retry', ...meant };
      return answered(`Trying ${name} again${meant.url === undefined ? '' : ` with ${meant.url}`}.`);
    },
    {
      validator: (request) => {
        requireParked();
        meantBy(readRetry(request));
      },
      description: 'Try the files that failed again; {"url": "https://…"} fetches from another address.',
    },
  );
  setHandler(
    skip,
    (request) => {
      decision = { verb: 'skip', ...meantBy(readSkip(request)) };
      return answered(`Going on without the missing files of ${name}.`);
    },
    {
      validator: (request) => {
        requireParked();
        meantBy(readSkip(request));
      },
      description: 'Go on without the files that failed; {"reason": "…"} is published beside the gap.',
    },
  );
  setHandler(
    retryDownloadSignal,
    (request) => {
      const read = readRetry(request);
      if ('meant' in read) take('retryDownload', { verb: 'retry', ...read.meant });
      else if (patched(SIGNALS_ARE_CHECKED)) refuse('retryDownload', read.refused);
      // Before they were checked, whatever was sent was a retry.
      else take('retryDownload', { verb: 'retry', ...legacyUrl(request) });
    },
    { description: 'The same as the update retryDownload.' },
  );
  setHandler(
    skipSignal,
    (request) => {
      const read: Read<{ readonly reason: string }> =
        request === undefined ? { meant: { reason: 'no reason was given' } } : readSkip(request);
      if ('meant' in read) take('skip', { verb: 'skip', ...read.meant });
      else refuse('skip', read.refused);
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

  function requireParked(): void {
    if (!isParked()) throw refusal(notWaiting);
  }

  function take(message: string, meant: Decision): void {
    if (!isParked()) refuse(message, notWaiting);
    else {
      decision = meant;
      tell(`The signal ${message} was accepted.`);
    }
  }

  function refuse(message: string, why: string): void {
    log.warn(`The signal ${message} to ${name} was refused: ${why}`);
    tell(`The signal ${message} was refused: ${why}`);
  }

  function answered(sentence: string): string {
    tell(sentence);
    return sentence;
  }
}

/** Marks the runs whose signals are checked by their shape. */
const SIGNALS_ARE_CHECKED = 'signals-are-checked';

function legacyUrl(request: unknown): { readonly url?: string } {
  const url = (request as { readonly url?: string } | null)?.url;
  return url === undefined ? {} : { url };
}

function meantBy<T>(read: Read<T>): T {
  if ('refused' in read) throw refusal(read.refused);
  return read.meant;
}
