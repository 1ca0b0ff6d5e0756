/** What a run has published, as people and programs read it. */
import { DuckDBInstance } from '@duckdb/node-api';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../warehouse/publish/published-files.ts';

/** Asks the published database of a data folder, as a person would. */
export async function published(
  dataDir: string,
  sql: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const instance = await DuckDBInstance.create(join(dataDir, 'nhs.duckdb'), { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJS();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** SHA-256 of every file of `published/` and its folders, by its path. */
export async function publishedFingerprints(dataDir: string): Promise<Readonly<Record<string, string>>> {
  const folder = join(dataDir, 'published');
  const hash = (path: string): string =>
    createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex');
  return Object.fromEntries((await filesBelow(folder)).map((path) => [path, hash(path)]));
}
