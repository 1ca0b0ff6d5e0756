/**
 * Monthly A&E files, as data (dossier ae-monthly, sections 4 to 6). Headings in plain form: lower case, `&` as
 * `and`, hours as `h` (`4-12 hs`, `4hrs` and `4 hours` are all printed). A new era is a new row.
 */

/** A heading of the flat CSV, and the measure it is; identity columns have no measure. */
export type CsvHeading = readonly [heading: string, measure: string];

export const CSV_IDENTITY = {
  period: ['period'],
  orgCode: ['org code'],
  orgName: ['org name'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Read but not kept: the region is a fact of ODS. */
export const CSV_PASSED_OVER: readonly string[] = ['parent org'];

const DECISION_TO_ADMIT: readonly CsvHeading[] = [
  ['patients who have waited 4-12h from dta to admission', 'dta_4_12h'],
  ['patients who have waited 12+h from dta to admission', 'dta_12h_plus'],
];
const ADMISSIONS: readonly CsvHeading[] = [
  ['emergency admissions via a and e - type 1', 'emergency_admissions_type1'],
  ['emergency admissions via a and e - type 2', 'emergency_admissions_type2'],
  ['emergency admissions via a and e - other a and e department', 'emergency_admissions_other'],
  ['other emergency admissions', 'other_emergency_admissions'],
];
const UNBOOKED: readonly CsvHeading[] = [
  ['a and e attendances type 1', 'attendances_type1'],
  ['a and e attendances type 2', 'attendances_type2'],
  ['a and e attendances other a and e department', 'attendances_other'],
  ['attendances over 4h type 1', 'over4h_type1'],
  ['attendances over 4h type 2', 'over4h_type2'],
  ['attendances over 4h other department', 'over4h_other'],
];

export interface CsvLayout {
  readonly layout: string;
  /** First and last month this layout can be of; outside, a column of it would be missing without a word. */
  readonly from?: string;
  readonly until?: string;
  readonly headings: readonly CsvHeading[];
}

export const CSV_LAYOUTS: readonly CsvLayout[] = [
  {
    layout: 'csv-a',
    until: '2020-07',
    headings: [
      ['number of a and e attendances type 1', 'attendances_type1'],
      ['number of a and e attendances type 2', 'attendances_type2'],
      ['number of a and e attendances other a and e department', 'attendances_other'],
      ['number of attendances over 4h type 1', 'over4h_type1'],
      ['number of attendances over 4h type 2', 'over4h_type2'],
      ['number of attendances over 4h other a and e department', 'over4h_other'],
      ...DECISION_TO_ADMIT,
      ...ADMISSIONS,
    ],
  },
  { layout: 'csv-b', until: '2020-07', headings: [...UNBOOKED, ...DECISION_TO_ADMIT, ...ADMISSIONS] },
  {
    layout: 'csv-c',
    headings: [
      ...UNBOOKED,
      ['a and e attendances booked appointments type 1', 'attendances_booked_type1'],
      ['a and e attendances booked appointments type 2', 'attendances_booked_type2'],
      ['a and e attendances booked appointments other department', 'attendances_booked_other'],
      ['attendances over 4h booked appointments type 1', 'over4h_booked_type1'],
      ['attendances over 4h booked appointments type 2', 'over4h_booked_type2'],
      ['attendances over 4h booked appointments other department', 'over4h_booked_other'],
      ...DECISION_TO_ADMIT,
      ...ADMISSIONS,
    ],
  },
];

/** The sheet of providers: by name, or (before booked appointments came in August 2020) the first that is visible. */
export const XLS_SHEETS: readonly {
  readonly layout: string;
  readonly name?: RegExp;
  readonly until?: string;
}[] = [
  { layout: 'xls-provider-level', name: /^\s*provider\s+level\s+data\s*$/i },
  { layout: 'xls-first-sheet', until: '2020-07' },
];

export const XLS_IDENTITY = {
  orgCode: ['code', 'org code', 'provider code'],
  orgName: ['name', 'org name', 'provider name'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type XlsGroup = 'attendances' | 'under4h' | 'over4h' | 'percentage' | 'admissions';

/**
 * Words of the row above the headings; the first pattern that fits decides. Where the row is silent above the
 * percentages, their own headings say `percentage`.
 */
export const XLS_GROUPS: readonly (readonly [pattern: RegExp, group: XlsGroup])[] = [
  [/percent/, 'percentage'],
  [/emergency admissions/, 'admissions'],
  [/attendances.*(?:less than|under|within|<) ?4h/, 'under4h'],
  [/attendances.*(?:greater than|more than|over|>) ?4h/, 'over4h'],
  [/attendances/, 'attendances'],
];

export interface XlsHeading {
  readonly group: XlsGroup;
  readonly heading: RegExp;
  readonly measure: string;
  /** A file without it is refused. Totals are only used to check the parts. */
  readonly required: boolean;
}

const TYPES = [
  ['type1', /\btype 1\b/],
  ['type2', /\btype 2\b/],
  ['other', /\btype 3\b|\bother\b/],
] as const;

/** Workbooks count booked appointments in; the CSV counts them apart (dossier ae-monthly, section 7). */
export const XLS_HEADINGS: readonly XlsHeading[] = [
  ...(['attendances', 'under4h', 'over4h'] as const).flatMap((group) => [
    { group, heading: /^total/, measure: `${group}_total`, required: group === 'attendances' },
    ...TYPES.map(([type, heading]) => ({
      group,
      heading,
      measure: `${group}_${type}`,
      required: group !== 'under4h',
    })),
  ]),
  {
    group: 'admissions',
    heading: /(?:>|more than|over) ?4h from decision to admit/,
    measure: 'dta_4h_plus',
    required: false,
  },
  {
    group: 'admissions',
    heading: /(?:>|more than|over) ?12h from decision to admit/,
    measure: 'dta_12h_plus',
    required: false,
  },
  {
    group: 'admissions',
    heading: /^total emergency admissions via/,
    measure: 'emergency_admissions_total',
    required: false,
  },
  {
    group: 'admissions',
    heading: /^total emergency admissions$/,
    measure: 'all_emergency_admissions_total',
    required: false,
  },
  {
    group: 'admissions',
    heading: /^other emergency admissions/,
    measure: 'other_emergency_admissions',
    required: true,
  },
  { group: 'admissions', heading: /via type 1\b/, measure: 'emergency_admissions_type1', required: true },
  { group: 'admissions', heading: /via type 2\b/, measure: 'emergency_admissions_type2', required: true },
  { group: 'admissions', heading: /via type 3\b/, measure: 'emergency_admissions_other', required: true },
];

/** Months in which fourteen trusts tried other standards and reported no four-hour waits. */
export const FOUR_HOUR_FIELD_TEST = { from: '2019-05', until: '2023-05' } as const;
