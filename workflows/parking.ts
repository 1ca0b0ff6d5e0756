/** A load that needs a person: the messages he can send, and the wait for one of them. */
import { condition, log, setHandler } from '@temporalio/workflow';
import type { DatasetYear } from '../activities/references.ts';
import type { RetryRequest, SkipRequest } from './messages.ts';
import { retryDownload, retryDownloadSignal, skip, skipSignal } from './messages.ts';

export type Decision =
  { readonly verb: 'retry'; readonly url?: string } | { readonly verb: 'skip'; readonly reason: string };

export interface Parking {
  /** The next answer, or undefined when nobody answered in time. */
  readonly waitForDecision: (patience: string) => Promise<Decision | undefined>;
}

/**
 * Registers `retryDownload` and `skip`, as Updates (refused with a sentence when nothing waits for them) and as
 * Signals of the same names (the UI sends those without an answer, so an untimely one is logged and left).
 */
export function openParking(year: DatasetYear, isParked: () => boolean): Parking {
  const name = `${year.dataset} ${year.fy}`;
  let decision: Decision | undefined;

  setHandler(
    retryDownload,
    (request: RetryRequest | undefined) => {
      decision = retryOf(request);
      return `Trying ${name} again${request?.url ? ` with ${request.url}` : ''}.`;
    },
    {
      validator: (request: RetryRequest | undefined) => {
        requireParked();
        if (request?.url !== undefined) requireHttps(request.url);
      },
      description: 'Try the files that failed again; {"url": "https://…"} fetches from another address.',
    },
  );
  setHandler(
    skip,
    (request) => {
      decision = { verb: 'skip', reason: request.reason.trim() };
      return `Going on without the missing files of ${name}.`;
    },
    {
      validator: (request) => {
        requireParked();
        if (!(request as SkipRequest | undefined)?.reason.trim()) {
          throw new Error('Say why it is skipped: {"reason": "…"}. The reason is published beside the gap.');
        }
      },
      description: 'Go on without the files that failed; {"reason": "…"} is published beside the gap.',
    },
  );
  setHandler(retryDownloadSignal, (request) => ifParked('retryDownload', () => retryOf(request)), {
    description: 'The same as the update retryDownload.',
  });
  setHandler(
    skipSignal,
    (request) =>
      ifParked('skip', () => ({ verb: 'skip', reason: request?.reason.trim() || 'no reason was given' })),
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
    if (!isParked())
      throw new Error(`${name} is not waiting for anybody; see its stage in the progress query.`);
  }

  function ifParked(message: string, decide: () => Decision): void {
    if (isParked()) decision = decide();
    else log.warn(`${message} came while ${name} was not waiting for it`);
  }
}

function retryOf(request: RetryRequest | undefined): Decision {
  return request?.url === undefined ? { verb: 'retry' } : { verb: 'retry', url: request.url };
}

function requireHttps(url: string): void {
  if (!/^https:\/\/[^\s/@]+\/\S*$/.test(url)) throw new Error(`"${url}" is not the https address of a file.`);
}
