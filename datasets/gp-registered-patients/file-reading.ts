import type { DatasetTable, Finding, PrintedTotal, QuarantinedRow } from '../contract/parsed-file.ts';

/** What was read from one of the three files. */
export interface FileReading {
  readonly layout: string;
  /** ISO day every row was extracted on. */
  readonly extracted: string;
  readonly tables: readonly DatasetTable[];
  readonly totals: readonly PrintedTotal[];
  readonly findings: readonly Finding[];
  readonly quarantine: readonly QuarantinedRow[];
}
