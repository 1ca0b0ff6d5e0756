import type { DatasetName } from '../../datasets/contract/dataset.ts';
import type { FinancialYear } from '../../nhs/financial-year.ts';

/** A slot of a dataset-year: what one file fills. */
export interface SlotKey {
  readonly dataset: DatasetName;
  readonly fy: FinancialYear;
  readonly slot: string;
  readonly period: string;
}

/** What is known of a file from fetching it. */
export interface SourceFacts {
  /** The real address, also when a mirror or a folder gave the file. */
  readonly url: string;
  readonly finalUrl?: string;
  readonly fileName?: string;
  /** The file inside a zip. */
  readonly member?: string;
  /** Absent where the file could not be fetched. */
  readonly sha256?: string;
  readonly bytes?: number;
  /** ISO date and time. */
  readonly fetchedAt?: string;
  readonly httpStatus?: number;
  readonly etag?: string;
  readonly lastModified?: string;
  readonly contentType?: string;
}

/** What is known of a file from reading it. */
export interface ReadingFacts {
  readonly layout?: string;
  readonly maturity?: string;
  readonly published?: string;
  readonly revised?: string;
  readonly parserVersion?: number;
}

export const FileStatus = {
  loaded: 'loaded',
  superseded: 'superseded',
  refused: 'refused',
  skipped: 'skipped',
} as const;
export type FileStatus = (typeof FileStatus)[keyof typeof FileStatus];
