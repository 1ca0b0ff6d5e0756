/** Takes in a body, within limits of size and time. */
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';
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
  // A pipeline torn down by one of its steps may report the tearing down; what came first is what went wrong.
  let first: Error | undefined;
  const idle = setTimeout(() => {
    first ??= truncated(url, 'stalled');
    answer.body.destroy();
  }, patience.idleMs);

  async function* count(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      idle.refresh();
      sent += chunk.length;
      if (performance.now() - began > patience.graceMs + (sent / patience.bytesPerSecond) * 1000)
        throw (first ??= truncated(url, 'came too slowly'));
      yield chunk;
    }
    if (announced !== undefined && sent !== announced)
      throw (first ??= truncated(url, `has ${sent} bytes of the ${announced} announced`));
  }
  async function sink(chunks: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const chunk of chunks) {
      taken += chunk.length;
      if (taken > maxBytes) throw (first ??= tooLarge(url, taken, maxBytes));
      await take(chunk).catch((error: unknown) => {
        throw (first ??= error instanceof Error ? error : new Error(String(error)));
      });
    }
  }

  try {
    const options = signal ? { signal } : {};
    if (decoder) await pipeline(answer.body, count, decoder, sink, options);
    else await pipeline(answer.body, count, sink, options);
  } catch (error) {
    signal?.throwIfAborted();
    throw first ?? bodyFailure(url, error);
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

/** Codes of a journey that ended early, a compressed stream without its end among them. */
const CONNECTION =
  /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|EPROTO|HPE_|ERR_STREAM_PREMATURE_CLOSE|ERR_HTTP|ERR_SSL|ERR_READING|Z_BUF_ERROR)/;
const DECOMPRESSION = /^(Z_(?!BUF_ERROR)|ERR__ERROR_FORMAT|ERR_BROTLI)/;

/** What went wrong in the middle of a body; our own disk or a fault of ours is passed on as it is. */
function bodyFailure(url: URL, error: unknown): unknown {
  const code = errorCode(error);
  if (DECOMPRESSION.test(code)) {
    return new SourceError(
      SourceErrorCode.unreadableFile,
      `${shownAddress(url)} is damaged: it cannot be decompressed. Download it in a browser and use --from-folder.`,
    );
  }
  return CONNECTION.test(code) ? truncated(url, 'broke off', code) : error;
}

function truncated(url: URL, how: string, code?: string): SourceError {
  return new SourceError(
    SourceErrorCode.truncated,
    `The download of ${shownAddress(url)} ${how}. Nothing of it is used.`,
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
