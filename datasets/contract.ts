/**
 * What a dataset folder is: the contract between one publication and everything around it.
 *
 * A dataset is pure. HTML goes in and links come out; bytes go in and observations come out. It touches no
 * network, disk, clock or Temporal; the activities do that for every dataset alike, and know none by name.
 */
import type { Workbook } from '../spreadsheet/workbook.ts';
import type { SourceErrorCode } from './source-error.ts';

/** A financial year as the NHS writes it: `2019-20` is 1 April 2019 to 31 March 2020. */
export type FinancialYear = string;

/** The folder's name under `datasets/`, used in every published table: `ae-monthly`. */
export type DatasetName = string;

/** One file a complete dataset-year consists of: a quarter, a month, the workbook of the foundation trusts. */
export interface ExpectedFile {
  /** Unique within the dataset and year: `2020-21Q1`, `2019-07`, `2019-20 FT`, `etr`. */
  readonly slot: string;
  /** As published in `source_file.period`: `2020-21Q1`, `2019-07`, `2019-20`, `etr`. */
  readonly period: string;
  /** For people: `July 2019`, `Quarter 1 (April to June 2020)`, `accounts of NHS foundation trusts`. */
  readonly label: string;
  /** Not every publisher's page has it: where no link offers one, that is no gap. */
  readonly optional?: true;
  /**
   * Another edition that prints the period too. 0 or absent is the period's own edition; a higher number speaks for an
   * organisation only where no file of a lower number prints a figure for it (staff survey).
   */
  readonly standIn?: number;
}

/** A web page that discovery has read. `html` is decoded text and is hostile. */
export interface Page {
  readonly url: string;
  /** After redirects; links are resolved against this. */
  readonly finalUrl: string;
  readonly html: string;
}

/** A link that may be the file of a slot. */
export interface Candidate {
  readonly slot: string;
  readonly period: string;
  readonly url: string;
  /** The anchor's text, white space collapsed. */
  readonly text: string;
  readonly pageUrl: string;
  /** ISO date of a revision named in the text or file name, where there is one. */
  readonly revised?: string;
}

/** A link that was looked at and not taken. */
export interface RejectedLink {
  readonly url: string;
  readonly text: string;
  readonly reason: string;
}

/** A slot that a page of the publisher's own shows to have no file, and why that is sure: a stated gap. */
export interface StatedAbsence {
  readonly slot: string;
  readonly reason: string;
}

/** What one page gave. `follow` are further pages to read before the answer is complete. */
export interface PageReading {
  readonly follow: readonly string[];
  readonly candidates: readonly Candidate[];
  readonly rejected: readonly RejectedLink[];
  /** Counts only where no page has a candidate for the slot. */
  readonly absent?: readonly StatedAbsence[];
}

/** How the files of a dataset-year are found on the publisher's pages. */
export interface Discovery {
  /** Pages to begin with; empty where the addresses are fixed. */
  readonly startPages: (fy: FinancialYear) => readonly string[];
  /** Read only when the start pages gave no candidate: where the publisher's visitors look next. */
  readonly furtherPages?: (fy: FinancialYear) => readonly string[];
  /** Pages that have optional files only: that one is not there is no failure. */
  readonly optionalPages?: (fy: FinancialYear) => readonly string[];
  /** Addresses that need no page (ODS; the accounts of the first two years). */
  readonly fixed?: (fy: FinancialYear) => readonly Candidate[];
  readonly readPage: (page: Page, fy: FinancialYear) => PageReading;
  /** All candidates of one slot, any order, URLs unique; best first comes out. */
  readonly rank: (candidates: readonly Candidate[]) => readonly Candidate[];
}

/** The unpacked bytes of one file. Zips have been opened (within limits) before a dataset sees them. */
export interface SourceBytes {
  /** Name as published, decoded, without folders. */
  readonly fileName: string;
  readonly kind: 'csv' | 'xls' | 'xlsx';
  readonly bytes: Uint8Array;
  /** The file as sheets and rows, opened on first use. A csv is one sheet named '' whose cells are all text. */
  readonly workbook: () => Workbook;
}

/** What a parser is told about the file it is given. */
export interface ParseContext {
  readonly fy: FinancialYear;
  readonly slot: string;
  readonly period: string;
  readonly url: string;
  /** Made-up accounts are refused unless the run is the bundled sample. */
  readonly acceptIllustrative: boolean;
}

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

/** A doubt that travels with the figures. About a cell when `orgCode` and `measure` are there, else the file. */
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

/** What a file turned out to be when nobody said what it is (folder mode, retryDownload with another URL). */
export type Recognition =
  | {
      readonly fy: FinancialYear;
      readonly slot: string;
      readonly period: string;
      readonly by: 'content' | 'name';
      /** ISO date up to which the content reaches, where several editions of one slot may lie in a folder (ods). */
      readonly edition?: string;
      /** Further slots the same file serves: a workbook that prints five surveys (staff survey). */
      readonly also?: readonly {
        readonly fy: FinancialYear;
        readonly slot: string;
        readonly period: string;
      }[];
      /** Where a slot has files of several kinds with the same figures: the kind with the lower number is taken first; absent is 0. */
      readonly preference?: number;
    }
  | {
      readonly notThis: string;
      /** It is of this publication, but not one of its files that are read: other datasets need not say why not. */
      readonly nearly?: true;
    };

/** How observations become one cell of `trust_year`. Read by the gold SQL; see warehouse/README.md. */
export interface MeasureRecipe {
  /** Column of trust_year: `ae_attendances`. */
  readonly measure: string;
  /** For the data dictionary: what the figure is, in the field's words. */
  readonly meaning: string;
  readonly unit:
    | 'beds'
    | 'attendances'
    | 'episodes'
    | 'periods'
    | 'deliveries'
    | 'tests'
    | 'score'
    | 'rate'
    | 'WTE'
    | 'patients'
    | 'pounds';
  /** Observation measures added together within a period. */
  readonly parts: readonly string[];
  /** Parts that a layout may lack altogether (booked appointments before August 2020). */
  readonly optionalParts?: readonly string[];
  /** For the data dictionary: what to know before comparing or adding it. */
  readonly caveat?: string;
  /** How the periods of a year become the year. */
  readonly across: 'sum' | 'mean' | 'only';
  /** Periods a full year has: 12, 4 or 1. */
  readonly periodsExpected: number;
  /** Published value times this is the value in `unit` (accounts: 1000). */
  readonly scale: number;
  /** Years the recipe holds for, where a measure has another recipe in other years; absent: all years of the dataset. */
  readonly years?: readonly FinancialYear[];
  /**
   * Where several rows are one trust's (codes that count towards it), the figures are not added: their mean, weighted by
   * this observation measure of the same row (staff survey scores by responses).
   */
  readonly weightedBy?: string;
  /** The weights stand over the line of the figure, so the mean is the harmonic one: responses of a response rate. */
  readonly harmonic?: true;
  /**
   * The same observation measures are printed for months beside the year's own figure: the year is `partial` where a month
   * has none, and `periods_reported` counts months of 12 (diagnostic imaging).
   */
  readonly monthsBeside?: true;
  /** True for counts and stocks, which follow a succession forward; false for scores and rates. */
  readonly followsSuccession: boolean;
}

/** A table that a dataset publishes beside those of all datasets. */
export interface DatasetPublication {
  /** Its SQL makes `gold.<name>`, sorted: a table, or a view where the rows are many. */
  readonly name: string;
  /** Spreadsheets cannot hold the larger tables. */
  readonly csv: boolean;
  /** Of a view of many rows: the column by whose values it is read, one after the other, each in the order it has. */
  readonly partBy?: string;
  readonly about: string;
}

/** The SQL of a dataset whose rows are no observations. The dataset only names its files; the warehouse runs them. */
export interface DatasetSql {
  /** Tables for its `DatasetTable`s, each with dataset, load_fy, slot and sha256; run whenever the warehouse opens. */
  readonly tables: URL;
  /**
   * Run by every join, before warehouse/gold: makes what `publishes` names, and may add to `join_finding` and
   * `join_total`. It reads `load_state` and the tables above, and nothing else.
   */
  readonly gold: URL;
  readonly publishes: readonly DatasetPublication[];
}

/** One publication. */
export interface Dataset {
  readonly name: DatasetName;
  readonly title: string;
  readonly publisher: string;
  /** Where a person finds it. */
  readonly homepage: string;
  readonly licence: 'OGL-3.0';
  /** Years this folder can read; empty for a dataset without years (ods). */
  readonly years: readonly FinancialYear[];
  /** `yearless` datasets are loaded once a run, under the year `current`. */
  readonly yearless: boolean;
  /** A second source of something the table has already: loaded only where it is asked for by name. */
  readonly onRequest?: true;
  /** True for the accounts: without it there is no trust_year. */
  readonly spine: boolean;
  /** Bump when the parser's output changes: parsed files are keyed by it. */
  readonly parserVersion: number;
  /** Hosts the files and pages live on; redirects to others are refused. */
  readonly hosts: readonly string[];
  /** Largest plausible file, bytes. */
  readonly maxBytes: number;
  readonly expectedFiles: (fy: FinancialYear) => readonly ExpectedFile[];
  readonly discovery: Discovery;
  readonly recognise: (source: SourceBytes) => Recognition;
  readonly parse: (source: SourceBytes, context: ParseContext) => ParsedFile | Promise<ParsedFile>;
  /** Checks on one file by itself: totals, duplicates, plausible sizes. Any refusal keeps the file out. */
  readonly check: (parsed: ParsedFile, context: ParseContext) => readonly Refusal[];
  readonly measures: readonly MeasureRecipe[];
  /** Tables of its own, where rows are too many or too different for observations. */
  readonly sql?: DatasetSql;
  /** Folders of the raw store below the dataset's, where not just the period: `snapshot_year=2019/snapshot_month=04`. */
  readonly rawFolder?: (period: string) => string;
}
