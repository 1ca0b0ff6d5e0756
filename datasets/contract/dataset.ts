/**
 * What a dataset folder is: the contract between one publication and everything around it.
 *
 * A dataset is pure. HTML goes in and links come out; bytes go in and observations come out. It touches no
 * network, disk, clock or Temporal; the activities do that for every dataset alike, and know none by name.
 */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import type { SourceError } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { Layout } from './layout.ts';
import type { Discovery } from './discovery.ts';
import type { Headings, TaughtHeading } from './heading.ts';
import type { DueRule } from './due.ts';
import type { ParsedFile, Refusal } from './parsed-file.ts';
import type { MeasureRecipe } from './recipe.ts';

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

/** A printed code, or a name without a code, that a person has decided to be an organisation, or none. */
export interface DecidedRow {
  readonly printed: string;
  /** ODS code; null where the row is of no organisation. */
  readonly orgCode: string | null;
  /** Number of the decision, who made it, and why; for the finding on the figures. */
  readonly decision?: number;
  readonly who?: string;
  readonly reason?: string;
}

/** What a parser is told about the file it is given. */
export interface ParseContext {
  readonly fy: FinancialYear;
  readonly slot: string;
  readonly period: string;
  readonly url: string;
  /**
   * Takes note of a refusal that leaves the figures readable: reading goes on, and the file is refused afterwards, unless
   * somebody has accepted the refusal. Where absent, the refusal is thrown.
   */
  readonly note?: (refusal: SourceError) => void;
  /** Made-up accounts are refused unless the run is the bundled sample. */
  readonly acceptIllustrative: boolean;
  /** Headings that a person has taught; the file is read with them before the publication's reader sees it. */
  readonly taught?: readonly TaughtHeading[];
  /** Rows that a person has said to be of an organisation, though their code is none. */
  readonly decided?: readonly DecidedRow[];
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

/** A table that a dataset publishes beside those of all datasets. */
export interface DatasetPublication {
  /** Its SQL makes `gold.<name>`, sorted: a table, or a view where the rows are many. */
  readonly name: string;
  /** Spreadsheets cannot hold the larger tables. */
  readonly csv: boolean;
  /** Of a view of many rows: the column by whose values it is read, one after the other. */
  readonly partBy?: string;
  /** Of a view with parts: the column that orders the rows of a part, so that the same rows make the same file. */
  readonly orderBy?: string;
  readonly about: string;
}

/** The SQL of a dataset whose rows are no observations. The dataset only names its files; the warehouse runs them. */
export interface DatasetSql {
  /** Tables for its `DatasetTable`s, each with dataset, load_fy, slot and sha256; run whenever the warehouse opens. */
  readonly tables: URL;
  /**
   * Run by every join, before warehouse/join/gold: makes what `publishes` names, and may add to `join_finding`,
   * `join_total` and `join_price` (one edition's price index by financial year, outturn only). It reads `load_state` and
   * the tables above, and nothing else.
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
  /** Its layouts by year; without years for a yearless dataset. */
  readonly layouts: readonly Layout[];
  /** Years this folder can read: those of its layouts; empty for a dataset without years (ods). */
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
  /** When its files come out: the first rule that fits a slot counts. Empty for a dataset without years. */
  readonly due: readonly DueRule[];
  readonly discovery: Discovery;
  /** What its headings can mean, where a person may teach one. */
  readonly headings?: Headings;
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
