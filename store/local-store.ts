/** The raw store in a folder. See raw-store.ts for what it promises, docs/decisions/0004-fetching.md for why. */
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SourceError, SourceErrorCode } from '../datasets/source-error.ts';
import { canonicalAddress } from './address.ts';
import { fingerprint } from './fingerprint.ts';
import type { Settle } from './local-draft.ts';
import { openLocalDraft } from './local-draft.ts';
import type { Draft, Place, RawRef, RawStore, StoredFile } from './raw-store.ts';
import { addressKey, readSidecar, sidecarPath, writeSidecar } from './sidecar.ts';
import { datasetKey, fileKey, isFileKey, placeKey } from './store-key.ts';
import { removeAbandoned, syncFolder, writeAtomically } from './write-atomically.ts';

/**
 * @param dataDir the data folder; files are kept under `raw/` in it, and keys begin with `raw/`.
 */
export function createLocalStore(dataDir: string): RawStore {
  const at = (key: string): string => join(dataDir, ...key.split('/'));
  /** Which raw file an address gave last; one small file an address, so that finding one costs two reads. */
  const pointer = (dataset: string, url: string): string =>
    join(at(datasetKey(dataset)), '.by-address', addressKey(url));

  async function findByUrl(dataset: string, url: string): Promise<StoredFile | undefined> {
    const key = await readFile(pointer(dataset, url), 'utf8').catch(nothingThere);
    if (key === undefined || !isFileKey(key)) return undefined;
    const file = await readSidecar(sidecarPath(at(key), url));
    if (file?.path !== key || canonicalAddress(file.facts.url) !== canonicalAddress(url)) return undefined;
    const { size } = (await stat(at(key)).catch(nothingThere)) ?? { size: undefined };
    return size === file.bytes ? file : undefined;
  }

  function settle(place: Place): Settle {
    return async (temporary, { sha256, bytes, fileName, fetch: { at: now, ...fetch } }) => {
      const key = fileKey(place, sha256, fileName);
      const path = at(key);
      const there = await fingerprint(path);
      if (there === sha256) await rm(temporary);
      else {
        if (there !== undefined) await moveAside(path, there);
        await rename(temporary, path);
      }
      const sidecar = sidecarPath(path, fetch.url);
      const before = await readSidecar(sidecar);
      const fetchedAt = before?.sha256 === sha256 ? before.facts.fetchedAt : now;
      const facts = { ...fetch, fetchedAt, checkedAt: now };
      const file = { ...place, path: key, sha256, bytes, fileName, facts };
      await writeSidecar(sidecar, file);
      await syncFolder(dirname(path));
      await mkdir(dirname(pointer(place.dataset, fetch.url)), { recursive: true });
      await writeAtomically(pointer(place.dataset, fetch.url), key);
      return file;
    };
  }

  async function openDraft({ dataset, period }: Place, resume?: string): Promise<Draft> {
    const folder = at(placeKey({ dataset, period }));
    await mkdir(folder, { recursive: true });
    await removeAbandoned(folder);
    return await openLocalDraft(folder, resume, settle({ dataset, period }));
  }

  async function localPath(ref: Pick<RawRef, 'path' | 'sha256'>): Promise<string> {
    if (!isFileKey(ref.path)) throw new RangeError(`"${ref.path}" is not a file of the raw store.`);
    const path = at(ref.path);
    const found = await fingerprint(path);
    if (found === ref.sha256) return path;
    throw found === undefined ? gone(ref.path) : damaged(ref.path, await moveAside(path, found));
  }

  return {
    findByUrl,
    openDraft,
    localPath,
    read: async (ref) => await readFile(await localPath(ref)),
    async recordCheck(file, checkedAt, headers = {}) {
      const facts = { ...file.facts, headers: { ...file.facts.headers, ...headers }, checkedAt };
      const checked = { ...file, facts };
      await writeSidecar(sidecarPath(at(file.path), file.facts.url), checked);
      return checked;
    },
    async importLocalFile({ dataset, period, path, url, maxBytes }) {
      const { size, mtime } = await stat(path);
      if (size > maxBytes) throw tooLarge(url, size, maxBytes);
      const draft = await openDraft({ dataset, period });
      try {
        for await (const chunk of createReadStream(path)) {
          if (draft.bytes > maxBytes) throw tooLarge(url, draft.bytes, maxBytes);
          await draft.append(chunk as Buffer);
        }
      } catch (error) {
        await draft.discard();
        throw error;
      }
      const facts = { url, finalUrl: url, hops: [], status: 0, headers: {}, at: mtime.toISOString() };
      return await draft.commit(basename(path), facts);
    },
  };
}

/** A file whose bytes are not those of its name: kept for whoever wants to know why, out of the way of the next fetch. */
async function moveAside(path: string, found: string): Promise<string> {
  const aside = `${path}.damaged-${found.slice(0, 8)}`;
  await rename(path, aside);
  return basename(aside);
}

function damaged(key: string, aside: string): SourceError {
  return new SourceError(
    SourceErrorCode.unreadableFile,
    `The stored copy ${key} has changed since it was fetched (its SHA-256 no longer fits): the disk, or somebody, altered it. It was moved aside as ${aside}; retry, and the file is fetched anew.`,
  );
}

function gone(key: string): SourceError {
  return new SourceError(
    SourceErrorCode.unreadableFile,
    `The stored copy ${key} is no longer there. Retry, and the file is fetched anew.`,
  );
}

function tooLarge(url: string, bytes: number, maxBytes: number): SourceError {
  return new SourceError(
    SourceErrorCode.tooLarge,
    `${url} has ${bytes} bytes or more; no file of this publication is larger than ${maxBytes}. Check that it is the right file.`,
  );
}

function nothingThere(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
