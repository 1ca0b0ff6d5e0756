import { constants, gunzipSync } from 'node:zlib';
import type { Answer } from './ask.ts';
import type { Patience } from './patience.ts';

const MOST_BYTES = 64 * 1024;

/** The beginning of a failed answer's body as text, to tell a challenge page by. Whatever goes wrong, what came is enough. */
export async function readBeginning({ body, headers }: Answer, patience: Patience): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const late = setTimeout(() => body.destroy(), Math.min(patience.idleMs, 10_000));
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= MOST_BYTES) break;
    }
  } catch {
    // broken off: the status has already said that it failed
  } finally {
    clearTimeout(late);
  }
  const sent = Buffer.concat(chunks).subarray(0, MOST_BYTES);
  return (headers['content-encoding'] === 'gzip' ? unzipped(sent) : sent).toString('latin1', 0, MOST_BYTES);
}

function unzipped(sent: Buffer): Buffer {
  try {
    return gunzipSync(sent, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 16 * MOST_BYTES });
  } catch {
    return Buffer.alloc(0);
  }
}
