/** The headers that are kept with a file, and how a broken download is taken up by them. */
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';
import type { Draft, KeptHeaders } from '../store/raw-store.ts';
import { definedHeaders } from '../store/sidecar.ts';
import type { Answer } from './ask.ts';
import { announcedBytes } from './receive-body.ts';
import { shownAddress } from './web-address.ts';

/**
 * Of an answer that carries bytes. For one that goes on with an interrupted download they are those of the whole
 * file: `before` bytes were there already, under the ETag the server has just confirmed.
 */
export function keptHeaders(answer: Answer, before: number, etag: string | undefined): KeptHeaders {
  const { headers } = answer;
  const announced = announcedBytes(answer);
  return definedHeaders({
    etag: headers.etag ?? (before > 0 ? etag : undefined),
    lastModified: headers['last-modified'],
    contentType: headers['content-type'],
    contentLength: announced === undefined ? undefined : before + announced,
    contentEncoding: headers['content-encoding'],
  });
}

/** Of a 304: its other headers say nothing of the file. */
export function keptValidators({ headers }: Answer): Partial<KeptHeaders> {
  return {
    ...(headers.etag !== undefined && { etag: headers.etag }),
    ...(headers['last-modified'] !== undefined && { lastModified: headers['last-modified'] }),
  };
}

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
