/** Files under keys in a folder of this machine. */
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fingerprint } from './fingerprint.ts';
import { type KeyedFiles, damaged, damagedKey, gone } from './keyed-files.ts';
import { syncFolder, writeAtomically } from './write-atomically.ts';

/** @param dataDir the data folder: the key `raw/beds/…` is the file of that name in it. */
export function localFiles(dataDir: string): KeyedFiles {
  const at = (key: string): string => join(dataDir, ...key.split('/'));
  const moveAside = async (key: string, found: string): Promise<void> =>
    await rename(at(key), at(damagedKey(key, found)));
  const readText = async (key: string): Promise<string | undefined> =>
    await readFile(at(key), 'utf8').catch(nothingThere);
  const writeText = async (key: string, text: string): Promise<void> => await writeAtomically(at(key), text);

  return {
    at,
    readText,
    writeText,
    updateText: async (key, change) => await writeText(key, change(await readText(key))),
    size: async (key) => (await stat(at(key)).catch(nothingThere))?.size,
    async put(path, key, sha256) {
      if (path === at(key)) return;
      const there = await fingerprint(at(key));
      if (there === sha256) return await rm(path);
      if (there !== undefined) await moveAside(key, there);
      await rename(path, at(key));
      await syncFolder(dirname(at(key)));
    },
    async fetch(key, sha256) {
      const found = await fingerprint(at(key));
      if (found === sha256) return at(key);
      if (found === undefined) throw gone(key);
      await moveAside(key, found);
      throw damaged(key, found);
    },
    remove: async (key) => await rm(at(key), { force: true }),
  };
}

/** A file that is not there is an answer, not a failure. */
function nothingThere(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
