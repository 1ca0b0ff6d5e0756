/** The headers that are kept with a file. */
import type { KeptHeaders } from '../store/raw-store.ts';
import { definedHeaders } from '../store/sidecar.ts';
import type { Answer } from './ask.ts';
import { announcedBytes } from './receive-body.ts';

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
