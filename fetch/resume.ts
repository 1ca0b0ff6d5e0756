/** Taking up a broken download where it stopped, and only when the bytes are certain to belong together. */
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';
import type { Draft, KeptHeaders } from '../store/raw-store.ts';
import type { Answer } from './ask.ts';
import { shownAddress } from './web-address.ts';

/** A strong ETag stands for exactly these bytes; a weak one (W/) does not, and a date is no proof. */
export function strongEtag({ etag }: KeptHeaders): string | undefined {
  return etag !== undefined && /^"[^"]*"$/.test(etag) ? etag : undefined;
}

/**
 * Bytes that are there already when a partial answer (206) goes on exactly where the draft ends.
 * @throws SourceError TRUNCATED when it does not, or the server has fewer bytes (416): the next try begins anew.
 */
export function resumedAt(answer: Answer, draft: Draft, url: URL): number {
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(answer.headers['content-range'] ?? '');
  const etag = answer.headers.etag;
  if (
    answer.status === 206 &&
    draft.etag !== undefined &&
    Number(range?.[1]) === draft.bytes &&
    Number(range?.[2]) + 1 === Number(range?.[3]) &&
    (etag === undefined || etag === draft.etag)
  ) {
    return draft.bytes;
  }
  throw new SourceError(
    SourceErrorCode.truncated,
    `${shownAddress(url)} could not be taken up where it broke off (HTTP ${answer.status}). It is fetched again from the beginning.`,
  );
}
