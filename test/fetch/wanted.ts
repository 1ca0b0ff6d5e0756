/** The file and the page the tests ask for, with the error they expect. */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceError } from '../../nhs/source-error.ts';
import type { FileRequest } from '../../fetch/fetch-file.ts';
import { HOST, HOSTS } from './publisher.ts';

/** A request for a file of the A&E month of July 2019. */
export function file(path: string, more: Partial<FileRequest> = {}): FileRequest {
  const url = path.startsWith('/') ? `https://${HOST}${path}` : path;
  return { url, dataset: 'ae-monthly', period: '2019-07', hosts: HOSTS, maxBytes: 4_000_000, ...more };
}

/** The SourceError a promise is rejected with. */
export async function failure(promise: Promise<unknown>): Promise<SourceError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof SourceError, `not a SourceError: ${String(error)}`);
    return error;
  }
  assert.fail('nothing was refused');
}

/** Names of everything below the raw store, hidden files too, folders left out. */
export async function everythingStored(dataDir: string): Promise<readonly string[]> {
  const entries = await readdir(join(dataDir, 'raw'), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}
