/**
 * KH03 overnight workbooks by year (dossier beds, section 5a). Headings in plain form: lower case, `&` as `and`.
 * A year is a row; a word counts in the years of its row only.
 */
import { financialYears } from '../../nhs/financial-year.ts';
import { Seen, type Layout } from '../contract/layout.ts';

/** Sheets in order of preference; never by index: from 2023-24 a sheet `Data Quality` stands in front. */
export const SHEETS: readonly RegExp[] = [/trusts?\s+by\s+sector/i, /trust/i];

/** Words of the row above the headings, which repeat three times. The share is worked out from the other two. */
export const GROUPS = {
  available: ['available'],
  occupied: ['occupied'],
  share: ['% occupied', '%occupied', 'percentage occupied', '% occupancy'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export interface BedsLayout extends Layout {
  /** Of what identifies a row. */
  readonly identity: Readonly<Record<'year' | 'period' | 'orgCode' | 'orgName', readonly string[]>>;
  /** Headings of the five columns of a group. */
  readonly sectors: Readonly<Record<'total' | 'ga' | 'ld' | 'maternity' | 'mi', readonly string[]>>;
}

const EARLY = {
  layout: 'kh03-region',
  file: 'quarter',
  identity: {
    year: ['year'],
    period: ['period end', 'period'],
    orgCode: ['org code'],
    orgName: ['org name'],
  },
  sectors: {
    total: ['total'],
    ga: ['general and acute'],
    ld: ['learning disabilities'],
    maternity: ['maternity'],
    mi: ['mental illness'],
  },
} as const;

/** When `Learning Disabilities` became `Learning Disability` is not known: both are taken. */
const LATER = {
  ...EARLY,
  sectors: { ...EARLY.sectors, ld: ['learning disabilities', 'learning disability'] },
} as const;
export const LAYOUTS: readonly BedsLayout[] = [
  { ...EARLY, years: financialYears('2017-18..2019-20'), seen: Seen.described },
  {
    ...LATER,
    years: financialYears('2020-21'),
    seen: Seen.genuine,
    realFiles: ['2021-Q1-Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx'],
  },
  { ...LATER, years: financialYears('2021-22..2023-24'), seen: Seen.described },
  { ...LATER, years: financialYears('2024-25..2026-27'), seen: Seen.believed },
];
