import { join } from 'node:path';
import type { RawReference } from './references.ts';

/** Where a parsed file lies: keyed by what it depends on, the bytes, the parser, and what the file was said to be. */
export function parsedDirectory(
  dataDir: string,
  raw: Pick<RawReference, 'dataset' | 'fy' | 'slot' | 'sha256'>,
  parserVersion: number,
  illustrative: boolean,
): string {
  const key = `${raw.sha256.slice(0, 16)}-v${parserVersion}${illustrative ? '-illustrative' : ''}`;
  return join(dataDir, 'parsed', raw.dataset, raw.fy, raw.slot.replaceAll(/[^\w-]+/g, '-'), key);
}
