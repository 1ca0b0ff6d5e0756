/** What a made-up TAC data workbook is to look like. Every option is a variation the publications are known for. */
import type { FinancialYear } from '../../datasets/contract.ts';

/** A line of the accounts form: one cell of one organisation. */
export interface TacLine {
  readonly worksheet: string;
  readonly tableId: number;
  readonly mainCode: string;
  readonly rowNumber: number;
  readonly subCode: string;
}

export type TacCell = number | string | null;

export interface TacOrganisation {
  /** As printed in All data; trailing spaces are kept. */
  readonly name: string;
  /** Current-year figures by sub code (£000; WTE for staff numbers); null is a blank. Others are made up to fit. */
  readonly values?: Readonly<Record<string, number | null>>;
  /** What the List of Providers says of it. False leaves it out. */
  readonly listed?: TacListing | false;
  /** False lists it without lines in All data, as five organisations were in 2023-24. */
  readonly hasData?: boolean;
}

export interface TacListing {
  /** Where the list spells it differently. */
  readonly name?: string;
  readonly code?: string;
  readonly region?: string;
  readonly type?: string;
  /** ISO date; written as an Excel date. */
  readonly authorised?: string;
  readonly comments?: string;
}

export type TacField = 'organisation' | 'worksheet' | 'table' | 'mainCode' | 'row' | 'subCode' | 'value';

export interface TacWorkbookSpec {
  readonly fy: FinancialYear;
  readonly sector: 'FT' | 'Trust';
  readonly organisations: readonly TacOrganisation[];
  /** Default: every line of the year's form, current and prior year. */
  readonly lines?: readonly TacLine[];
  /** Headings of All data where they differ from the year's own; null drops the column. */
  readonly headings?: Partial<Readonly<Record<TacField, string | null>>>;
  /** Order of the columns, left to right. */
  readonly columnOrder?: readonly TacField[];
  /** Excel row of the headings; rows above hold a title. Default 1. */
  readonly headerRow?: number;
  /** Headings of the List of Providers; `code: null` drops the codes, `false` the sheet. */
  readonly list?: { readonly code?: string | null; readonly comments?: string } | false;
  readonly sheetNames?: Partial<Readonly<Record<SheetRole, string>>>;
  readonly sheetOrder?: readonly SheetRole[];
  /** False: no pivot sheet. `grandTotal` overrides the total it prints. */
  readonly pivot?: { readonly grandTotal?: number } | false;
  /** Printed after every sub code and main code, as in some years. */
  readonly codeSuffix?: string;
  /** Adds the sheet that marks made-up accounts. */
  readonly illustrative?: boolean;
  /** The last word on what is written for a line: nothing, one cell, or the line several times. */
  readonly edit?: (organisation: string, line: TacLine, value: TacCell) => readonly TacCell[];
}

export type SheetRole = 'list' | 'pivot' | 'data';
