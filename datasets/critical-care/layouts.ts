/**
 * Files of critical care by year (dossier critical-care). Headings in plain form: lower case, `&` as `and`. A
 * year is a row. No genuine file was to be had: these are the words of the publisher's pages and of public
 * readers of such files.
 */
import { financialYears } from '../../nhs/financial-year.ts';
import { Seen, type Layout } from '../contract/layout.ts';

export const PERIODS = 'critical_care_periods';

/** A table by provider in the adult critical care file (dossier, sections 3 and 7). */
export interface AccLayout extends Layout {
  /** Records, which the publication also calls periods: exactly this, for parts stand beside them. */
  readonly periods: readonly string[];
  /** Kept as observations where they stand beside the periods. */
  readonly further: readonly (readonly [heading: string, measure: string])[];
}

/** No year of the table has been seen, and which word a year has is not known. */
const ACC: AccLayout = {
  layout: 'acc-provider-table',
  file: 'adult critical care tables',
  years: financialYears('2017-18..2026-27'),
  seen: Seen.believed,
  periods: ['critical care periods', 'critical care records'],
  further: [
    ['critical care bed days', 'critical_care_bed_days'],
    ['unplanned critical care periods', 'unplanned_critical_care_periods'],
    ['unplanned critical care records', 'unplanned_critical_care_periods'],
  ],
};
export const ACC_LAYOUTS: readonly AccLayout[] = [ACC];

/** Critical care beds by trust and month: capacity, not activity (dossier, section 6). */
export interface BedsCollection {
  /** In the words of its pages. */
  readonly title: string;
  /** Observation measures; the collection's name is in them, so that the two are never mixed. */
  readonly measures: Readonly<Record<'open' | 'occupied', string>>;
  /** How an organisation's code looks in its files. */
  readonly code: RegExp;
  /** Beds are counted, not averaged over days. */
  readonly whole?: true;
}

/** In capitals; four characters and more with a digit, so that no word is taken for a code; no bare number. */
export const PROVIDER_CODE = /^\s*(?=[0-9]*[A-Z])(?:[0-9A-Z]{3}|(?=[A-Z]*\d)[0-9A-Z]{4,8})(?:-X)?\s*$/;
/** Trusts: their codes begin with R or T. */
export const TRUST_CODE = /^[RT][0-9A-Z]{2}(?:-X)?$/;

/** Snapshot at midnight on the last Thursday of the month, August 2010 to February 2020. */
const MSITREP: BedsCollection = {
  title: 'Critical Care Bed Capacity and Urgent Operations Cancelled (MSitRep)',
  measures: {
    open: 'adult_critical_care_beds_open_msitrep',
    occupied: 'adult_critical_care_beds_occupied_msitrep',
  },
  code: PROVIDER_CODE,
  whole: true,
};
/** Mean of the daily returns of the month, from 2020-21, of trusts with a type 1 department alone. */
const UEC_SITREP: BedsCollection = {
  title: 'Critical care and General & Acute Beds, Urgent and Emergency Care Daily Situation Reports',
  measures: {
    open: 'adult_critical_care_beds_open_uec_sitrep',
    occupied: 'adult_critical_care_beds_occupied_uec_sitrep',
  },
  code: TRUST_CODE,
};
export const COLLECTIONS = { msitrep: MSITREP, 'uec-sitrep': UEC_SITREP } as const;

/** How a file of beds names the two figures. */
export interface BedsLayout extends Layout {
  readonly collection: keyof typeof COLLECTIONS;
  readonly open: string;
  readonly occupied: string;
  /** The words of the row above, where both headings are the same. */
  readonly groups?: Readonly<Record<'open' | 'occupied', RegExp>>;
}

/** Public programs of 2020 read it. */
const EXTRACT = {
  layout: 'msitrep-extract',
  file: 'MSitRep extract',
  collection: 'msitrep',
  open: 'number of adult critical care beds open',
  occupied: 'number of adult critical care beds occupied',
} as const;
/** As in 2016-17, of which a public program reads a month. */
const WORKBOOK = {
  layout: 'msitrep-workbook',
  file: 'MSitRep workbook',
  collection: 'msitrep',
  open: 'number of adult critical care beds',
  occupied: 'number of adult critical care beds',
  groups: { open: /^open\b/, occupied: /^occupied\b/ },
} as const;
const DAILY = {
  layout: 'uec-sitrep',
  file: 'daily situation reports',
  collection: 'uec-sitrep',
  open: 'adult critical care beds available',
  occupied: 'adult critical care beds occupied',
} as const;

export const BEDS_LAYOUTS: readonly BedsLayout[] = [
  { ...EXTRACT, years: financialYears('2017-18..2018-19'), seen: Seen.believed },
  { ...EXTRACT, years: financialYears('2019-20'), seen: Seen.described },
  { ...WORKBOOK, years: financialYears('2017-18..2019-20'), seen: Seen.believed },
  { ...DAILY, years: financialYears('2020-21..2021-22'), seen: Seen.believed },
  { ...DAILY, years: financialYears('2022-23..2025-26'), seen: Seen.described },
  { ...DAILY, years: financialYears('2026-27'), seen: Seen.believed },
];

export const NAME_HEADINGS: readonly string[] = [
  ...['name', 'org name', 'organisation name', 'trust name', 'provider name', 'provider description'],
  ...['hospital provider description', 'description', 'provider', 'organisation', 'trust'],
];

/** A heading that names organisations, and headings of other codes that are not organisations. */
export const CODE_HEADING = /(?:^|\s)code$/;
export const OTHER_CODES =
  /region|commission|ccg|icb|stp|integrated care|diagnos|procedure|operation|special|treatment|function|icd|opcs|authority|area|post|source|discharge|destination|support|age|ethnic|cause/;
/** A heading of codes that speaks of providers; a table headed just "Code" may be one of regions. */
export const CODE_OF_PROVIDERS = /provider|trust|hospital/;

/** Words above a heading that say the column is a part of all periods, or all of them. */
export const PART_GROUP = /unplanned|planned|emergency|elective|male|transfer/;
export const WHOLE_GROUP = /^(?:all|total)\b/;

/** Regions and boards among the providers: known furniture. */
export const LEVEL_CODE = /^(?:Y\d\d|Q[0-9A-Z]{2}|E\d{8})$/i;
export const LEVEL_NAME =
  /^(?:london|midlands|east of england|north east and yorkshire|north west|south east|south west|north of england|midlands and east(?: of england)?|south of england|.*\b(?:commissioning region|integrated care board|icb))$/;
export const ENGLAND = /^(?:england|national|total|totals|england total|total england|all providers)$/;
/** What stands for England in a column of codes. */
export const ENGLAND_CODE = /^(?:all|eng|e92000001)$/i;
