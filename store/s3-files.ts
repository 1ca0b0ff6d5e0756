/** Files under keys in a bucket, with copies on this machine. See docs/decisions/0006-s3-store.md. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fingerprint } from './fingerprint.ts';
import { type KeyedFiles, damaged, damagedKey, gone } from './keyed-files.ts';
import { type S3Bucket, openBucket, sha256Of } from './s3-bucket.ts';
import { StoreError } from './s3-failure.ts';
import type { Environment, S3Location } from './store-location.ts';
import { temporaryPath } from './write-atomically.ts';

/** More turns than two writers need who alternate; beyond that something writes without end. */
const TURNS = 20;

/**
 * @param cache folder of copies on this machine; may be emptied whenever nothing runs
 * @throws StoreError when the bucket cannot be used, with what to set
 */
export async function openS3Files(
  location: S3Location,
  cache: string,
  env: Environment,
): Promise<KeyedFiles> {
  return s3Files(await openBucket(location, env), cache);
}

function s3Files(bucket: S3Bucket, cache: string): KeyedFiles {
  const at = (key: string): string => join(cache, ...key.split('/'));

  async function readText(key: string): Promise<string | undefined> {
    const found = await bucket.getText(key);
    return found && isAsWritten(found) ? found.text : undefined;
  }

  /** True when these very bytes are under the key; others are moved aside. */
  async function holds(key: string, sha256: string, bytes: number): Promise<boolean> {
    const there = await bucket.describe(key);
    if (!there) return false;
    if (there.sha256 === sha256 && there.bytes === bytes) return true;
    const read = await bucket.get(key);
    if (!read) return false;
    const found = await received(read.body);
    if (found === sha256) return true;
    await bucket.rename(key, damagedKey(key, found), read.described.etag);
    return false;
  }

  return {
    at,
    readText,
    writeText: async (key, text) => void (await bucket.putText(key, text)),
    async updateText(key, change) {
      for (let turn = 0; turn < TURNS; turn += 1) {
        const found = await bucket.getText(key);
        const text = change(found && isAsWritten(found) ? found.text : undefined);
        const condition = found ? { IfMatch: found.described.etag } : ({ IfNoneMatch: '*' } as const);
        if (await bucket.putText(key, text, condition)) return;
      }
      throw endless(key);
    },
    size: async (key) => (await bucket.describe(key))?.bytes,
    async put(path, key, sha256) {
      const { size } = await stat(path);
      for (let turn = 0; turn < TURNS; turn += 1) {
        if ((await holds(key, sha256, size)) || (await bucket.putFile(key, path, sha256))) {
          if (path !== at(key)) await rename(path, at(key));
          return;
        }
      }
      throw endless(key);
    },
    async fetch(key, sha256) {
      const path = at(key);
      if ((await fingerprint(path)) === sha256) return path;
      const read = await bucket.get(key);
      if (!read) throw gone(key);
      await mkdir(dirname(path), { recursive: true });
      const temporary = temporaryPath(dirname(path));
      try {
        const found = await received(read.body, temporary);
        if (found !== sha256) {
          await bucket.rename(key, damagedKey(key, found), read.described.etag);
          throw damaged(key, found);
        }
        await rename(temporary, path);
        return path;
      } finally {
        await rm(temporary, { force: true });
      }
    },
    remove: async (key) => await bucket.remove(key),
  };
}

/** Takes in a body, into a file if one is named; its SHA-256. */
async function received(body: AsyncIterable<Uint8Array>, path?: string): Promise<string> {
  const hash = createHash('sha256');
  async function* noted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  }
  if (path === undefined) for await (const chunk of body) hash.update(chunk);
  else await pipeline(body, noted, createWriteStream(path, { flags: 'wx' }));
  return hash.digest('hex');
}

/** What others have put there carries no fingerprint; its reader judges it by its form. */
function isAsWritten({
  text,
  described,
}: {
  text: string;
  described: { sha256: string | undefined };
}): boolean {
  return described.sha256 === undefined || described.sha256 === sha256Of(text);
}

function endless(key: string): StoreError {
  return new StoreError(
    `${key} is written by somebody else again and again. Only workers of this project may write there.`,
  );
}
