/** What differs from year to year and file to file in the accounts workbooks (dossier tac, section 4). */

/** Columns of All data, in the order of the published files. */
export const FIELDS = ['organisation', 'worksheet', 'table', 'mainCode', 'row', 'subCode', 'value'] as const;
export type Field = (typeof FIELDS)[number];

export interface AllDataLayout {
  readonly name: string;
  /** Files it was seen in; files of one year may differ, so the headings decide and not the year. */
  readonly seenIn: string;
  /** Spellings of each heading; compared without case, spaces and punctuation. */
  readonly headings: Readonly<Record<Field, readonly string[]>>;
}

const COMMON = {
  worksheet: ['WorkSheetName'],
  table: ['TableID'],
  mainCode: ['MainCode'],
  row: ['RowNumber'],
  subCode: ['SubCode'],
} as const;

/** First that fits wins. */
export const ALL_DATA_LAYOUTS: readonly AllDataLayout[] = [
  {
    name: 'all-data value-number',
    seenIn: '2019-20 to 2021-22',
    headings: { ...COMMON, organisation: ['Organisation Name'], value: ['Value number'] },
  },
  {
    name: 'all-data total',
    seenIn: '2022-23 on',
    headings: { ...COMMON, organisation: ['OrganisationName'], value: ['Total'] },
  },
  {
    // The spellings of the first two years are known only as "one of these"; later files may mix them.
    name: 'all-data other-spelling',
    seenIn: '2017-18 and 2018-19',
    headings: {
      ...COMMON,
      organisation: ['OrganisationName', 'Org Name', 'Provider Name', 'Organisation'],
      value: ['Value number', 'Total', 'Amount', 'Value numeric', 'Value'],
    },
  },
];

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
