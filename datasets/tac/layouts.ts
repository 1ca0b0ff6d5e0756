/** Accounts workbooks by year: which headings of All data mean what (dossier tac, section 4), and the other sheets. */
import { financialYears } from '../../nhs/financial-year.ts';
import { Seen, type Layout } from '../contract/layout.ts';

/** Columns of All data, in the order of the published files. */
export const FIELDS = ['organisation', 'worksheet', 'table', 'mainCode', 'row', 'subCode', 'value'] as const;
export type Field = (typeof FIELDS)[number];

export interface AccountsLayout extends Layout {
  /** Spellings of each heading; compared without case, spaces and punctuation. */
  readonly headings: Readonly<Record<Field, readonly string[]>>;
}

const HEADINGS = {
  organisation: ['Organisation Name'],
  worksheet: ['WorkSheetName'],
  table: ['TableID'],
  mainCode: ['MainCode'],
  row: ['RowNumber'],
  subCode: ['SubCode'],
} as const;

const VALUE_NUMBER = {
  layout: 'all-data value-number',
  file: 'accounts headed Value number',
  headings: { ...HEADINGS, value: ['Value number'] },
} as const;

const TOTAL = {
  layout: 'all-data total',
  file: 'accounts headed Total',
  headings: { ...HEADINGS, value: ['Total'] },
} as const;

/** Of the first two years the dossier knows only that the headings are among these. */
const OTHER = {
  layout: 'all-data other-spelling',
  file: 'accounts headed otherwise',
  headings: {
    ...HEADINGS,
    organisation: ['OrganisationName', 'Org Name', 'Provider Name', 'Organisation'],
    value: ['Value number', 'Total', 'Amount', 'Value numeric', 'Value'],
  },
} as const;

/**
 * Of the rows of a year, the first whose headings fit counts. The two files of a year may differ in their headings:
 * so each of the two later words is believed of the years in which the other word was seen.
 */
export const LAYOUTS: readonly AccountsLayout[] = [
  { ...VALUE_NUMBER, years: financialYears('2017-18..2021-22'), seen: Seen.described },
  { ...VALUE_NUMBER, years: financialYears('2022-23..2024-25'), seen: Seen.believed },
  { ...TOTAL, years: financialYears('2017-18..2018-19'), seen: Seen.described },
  { ...TOTAL, years: financialYears('2019-20..2021-22'), seen: Seen.believed },
  { ...TOTAL, years: financialYears('2022-23..2023-24'), seen: Seen.described },
  { ...TOTAL, years: financialYears('2024-25'), seen: Seen.believed },
  { ...OTHER, years: financialYears('2017-18..2018-19'), seen: Seen.described },
];

/** Every spelling of every year, so that a second column which could be the value is seen. */
export const EVERY_SPELLING: Readonly<Record<Field, readonly string[]>> = OTHER.headings;

/** Columns of the List of Providers; only the name is sure to be there. */
export const PROVIDER_HEADINGS = {
  name: ['Full name of Provider', 'Name of Provider', 'Provider Name', 'Organisation Name', 'Provider'],
  code: ['NHS code', 'ODS code', 'Organisation code', 'Provider code'],
  authorised: ['Authorisation date', 'Date of authorisation'],
  region: ['Region'],
  trustType: ['Sector', 'Trust type'],
  comments: ['Comments'],
} as const;

/** Sheets, by name without case, spaces and punctuation; their order differs from file to file. */
export const SHEETS = {
  allData: /^alldata$/,
  providers: /^listofproviders?$/,
  pivot: /^pivot/,
  illustrativeForm: /^tac\d\d/,
  illustrativeFigures: /^illustrativefigures/,
} as const;

/** Headings are looked for in this many rows from the top. */
export const HEADER_ROWS = 10;

/** Heading or sheet name reduced to what may be compared: ` Value number ` is `valuenumber`. */
export function keyOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
