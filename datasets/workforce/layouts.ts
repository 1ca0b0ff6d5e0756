/**
 * Files of both publications by year (dossier workforce, sections 2 and 3). Headings in the form of
 * `plainLabel`: lower case, `&` as `and`, `_` as a space. A year is a row; a word counts in the years of its
 * row only.
 */
import { financialYears } from '../../nhs/financial-year.ts';
import { Seen, type Layout } from '../contract/layout.ts';

/** Full-time equivalents at the month's end. The total is never added to its groups, nor to headcount. */
export const FTE_TOTAL = 'fte_total';
export const FTE_NURSES = 'fte_nurses_health_visitors';

/** The sheet in full-time equivalents: `3. NHSE, Org & SG - FTE`. Its twin is headcount. */
export const FTE_SHEET = /^(?=.*\borg)(?=.*\b(?:sg|staff group)).*\bfte\b/i;
/** The one heading that is the same in every layout; all others are found from it. */
export const NURSES = 'nurses and health visitors';

/** The workbook "England and Organisation" of a month. */
export interface FteLayout extends Layout {
  /** Headings of the codes, one column left of the total; empty where the column has none. */
  readonly code: readonly string[];
  /** Left of the nurses: the first is the total, later columns are groups of it. */
  readonly total: readonly string[];
}

const HEADED = ['organisation code', 'org code', 'code'];
const FTE = {
  layout: 'organisation-workbook',
  file: 'month',
  code: ['', ...HEADED],
  total: ['total', 'all staff groups'],
} as const;

/** March 2020 to March 2022 have no heading over the codes, from March 2023 there is: 2022-23 may have both. */
export const FTE_LAYOUTS: readonly FteLayout[] = [
  { ...FTE, years: financialYears('2017-18..2018-19'), seen: Seen.believed },
  { ...FTE, years: financialYears('2019-20'), seen: Seen.described },
  { ...FTE, years: financialYears('2020-21..2021-22'), seen: Seen.described, code: [''] },
  { ...FTE, years: financialYears('2022-23'), seen: Seen.described },
  { ...FTE, years: financialYears('2023-24..2024-25'), seen: Seen.described, code: HEADED },
  { ...FTE, years: financialYears('2025-26..2026-27'), seen: Seen.believed, code: HEADED },
];

export const ENGLAND = /^(?:england|all england|england total|total|grand total)$/;
export const HEADCOUNT = /head\s*count/i;
export const FULL_TIME_EQUIVALENT = /\bfte\b|full[\s-]*time[\s-]*equivalent/i;

/** In capitals; four characters and more with a digit, so that no word is taken for a code; no bare number. */
export const ORGANISATION_CODE = /^(?=[0-9]*[A-Z])(?:[0-9A-Z]{3}|(?=[A-Z]*\d)[0-9A-Z]{4,8})(?:-X)?$/;

/** Measures of sickness absence. */
export const ABSENCE = {
  lost: 'fte_days_lost',
  available: 'fte_days_available',
  rate: 'sickness_absence_rate_percent',
} as const;

/** The CSV of a month of sickness absence. */
export interface AbsenceLayout extends Layout {
  readonly headings: Readonly<Record<'date' | 'code' | 'name' | keyof typeof ABSENCE, readonly string[]>>;
}

const CSV = {
  layout: 'absence-csv',
  file: 'sickness absence of a month',
  headings: {
    date: ['date'],
    code: ['org code'],
    name: ['org name'],
    lost: ['fte days lost'],
    available: ['fte days available'],
    rate: ['sickness absence rate percent'],
  },
} as const;

export const ABSENCE_LAYOUTS: readonly AbsenceLayout[] = [
  {
    ...CSV,
    years: financialYears('2017-18..2023-24'),
    seen: Seen.believed,
    // Earlier sets of columns differ; which year has which words is not known.
    headings: {
      ...CSV.headings,
      date: ['date', 'month'],
      code: ['org code', 'organisation code'],
      name: ['org name', 'organisation name'],
      rate: [
        ...['sickness absence rate percent', 'sickness absence rate (%)', 'sickness absence rate'],
        ...['sa rate (%)', 'sa rate'],
      ],
    },
  },
  {
    ...CSV,
    years: financialYears('2024-25'),
    seen: Seen.genuine,
    realFiles: ['April', 'May', 'June', 'July', 'August', 'September', 'October', 'November'].map(
      (month) => `NHS Sickness Absence rates CSV, ${month} 2024.csv`,
    ),
  },
  { ...CSV, years: financialYears('2025-26..2026-27'), seen: Seen.believed },
];

/** Headings of the CSV of all months since 2009, which is known and not read. */
export const CUMULATIVE_CSV: readonly string[] = ['staff group', 'data type', 'total'];
