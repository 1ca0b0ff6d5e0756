/** One address into the raw store: asked only if need be, taken up where it broke off, kept only if it is what it should be. */
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';
import type { Draft, Hop, StoredFile } from '../store/raw-store.ts';
import { canonicalAddress } from '../store/address.ts';
import type { Answer } from './ask.ts';
import { failedAnswer } from './failed-answer.ts';
import type { FetchEffects } from './fetch-effects.ts';
import { followRedirects } from './follow-redirects.ts';
import { keptHeaders, keptValidators, resumedAt, strongEtag } from './kept-headers.ts';
import { readBeginning } from './read-beginning.ts';
import { isEncoded, receiveBody } from './receive-body.ts';
import { shownAddress } from './web-address.ts';

/** What is wanted, by a page's reader and a file's alike. */
export interface FetchRequest {
  readonly url: string;
  /** Folder in the raw store. */
  readonly dataset: string;
  /** The publisher's known hosts; redirects to others are refused. */
  readonly hosts: readonly string[];
  readonly signal?: AbortSignal;
  /** Bytes so far, and in all where the server says so. Called with every piece; waiting for a turn calls nothing. */
  readonly onProgress?: (bytes: number, total: number | undefined) => void;
  /** Ask the publisher even if he was asked a moment ago. */
  readonly revalidate?: boolean;
}

export interface Expectation {
  readonly period: string;
  readonly maxBytes: number;
  readonly acceptEncoding: string;
  readonly accept: string;
  /** A stored file that was checked less than this ago is not asked for again; a mirror is always asked. */
  readonly freshForMs: number;
  readonly fileName: (url: URL, headers: Answer['headers']) => string;
  /** What is wrong with the bytes, if anything. `head` is their beginning. */
  readonly judge: (head: Uint8Array, headers: Answer['headers'], url: URL) => SourceError | undefined;
}

/** `fresh`: nothing was asked; `not-modified`: the publisher says the stored bytes still stand; `fetched`: bytes came. */
export type Outcome = 'fetched' | 'not-modified' | 'fresh';
export type Fetched = StoredFile & { readonly outcome: Outcome };

/** @throws SourceError with any of the codes of fetching; the signal's reason when it aborts. */
export async function fetchIntoStore(
  request: FetchRequest,
  expected: Expectation,
  effects: FetchEffects,
): Promise<Fetched> {
  const { store, clock, route, patience } = effects;
  const { dataset, signal } = request;
  const place = { dataset, period: expected.period };
  const began = clock.now();
  let stored: StoredFile | undefined;
  let draft: Draft | undefined;
  /** Strong ETag of what the draft holds, where the next try may go on from it. */
  let resumable: string | undefined;

  async function alreadyThere(): Promise<Fetched | undefined> {
    stored = await store.findByUrl(dataset, request.url);
    if (!stored) return undefined;
    const checked = Date.parse(stored.facts.checkedAt);
    // Another load of this run may have had the answer while this one waited for its turn.
    const since = request.revalidate || route.mirrored ? began : began - expected.freshForMs;
    return checked > since && checked <= clock.now() ? { ...stored, outcome: 'fresh' } : undefined;
  }

  async function headersFor(url: URL): Promise<Record<string, string>> {
    await draft?.discard();
    draft = await store.openDraft(place, url.href);
    resumable = draft.etag;
    const known = stored?.facts.finalUrl === url.href ? stored.facts.headers : {};
    return {
      accept: expected.accept,
      'accept-encoding': expected.acceptEncoding,
      ...(known.etag !== undefined && { 'if-none-match': known.etag }),
      ...(known.lastModified !== undefined && { 'if-modified-since': known.lastModified }),
      ...(draft.etag !== undefined && { range: `bytes=${draft.bytes}-`, 'if-range': draft.etag }),
    };
  }

  async function take(answer: Answer, url: URL, hops: readonly Hop[]): Promise<Fetched> {
    if (!draft) throw new Error('No request is sent before its draft is open.');
    if (answer.status === 304 && stored?.facts.finalUrl === url.href) {
      const now = new Date(clock.now()).toISOString();
      const checked = await store.recordCheck(stored, now, keptValidators(answer));
      return { ...checked, outcome: 'not-modified' };
    }
    let before = 0;
    if (answer.status === 206 || answer.status === 416) {
      resumable = undefined;
      before = resumedAt(answer, draft, url);
    } else if (answer.status !== 200 && answer.status !== 203) {
      if (answer.status === 204 || answer.status === 205) throw nothingInIt(url);
      const text = await readBeginning(answer, patience);
      throw failedAnswer(url, answer.status, answer.headers, text, clock.now());
    }
    if (before === 0) await draft.restart();
    const headers = keptHeaders(answer, before, draft.etag);
    resumable = isEncoded(answer) ? undefined : strongEtag(headers);
    const keeping = draft;
    const total = isEncoded(answer) ? undefined : headers.contentLength;
    const limits = { maxBytes: expected.maxBytes, already: before, patience, signal };
    await receiveBody(answer, url, limits, async (chunk) => {
      await keeping.append(chunk);
      request.onProgress?.(keeping.bytes, total);
    });
    resumable = undefined;
    if (draft.bytes === 0) throw nothingInIt(url);
    const wrong = expected.judge(draft.head, answer.headers, url);
    if (wrong) throw wrong;
    signal?.throwIfAborted();
    const kept = await draft.commit(expected.fileName(url, answer.headers), {
      url: canonicalAddress(request.url),
      finalUrl: url.href,
      hops,
      status: answer.status,
      headers,
      at: new Date(clock.now()).toISOString(),
    });
    draft = undefined;
    return { ...kept, outcome: 'fetched' };
  }

  const there = await alreadyThere();
  if (there) return there;
  try {
    return await followRedirects({ ...request, alreadyThere, headersFor, take }, effects);
  } catch (error) {
    const passing = error instanceof SourceError && error.transient;
    if (passing && resumable !== undefined) await draft?.keepForLater(resumable);
    throw error;
  } finally {
    await draft?.discard();
  }
}

function nothingInIt(url: URL): SourceError {
  return new SourceError(
    SourceErrorCode.empty,
    `${shownAddress(url)} is empty (0 bytes). Look at it in a browser; a file downloaded by hand can be given with --from-folder.`,
  );
}
