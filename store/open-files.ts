import { join } from 'node:path';
import type { KeyedFiles } from './keyed-files.ts';
import { localFiles } from './local-files.ts';
import { type Environment, storeLocation } from './store-location.ts';

/**
 * The files of NHS_STORE, or of the data folder. Of a bucket this machine keeps copies under `<data>/cache`.
 * @throws StoreError when the bucket cannot be used, with what to set; RangeError when NHS_STORE is no address.
 */
export async function openFiles(
  dataDir: string,
  env: Environment,
  say: (line: string) => void,
): Promise<KeyedFiles> {
  const location = storeLocation(env);
  if (!location) return localFiles(dataDir);
  // The SDK takes a quarter of a second to load: a run on the data folder does without it.
  const { openS3Files } = await import('./s3-files.ts');
  const files = await openS3Files(location, join(dataDir, 'cache'), env);
  say(`Files are kept in s3://${location.bucket}/${location.prefix}`);
  return files;
}
