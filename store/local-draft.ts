/** A file on its way into the store: it is taken in on this machine, wherever it is kept in the end. */
import { type Hash, createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Draft, FactsToKeep, StoredFile } from './raw-store.ts';
import { addressKey } from './store-key.ts';
import { PARTIAL, temporaryPath } from './write-atomically.ts';

/** Enough for any signature and the opening of a web page. */
const HEAD_BYTES = 64 * 1024;
/** Longer ones do not fit into a file name; none is seen in practice, and the download then simply begins again. */
const LONGEST_ETAG = 100;

/** Moves a complete, synced temporary file to where it belongs. */
export type Settle = (
  temporary: string,
  facts: { sha256: string; bytes: number; fileName: string; fetch: FactsToKeep },
) => Promise<StoredFile>;

/**
 * Opens a draft in `folder`. The temporary file is made with the first byte: a 304 leaves nothing to clean up.
 * An interrupted download is claimed by renaming it, so that of two processes only one takes it up.
 */
export async function openLocalDraft(
  folder: string,
  resume: string | undefined,
  settle: Settle,
): Promise<Draft> {
  const temporary = temporaryPath(folder);
  const claimed = resume === undefined ? undefined : await claimPartial(folder, resume, temporary);
  let file: FileHandle | undefined = claimed && (await open(temporary, 'r+'));
  let hash = createHash('sha256');
  let bytes = 0;
  let head = Buffer.alloc(0);

  function note(chunk: Uint8Array): void {
    hash.update(chunk);
    bytes += chunk.length;
    if (head.length < HEAD_BYTES) {
      head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
    }
  }
  async function close(): Promise<void> {
    const closing = file;
    file = undefined;
    await closing?.close();
  }
  async function discard(): Promise<void> {
    await close();
    await rm(temporary, { force: true });
  }

  if (claimed) {
    for await (const chunk of createReadStream(temporary)) note(chunk as Buffer);
  }

  return {
    get bytes() {
      return bytes;
    },
    get head() {
      return head;
    },
    etag: claimed?.etag,
    async append(chunk) {
      file ??= await open(temporary, 'wx+');
      let written = 0;
      while (written < chunk.length) {
        const step = await file.write(chunk, written, chunk.length - written, bytes + written);
        written += step.bytesWritten;
      }
      note(chunk);
    },
    async restart() {
      await file?.truncate(0);
      hash = createHash('sha256');
      bytes = 0;
      head = Buffer.alloc(0);
    },
    async commit(fileName, fetch) {
      try {
        file ??= await open(temporary, 'wx+');
        await file.sync();
        await close();
        return await settle(temporary, { sha256: digest(hash), bytes, fileName, fetch });
      } catch (error) {
        await discard();
        throw error;
      }
    },
    async keepForLater(etag) {
      if (bytes === 0 || Buffer.byteLength(etag) > LONGEST_ETAG || resume === undefined)
        return await discard();
      await close();
      await removePartials(folder, resume);
      await rename(temporary, join(folder, partialName(resume, etag)));
    },
    discard,
  };
}

function digest(hash: Hash): string {
  return hash.digest('hex');
}

/** The ETag is part of the name: bytes and validator can never be of two different versions. */
function partialName(url: string, etag: string): string {
  return `${PARTIAL}${addressKey(url)}-${Buffer.from(etag).toString('base64url')}`;
}

async function partialsOf(folder: string, url: string): Promise<readonly string[]> {
  const prefix = `${PARTIAL}${addressKey(url)}-`;
  return (await readdir(folder)).filter((name) => name.startsWith(prefix));
}

async function claimPartial(
  folder: string,
  url: string,
  temporary: string,
): Promise<{ etag: string } | undefined> {
  const [name] = await partialsOf(folder, url);
  if (name === undefined) return undefined;
  try {
    await rename(join(folder, name), temporary);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return { etag: Buffer.from(name.slice(partialName(url, '').length), 'base64url').toString() };
}

async function removePartials(folder: string, url: string): Promise<void> {
  for (const name of await partialsOf(folder, url)) await rm(join(folder, name), { force: true });
}
