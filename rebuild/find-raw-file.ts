/** Where the bytes of a file are in the raw store. */
import type { Row } from '../duckdb/statements.ts';
import { datasetNamed } from '../datasets/registry.ts';
import type { KeyedFiles } from '../store/keyed-files.ts';
import type { RawStore } from '../store/raw-store.ts';
import { fileKey } from '../store/store-key.ts';
import { NotRebuilt } from './read-plan.ts';

export interface FoundFile {
  readonly path: string;
  readonly bytes: number;
}

/**
 * By the address where it still gives these bytes; else by the names the file may have been kept under: a file that serves
 * several periods is kept under the first.
 * @param same rows of `source_file` with the same bytes
 * @throws NotRebuilt naming the file
 */
export async function findRawFile(
  row: Row,
  same: readonly Row[],
  { files, store }: { readonly files: KeyedFiles; readonly store: RawStore },
): Promise<FoundFile> {
  const [dataset, url, sha256, bytes] = [
    String(row['dataset']),
    String(row['url']),
    String(row['sha256']),
    Number(row['bytes'] ?? 0),
  ];
  const byAddress = await store.findByUrl(dataset, url);
  if (byAddress?.sha256 === sha256) return byAddress;
  const { rawFolder } = datasetNamed(dataset);
  for (const { period, file_name: name } of same) {
    const folder = rawFolder?.(String(period)) ?? String(period);
    const path = fileKey({ dataset, period: folder }, sha256, String(name));
    const size = await files.size(path);
    if (size !== undefined) return { path, bytes: size };
  }
  throw new NotRebuilt(
    `The raw file of ${dataset} ${String(row['period'])}, ${String(row['file_name'])} (${bytes} bytes, SHA-256 ${sha256}), is not in the raw store any more. ` +
      `It came from ${url}. Put it back from a backup; or run "npm start -- run" with these years and datasets, which fetches it again. Nothing has been changed.`,
  );
}
