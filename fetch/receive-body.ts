/** Takes in a body, within limits of size and time. */
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { SourceError, SourceErrorCode } from '../datasets/source-error.ts';
import type { Answer } from './ask.ts';
import { errorCode } from './network-failure.ts';
import type { Patience } from './patience.ts';
import { shownAddress } from './web-address.ts';

export interface Limits {
  /** Of the whole file. */
  readonly maxBytes: number;
  /** Bytes that are there from an earlier, interrupted download. */
  readonly already: number;
  readonly patience: Patience;
  readonly signal?: AbortSignal | undefined;
}

/** Bytes on the wire that an answer announces; undefined when it does not. */
export function announcedBytes({ headers }: Answer): number | undefined {
  const text = headers['content-length'];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** True when the body is compressed for the journey; such a download cannot be taken up in the middle. */
export function isEncoded({ headers }: Answer): boolean {
  return !['', 'identity'].includes(headers['content-encoding']?.trim().toLowerCase() ?? '');
}

/**
 * Hands the decompressed bytes to `take`, never more than `maxBytes` of them.
 * @throws SourceError TOO_LARGE, TRUNCATED (broken off, stalled, shorter than announced), UNREADABLE_FILE.
 */
export async function receiveBody(
  answer: Answer,
  url: URL,
  limits: Limits,
  take: (chunk: Uint8Array) => Promise<void>,
): Promise<void> {
  const { maxBytes, already, patience, signal } = limits;
  const announced = announcedBytes(answer);
  if (announced !== undefined && already + announced > maxBytes)
    throw tooLarge(url, already + announced, maxBytes);
  const decoder = decoderFor(answer, url);
  const began = performance.now();
  let sent = 0;
  let taken = already;
  const idle = setTimeout(() => answer.body.destroy(truncated(url, 'stalled')), patience.idleMs);

  async function* count(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      idle.refresh();
      sent += chunk.length;
      if (performance.now() - began > patience.graceMs + (sent / patience.bytesPerSecond) * 1000)
        throw truncated(url, 'came too slowly');
      yield chunk;
    }
    if (announced !== undefined && sent !== announced)
      throw truncated(url, `has ${sent} bytes of the ${announced} announced`);
  }
  async function sink(chunks: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const chunk of chunks) {
      taken += chunk.length;
      if (taken > maxBytes) throw tooLarge(url, taken, maxBytes);
      await take(chunk);
    }
  }

  try {
    const options = signal && { signal };
    if (decoder) await pipeline(answer.body, count, decoder, sink, options);
    else await pipeline(answer.body, count, sink, options);
  } catch (error) {
    signal?.throwIfAborted();
    throw bodyFailure(url, error);
  } finally {
    clearTimeout(idle);
  }
}

function decoderFor(answer: Answer, url: URL): (Readable & NodeJS.WritableStream) | undefined {
  if (!isEncoded(answer)) return undefined;
  const encoding = answer.headers['content-encoding']?.trim().toLowerCase();
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  if (encoding === 'br') return createBrotliDecompress();
  throw new SourceError(
    SourceErrorCode.wrongType,
    `${shownAddress(url)} comes in an encoding nobody asked for ("${encoding}"). Download it in a browser and use --from-folder.`,
  );
}

function bodyFailure(url: URL, error: unknown): unknown {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof SourceError) return cause;
  }
  const code = errorCode(error);
  if (/^(ENOSPC|EDQUOT|EACCES|EROFS|EIO|EMFILE)$/.test(code)) return error; // our disk, not the server
  if (/^(Z_|ERR_.*BROTLI|ERR__ERROR)/.test(code) && code !== 'Z_BUF_ERROR') {
    return new SourceError(
      SourceErrorCode.unreadableFile,
      `${shownAddress(url)} is damaged: it cannot be decompressed. Download it in a browser and use --from-folder.`,
    );
  }
  return truncated(url, 'broke off', code);
}

function truncated(url: URL, how: string, code?: string): SourceError {
  return new SourceError(
    SourceErrorCode.truncated,
    `The download of ${shownAddress(url)} ${how}. Nothing of it is used; it is asked for again by itself.`,
    code === undefined ? {} : { cause: new Error(code) },
  );
}

/** The size is what was announced or received when it was given up. */
function tooLarge(url: URL, bytes: number, maxBytes: number): SourceError {
  return new SourceError(
    SourceErrorCode.tooLarge,
    `${shownAddress(url)} has ${bytes} bytes or more; ${maxBytes} is the most that is taken here. Look at what it is in a browser.`,
  );
}
