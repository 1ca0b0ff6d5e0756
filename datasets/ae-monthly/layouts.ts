/**
 * Monthly A&E files, as data (dossier ae-monthly, sections 4 to 6). Headings in plain form: lower case, `&` as
 * `and`, hours as `h` (`4-12 hs`, `4hrs` and `4 hours` are all printed). A year is a row.
 */
import { financialYears } from '../../nhs/financial-year.ts';
import { Seen, type Layout } from '../contract/layout.ts';
import { plainHeading } from '../tables/header-row.ts';

/** Hours are printed as `hs`, `hrs` and `hours`, with and without a space. */
export function plainAeHeading(text: string): string {
  return plainHeading(text).replace(/(\d\+?) ?(?:hours?|hrs?|hs)\b/g, '$1h');
}

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

/** The month before booked appointments came. */
const UNTIL = '2020-07';

export interface CsvLayout extends Layout {
  /** Last month of the layout, where that lies within a year: later, a column would be missing without a word. */
  readonly untilMonth?: string;
  readonly headings: readonly CsvHeading[];
}

const CSV_A = {
  layout: 'csv-a',
  file: 'flat CSV, era A',
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
} as const;
const CSV_B = {
  layout: 'csv-b',
  file: 'flat CSV, era B',
  untilMonth: UNTIL,
  headings: [...UNBOOKED, ...DECISION_TO_ADMIT, ...ADMISSIONS],
} as const;
const CSV_C = {
  layout: 'csv-c',
  file: 'flat CSV, era C',
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
} as const;

export const CSV_LAYOUTS: readonly CsvLayout[] = [
  { ...CSV_A, years: financialYears('2017-18..2018-19'), seen: Seen.believed },
  {
    ...CSV_A,
    years: financialYears('2019-20'),
    seen: Seen.genuine,
    realFiles: ['ae_2020_01.csv', 'ae_2020_03.csv'],
  },
  { ...CSV_B, years: financialYears('2017-18..2019-20'), seen: Seen.believed },
  { ...CSV_B, years: financialYears('2020-21'), seen: Seen.genuine, realFiles: ['ae_2020_04.csv'] },
  { ...CSV_C, years: financialYears('2020-21'), seen: Seen.genuine, realFiles: ['ae_2020_08.csv'] },
  { ...CSV_C, years: financialYears('2021-22'), seen: Seen.described },
  {
    ...CSV_C,
    years: financialYears('2022-23..2025-26'),
    seen: Seen.genuine,
    realFiles: ['ae_2022_04.csv', 'ae_2023_05.csv', 'Monthly-AE-May-2024.csv', 'Monthly-AE-April-2025.csv'],
  },
  { ...CSV_C, years: financialYears('2026-27'), seen: Seen.believed },
];

/** The sheet of providers: by name, or (before booked appointments came in August 2020) the first that is visible. */
export interface XlsLayout extends Layout {
  readonly sheet?: RegExp;
  readonly untilMonth?: string;
}

const BY_NAME = {
  layout: 'xls-provider-level',
  file: 'workbook, sheet "Provider Level Data"',
  sheet: /^\s*provider\s+level\s+data\s*$/i,
} as const;

export const XLS_LAYOUTS: readonly XlsLayout[] = [
  { ...BY_NAME, years: financialYears('2017-18..2023-24'), seen: Seen.described },
  {
    ...BY_NAME,
    years: financialYears('2024-25'),
    seen: Seen.genuine,
    realFiles: ['April-2024-AE-by-provider-24y7F-revised.xls'],
  },
  { ...BY_NAME, years: financialYears('2025-26'), seen: Seen.described },
  { ...BY_NAME, years: financialYears('2026-27'), seen: Seen.believed },
  {
    layout: 'xls-first-sheet',
    file: 'workbook, first sheet',
    years: financialYears('2017-18..2020-21'),
    seen: Seen.described,
    untilMonth: UNTIL,
  },
];

export const LAYOUTS: readonly Layout[] = [...CSV_LAYOUTS, ...XLS_LAYOUTS];

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
