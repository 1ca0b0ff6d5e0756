/** What a publication makes of one file: figures, totals, rows set aside, findings. */
import type { SourceErrorCode } from '../../nhs/source-error.ts';

export const ObservationStatus = {
  reported: 'reported',
  suppressed: 'suppressed',
  missing: 'missing',
} as const;
export type ObservationStatus = (typeof ObservationStatus)[keyof typeof ObservationStatus];

/** One figure as published, with the cell it stands in. */
export interface Observation {
  /** As printed; no trimming, no case change. Empty where the publication prints names only (TAC). */
  readonly orgCode: string;
  readonly orgName: string;
  /** `2020-21Q1`, `2019-07`, `2019-20`. */
  readonly period: string;
  /** The dataset's own name for the figure: `attendances_type1`, `available_total`, `SCI0100A`. */
  readonly measure: string;
  /** In the unit the file uses (accounts: thousands of pounds). Null unless `status` is reported. */
  readonly value: number | null;
  readonly status: ObservationStatus;
  /** The cell's text as it stands in the file. */
  readonly printed: string;
  readonly sheet: string;
  /** 1-based, as Excel or a text editor counts. */
  readonly row: number;
  /** Column letter: `G`; for a CSV too (first column is A). */
  readonly column: string;
}

/** A total the file prints itself (England, TOTAL), and what its rows add up to. */
export interface PrintedTotal {
  readonly period: string;
  readonly measure: string;
  readonly published: number;
  readonly sumOfRows: number;
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
}

/** A row that was set aside, with the rule that set it aside. */
export interface QuarantinedRow {
  readonly sheet: string;
  readonly row: number;
  readonly orgCode: string;
  readonly orgName: string;
  readonly rule: string;
  readonly detail: string;
}

/** Something a reader should know of a figure or file. About a cell when `orgCode` and `measure` are there, else the file. */
export interface Finding {
  /** Short stable word: `zero-return`, `four-hour-field-test`, `identity`, `duplicate-row`. */
  readonly kind: string;
  readonly severity: 'info' | 'warning';
  readonly orgCode?: string;
  readonly orgName?: string;
  /** A column of trust_year. */
  readonly measure?: string;
  readonly message: string;
}

/** A reason this file may not be loaded. The message names the place and the remedy; the activity adds file and URL. */
export interface Refusal {
  readonly code: SourceErrorCode;
  readonly message: string;
}

/** A typed column of a table other than observations. Dictionary columns keep memory flat for millions of rows. */
export type TableColumn =
  | {
      readonly name: string;
      readonly type: 'dictionary';
      readonly values: readonly string[];
      readonly indices: Int32Array;
    } // -1 is null
  | { readonly name: string; readonly type: 'double'; readonly numbers: Float64Array } // NaN is null
  | { readonly name: string; readonly type: 'integer'; readonly numbers: Int32Array };

/** Rows for a dataset's own table (`tac_line`, `ods_organisation`, `gp_list_size`). */
export interface DatasetTable {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly TableColumn[];
}

export const Maturity = { final: 'final', provisional: 'provisional', illustrative: 'illustrative' } as const;

export type Maturity = (typeof Maturity)[keyof typeof Maturity];

/** Everything read from one file. */
export interface ParsedFile {
  /** The row of layouts.ts that fitted. */
  readonly layout: string;
  readonly maturity: Maturity;
  /** ISO dates the file itself prints, where it does. */
  readonly published?: string;
  readonly revised?: string;
  readonly observations: readonly Observation[];
  readonly totals: readonly PrintedTotal[];
  readonly quarantine: readonly QuarantinedRow[];
  readonly findings: readonly Finding[];
  readonly tables: readonly DatasetTable[];
}
