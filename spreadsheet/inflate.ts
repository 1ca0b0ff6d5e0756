/** Unpacks one entry of an archive: as a whole, its beginning, or in chunks; never past its declared size. */
import { constants, crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { SourceError } from '../nhs/source-error.ts';
import { tooLarge, unreadable, unsafe } from './refuse.ts';
import type { ZipEntry } from './zip-directory.ts';

/** Large enough to keep the native side busy, small enough to stay in the processor's cache. */
const CHUNK_BYTES = 256 * 1024;
/** The next chunks are inflated while one is read. */
const STREAM_OPTIONS = { chunkSize: CHUNK_BYTES, readableHighWaterMark: 4 * CHUNK_BYTES };

/** The whole entry; refused when it is larger than `most` bytes, than declared, or fails its checksum. */
export function inflateWhole(entry: ZipEntry, most: number): Buffer {
  if (entry.size > most) {
    throw tooLarge(`"${entry.name}" is ${entry.size} bytes unpacked; at most ${most} can be held at once`);
  }
  const bytes = entry.deflated ? inflate(entry, entry.compressed, constants.Z_FINISH) : entry.compressed;
  checkWhole(entry, bytes.length, crc32(bytes));
  return bytes;
}

/** What the first `compressedBytes` of a deflated entry unpack to. Cannot be checked against the checksum. */
export function inflateBeginning(entry: ZipEntry, compressedBytes: number): Buffer {
  const part = entry.compressed.subarray(0, compressedBytes);
  return entry.deflated ? inflate(entry, part, constants.Z_SYNC_FLUSH) : part;
}

function inflate(entry: ZipEntry, compressed: Buffer, finishFlush: number): Buffer {
  // One buffer of the right size, where the size is believable; otherwise zlib grows it in pieces.
  const expected = Math.min(entry.size, compressed.length * 32) + 64;
  try {
    return inflateRawSync(compressed, {
      finishFlush,
      maxOutputLength: entry.size + 1,
      chunkSize: Math.max(expected, 1024),
    });
  } catch (cause) {
    throw asRefusal(entry, cause);
  }
}

/** The entry in chunks, inflated on another thread while the caller reads; memory holds a few chunks only. */
export async function* inflateChunks(entry: ZipEntry): AsyncGenerator<Buffer, void, void> {
  if (!entry.deflated) {
    yield inflateWhole(entry, entry.compressed.length);
    return;
  }
  const stream = createInflateRaw(STREAM_OPTIONS);
  stream.end(entry.compressed);
  let size = 0;
  let checksum = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > entry.size) throw larger(entry);
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (cause) {
    throw asRefusal(entry, cause);
  } finally {
    stream.destroy();
  }
  checkWhole(entry, size, checksum);
}

function checkWhole(entry: ZipEntry, size: number, checksum: number): void {
  if (size > entry.size) throw larger(entry);
  if (size < entry.size || checksum !== entry.crc32) {
    throw unreadable(`"${entry.name}" in the archive is damaged: it fails its checksum`);
  }
}

function larger(entry: ZipEntry): SourceError {
  return unsafe(
    `"${entry.name}" unpacks to more than the ${entry.size} bytes it declares, as a decompression bomb does`,
  );
}

function asRefusal(entry: ZipEntry, cause: unknown): SourceError {
  if (cause instanceof SourceError) return cause;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ERR_BUFFER_TOO_LARGE') return larger(entry);
  return unreadable(`"${entry.name}" in the archive is cut short or damaged`, cause);
}
