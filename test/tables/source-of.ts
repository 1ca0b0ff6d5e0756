/** Bytes as a dataset is given them, through the project's own readers. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { openSource } from '../../spreadsheet/open-source.ts';

export async function sourceOf(bytes: Uint8Array, fileName: string): Promise<SourceBytes> {
  const [source] = await openSource(bytes, fileName);
  assert.ok(source, `${fileName} opens`);
  return source;
}

export async function fileSource(path: string): Promise<SourceBytes> {
  return await sourceOf(readFileSync(path), basename(path));
}
