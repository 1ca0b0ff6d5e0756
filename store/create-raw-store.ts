/** The raw store over files under keys. See raw-store.ts for what it promises, docs/decisions/0004-fetching.md for why. */
import { createReadStream } from 'node:fs';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';
import { canonicalAddress } from './address.ts';
import type { KeyedFiles } from './keyed-files.ts';
import { type Settle, openLocalDraft } from './local-draft.ts';
import type { Draft, Place, RawRef, RawStore, StoredFile } from './raw-store.ts';
import { readSidecar, sidecarText } from './sidecar.ts';
import { fileKey, isFileKey, placeKey, pointerKey, sidecarKey } from './store-key.ts';
import { removeAbandoned } from './write-atomically.ts';

/** @param files where it keeps them; its keys begin with `raw/`. */
export function createRawStore(files: KeyedFiles): RawStore {
  async function findByUrl(dataset: string, url: string): Promise<StoredFile | undefined> {
    const key = await files.readText(pointerKey(dataset, url));
    if (key === undefined || !isFileKey(key)) return undefined;
    const file = readSidecar(await files.readText(sidecarKey(key, url)));
    if (file?.path !== key || canonicalAddress(file.facts.url) !== canonicalAddress(url)) return undefined;
    return (await files.size(key)) === file.bytes ? file : undefined;
  }

  function settle(place: Place): Settle {
    return async (temporary, { sha256, bytes, fileName, fetch: { at: now, ...fetch } }) => {
      const key = fileKey(place, sha256, fileName);
      await files.put(temporary, key, sha256);
      const kept = (fetchedAt: string): StoredFile => ({
        ...{ ...place, path: key, sha256, bytes, fileName },
        facts: { ...fetch, fetchedAt, checkedAt: now },
      });
      let file = kept(now);
      await files.updateText(sidecarKey(key, fetch.url), (text) => {
        const before = readSidecar(text);
        file = kept(before?.sha256 === sha256 ? before.facts.fetchedAt : now);
        return sidecarText(file);
      });
      await files.writeText(pointerKey(place.dataset, fetch.url), key);
      return file;
    };
  }

  async function openDraft({ dataset, period }: Place, resume?: string): Promise<Draft> {
    const folder = files.at(placeKey({ dataset, period }));
    await mkdir(folder, { recursive: true });
    await removeAbandoned(folder);
    return await openLocalDraft(folder, resume, settle({ dataset, period }));
  }

  async function localPath(ref: Pick<RawRef, 'path' | 'sha256'>): Promise<string> {
    if (!isFileKey(ref.path)) throw new RangeError(`"${ref.path}" is not a file of the raw store.`);
    return await files.fetch(ref.path, ref.sha256);
  }

  return {
    findByUrl,
    openDraft,
    localPath,
    read: async (ref) => await readFile(await localPath(ref)),
    async recordCheck(file, checkedAt, headers = {}) {
      const facts = { ...file.facts, headers: { ...file.facts.headers, ...headers }, checkedAt };
      const checked = { ...file, facts };
      await files.writeText(sidecarKey(file.path, file.facts.url), sidecarText(checked));
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

function tooLarge(url: string, bytes: number, maxBytes: number): SourceError {
  return new SourceError(
    SourceErrorCode.tooLarge,
    `${url} has ${bytes} bytes or more; no file of this publication is larger than ${maxBytes}. Check that it is the right file.`,
  );
}
