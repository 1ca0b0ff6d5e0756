/** Keys of the raw store: `raw/<dataset>/<period>/<fingerprint>-<name>`. */
import type { DatasetName } from '../datasets/contract.ts';
import { safeFileName } from './file-name.ts';
import type { Place } from './raw-store.ts';

const SEGMENT = /^[A-Za-z0-9][A-Za-z0-9._ -]{0,60}$/;
const KEY = /^raw\/[^/]+\/[^/]+\/[0-9a-f]{16}-[^/\\]+$/;

/** `raw/beds`. */
export function datasetKey(dataset: DatasetName): string {
  return `raw/${segment(dataset)}`;
}

/** `raw/beds/2020-21Q1`. */
export function placeKey({ dataset, period }: Place): string {
  return `${datasetKey(dataset)}/${segment(period)}`;
}

/** `raw/beds/2020-21Q1/0123456789abcdef-name.xlsx`. */
export function fileKey(place: Place, sha256: string, fileName: string): string {
  return `${placeKey(place)}/${sha256.slice(0, 16)}-${safeFileName(fileName)}`;
}

/** A key that came from outside (a workflow's history, a file): never a way out of the store. */
export function isFileKey(key: string): boolean {
  return KEY.test(key) && key.split('/').every((part) => part !== '.' && part !== '..');
}

function segment(text: string): string {
  if (!SEGMENT.test(text) || text.endsWith('.') || text.endsWith(' ')) {
    throw new RangeError(`"${text}" cannot be the name of a dataset or a period in the raw store.`);
  }
  return text;
}
