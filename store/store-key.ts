/**
 * Keys of the store, the same in a folder and in a bucket: `raw/<dataset>/<period>/<fingerprint>-<name>`, and what was
 * read from it: `parsed/<dataset>/<year>/<slot>/<fingerprint>-v<parser>/<table>.parquet`.
 */
import { createHash } from 'node:crypto';
import type { DatasetName } from '../datasets/contract/dataset.ts';
import type { FinancialYear } from '../nhs/financial-year.ts';
import { canonicalAddress } from './address.ts';
import { safeFileName } from './file-name.ts';
import type { Place } from './raw-store.ts';

const SEGMENT = /^[A-Za-z0-9][A-Za-z0-9._ -]{0,60}$/;
/** A folder that says what it is divided by: `snapshot_year=2019`. */
const PARTITION = /^[a-z][a-z0-9_]{0,40}=[A-Za-z0-9][A-Za-z0-9._-]{0,40}$/;
const DEEPEST = 3;
const PARSED = /^parsed\/[^/\\]+\/[^/\\]+\/[^/\\]+\/[0-9a-f]{16}-v\d+(-illustrative)?(-taught-[0-9a-f]{8})?$/;
const KEY = /^raw\/[^/]+(?:\/[^/]+){1,3}\/[0-9a-f]{16}-[^/\\]+$/;

/** `raw/beds`. */
export function datasetKey(dataset: DatasetName): string {
  return `raw/${segment(dataset)}`;
}

/** `raw/beds/2020-21Q1`; `raw/gp-registered-patients/snapshot_year=2019/snapshot_month=04`. */
export function placeKey({ dataset, period }: Place): string {
  return `${datasetKey(dataset)}/${folders(period)}`;
}

/** `raw/beds/2020-21Q1/0123456789abcdef-name.xlsx`. */
export function fileKey(place: Place, sha256: string, fileName: string): string {
  return `${placeKey(place)}/${sha256.slice(0, 16)}-${safeFileName(fileName)}`;
}

/** Short fingerprint of an address, for file names; the same for every way of writing the address. */
export function addressKey(url: string): string {
  return createHash('sha256').update(canonicalAddress(url)).digest('hex').slice(0, 12);
}

/** `<raw file>.<address>.json`: two addresses may give one file, and neither may overwrite the other's facts. */
export function sidecarKey(rawKey: string, url: string): string {
  return `${rawKey}.${addressKey(url)}.json`;
}

/** Which raw file an address gave last; one small file an address, so that finding one costs two reads. */
export function pointerKey(dataset: DatasetName, url: string): string {
  return `${datasetKey(dataset)}/.by-address/${addressKey(url)}`;
}

/** What a parsed file depends on: the bytes, the parser, and what the file was said to be. */
export interface ParsedFrom {
  readonly dataset: DatasetName;
  readonly fy: FinancialYear;
  readonly slot: string;
  readonly sha256: string;
  readonly parserVersion: number;
  readonly illustrative: boolean;
  /** Of what a person has taught; absent where nothing was. */
  readonly lesson?: string | undefined;
}

/** The folder of a parsed file: `parsed/beds/2020-21/2020-21Q1/0123456789abcdef-v3`. */
export function parsedKey({ dataset, fy, slot, ...from }: ParsedFrom): string {
  const name = `${from.sha256.slice(0, 16)}-v${from.parserVersion}${from.illustrative ? '-illustrative' : ''}${from.lesson === undefined ? '' : `-taught-${from.lesson}`}`;
  return `parsed/${segment(dataset)}/${segment(fy)}/${slot.replaceAll(/[^\w-]+/g, '-')}/${name}`;
}

/** A key that came from outside (a workflow's history, a file): never a way out of the store. */
export function isFileKey(key: string): boolean {
  return KEY.test(key) && key.split('/').every((part) => part !== '.' && part !== '..');
}

/** One name, or up to three partitions: nothing else may hold a slash. */
function folders(text: string): string {
  const parts = text.split('/');
  const partitions =
    parts.length <= DEEPEST && parts.every((part) => PARTITION.test(part) && !part.endsWith('.'));
  return partitions ? text : segment(text);
}

/** Likewise, of the folder of a parsed file. */
export function isParsedKey(key: string): boolean {
  return PARSED.test(key) && key.split('/').every((part) => part !== '.' && part !== '..');
}

function segment(text: string): string {
  if (!SEGMENT.test(text) || text.endsWith('.') || text.endsWith(' ')) {
    throw new RangeError(`"${text}" cannot be the name of a dataset or a period in the raw store.`);
  }
  return text;
}
