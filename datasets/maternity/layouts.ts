/**
 * The files of the maternity publication by year (dossier maternity, sections 3 and 4). Words in plain form:
 * lower case, one space. A year is a row; a word of a row counts in its years only.
 */
import { financialYears } from '../../nhs/financial-year.ts';
import { Seen, type Layout } from '../contract/layout.ts';

/** Hospital Episode Statistics; Maternity Services Data Set. Never one for the other. */
export type Collection = 'HES' | 'MSDS';

/** The trust_year column of each collection, which is also the measure of its observations. */
export const MEASURE_OF = { HES: 'deliveries', MSDS: 'deliveries_msds' } as const;

/**
 * Headings of the long table, one figure a row: MSDS csv of every year, and the sheet `Flat file` of 2017-18.
 */
export const LONG_HEADINGS = {
  period: ['period'],
  dimension: ['dimension'],
  level: ['org_level', 'org level'],
  orgCode: ['org_code', 'org code'],
  orgName: ['org_name', 'org name'],
  measure: ['measure', 'measure1'],
  countOf: ['count_of', 'count of'],
  value: ['value'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export interface LongLayout extends Layout {
  readonly collection: Collection;
  /**
   * The dimension that is the total; every other one divides the same deliveries again, and is never added.
   */
  readonly total: readonly string[];
  /** What the total counts: babies and months are counted in other dimensions. */
  readonly countOf: readonly string[];
  /** The level of all submitters, whose row is the printed total. */
  readonly allSubmitters: readonly string[];
  /** The heading of what a figure is a part of. */
  readonly measureHeading: readonly string[];
}

const HES = {
  layout: 'long-hes',
  file: 'comparison workbook, HES',
  collection: 'HES',
  total: ['totaldeliveries_hes', 'total deliveries_hes', 'total deliveries hes'],
  countOf: ['women'],
  allSubmitters: ['all submitters'],
  measureHeading: ['measure1'],
} as const;
const ALL_SUBMITTERS = {
  ...HES,
  layout: 'long-all-submitters',
  file: 'comparison workbook, MSDS',
  collection: 'MSDS',
  total: ['totaldeliveries'],
} as const;
const UPPER_CASE = {
  layout: 'long-upper-case',
  file: 'MSDS csv, upper case',
  collection: 'MSDS',
  total: ['total deliveries'],
  countOf: ['deliveries'],
  allSubmitters: ['all submitters'],
  measureHeading: ['measure1'],
} as const;
const NATIONAL = {
  ...UPPER_CASE,
  layout: 'long-national',
  file: 'MSDS csv',
  total: ['totaldeliveries'],
  allSubmitters: ['national'],
  measureHeading: ['measure'],
} as const;

const COMPARISON = ['hosp-epis-stat-mat-dqanlys-2017-18.xlsx'];
const csv = (year: string): string => `hosp-epis-stat-mat-msdscsv-${year}.csv`;

/** Of 2018-19 no file is to be had: the words of the year before and those of the year after are taken. */
const UNSEEN = {
  years: financialYears('2018-19'),
  seen: Seen.believed,
  countOf: ['women', 'deliveries'],
  measureHeading: ['measure1', 'measure'],
} as const;

export const LONG_LAYOUTS: readonly LongLayout[] = [
  { ...HES, years: financialYears('2017-18'), seen: Seen.genuine, realFiles: COMPARISON },
  { ...HES, ...UNSEEN },
  { ...ALL_SUBMITTERS, years: financialYears('2017-18'), seen: Seen.genuine, realFiles: COMPARISON },
  { ...ALL_SUBMITTERS, ...UNSEEN },
  { ...UPPER_CASE, ...UNSEEN },
  { ...UPPER_CASE, years: financialYears('2019-20'), seen: Seen.genuine, realFiles: [csv('2019-20')] },
  {
    ...NATIONAL,
    years: financialYears('2020-21,2022-23'),
    seen: Seen.genuine,
    realFiles: ['2020-21', '2022-23'].map(csv),
  },
  { ...NATIONAL, years: financialYears('2021-22,2023-24'), seen: Seen.described },
  { ...NATIONAL, years: financialYears('2024-25..2025-26'), seen: Seen.believed },
];

/** How many months of births a provider of MSDS submitted; only 2017-18 is known to print it. */
export const MONTHS_SUBMITTED = {
  measure: 'months_submitted_msds',
  dimensions: ['numberofmonthssubmittingbirths', 'number of months submitting births'],
  countOf: ['months'],
} as const;

/** What the Measure of a total may say: nothing, or that it is no part. */
export const NO_PART: readonly string[] = ['', '-', 'total', 'all', 'n/a', 'null'];

export const LEVELS = {
  provider: ['provider', 'providers'],
  total: ['all submitters', 'national', 'england'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Printed for a withheld figure in the long table of 2017-18 (`*` on the workbook's front sheet). */
export const WITHHELD_AS = -1;

export interface HesLayout extends Layout {
  /**
   * `plain`: the heading says deliveries; `inContext`: it says total, and its group, title or sheet says of
   * what.
   */
  readonly by: keyof typeof TOTAL_HEADINGS;
}

/**
 * HES provider-level analysis: one sheet a table (`TB2021`, to 2020-21) or one wide table among many sheets
 * (from 2022-23). No genuine file has been seen; the headings are known from other people's code, and of any
 * year.
 */
export const HES_HEADINGS = {
  orgCode: [
    'org code',
    'organisation code',
    'provider code',
    'trust code',
    'code',
    'procode',
    'provider org code',
    'ods code',
    'provider ods code',
    'organisation ods code',
  ],
  orgName: [
    'description',
    'org description',
    'organisation description',
    'provider description',
    'trust name',
    'org name',
    'organisation name',
    'provider name',
    'organisation',
    'provider',
    'trust',
    'name',
  ],
  level: ['org level', 'organisation level'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/**
 * Headings that say total deliveries by themselves, and those that do only where what stands above them
 * speaks of all deliveries, and of no part of them.
 */
export const TOTAL_HEADINGS = {
  plain: [
    'total deliveries',
    'deliveries total',
    'deliveries - total',
    'deliveries: total',
    'total number of deliveries',
    'all deliveries',
    'total delivery episodes',
    'total number of delivery episodes',
    'totaldeliveries',
    'deliveries (total)',
    'total deliveries (all)',
  ],
  inContext: ['deliveries', 'number of deliveries', 'delivery episodes', 'total', 'all'],
} as const;

const PLAIN = { layout: 'provider-table', file: 'HES provider-level analysis', by: 'plain' } as const;
const IN_CONTEXT = {
  layout: 'provider-table-total',
  file: 'HES provider-level analysis, headed "Total"',
  by: 'inContext',
} as const;
const KNOWN_FROM_CODE = { years: financialYears('2020-21,2022-23'), seen: Seen.described } as const;
const NOT_KNOWN = {
  years: financialYears('2017-18..2019-20,2021-22,2023-24..2025-26'),
  seen: Seen.believed,
} as const;

export const HES_LAYOUTS: readonly HesLayout[] = [
  { ...PLAIN, ...KNOWN_FROM_CODE },
  { ...PLAIN, ...NOT_KNOWN },
  { ...IN_CONTEXT, ...KNOWN_FROM_CODE },
  { ...IN_CONTEXT, ...NOT_KNOWN },
];

export const LAYOUTS: readonly Layout[] = [...LONG_LAYOUTS, ...HES_LAYOUTS];

/**
 * Headings that divide deliveries: beside two of them a bare `Total` is of deliveries, though no title says
 * so.
 */
export const WAYS_OF_DELIVERY = /caesar|spontan|forceps|ventouse|instrument|induc|vertex|breech|\bweeks\b/i;

/** Above a column: its figures are shares. */
export const SHARES = /per\s*cent|percentage|%|\brates?\b|mean|median/i;

/** In a group or title above `Total` or `Deliveries`: what it counts is not every delivery. */
export const PART_OF_DELIVERIES =
  /caesar|instrument|spontan|forceps|ventouse|breech|induc|midwi|consultant|\bgp\b|\bhome\b|singl|multipl|twin|term\b|weeks?\b|an?aesth|episiot|augment|bab(?:y|ies)|births?\b|\bdays?\b|unknown|other\b/i;

/**
 * Codes of areas, which stand among the providers in some tables: regions, systems, England by its ONS code.
 */
export const AREA_CODE = /^(?:Y\d\d|Q[A-Z0-9]{2}|E\d{8})$/i;
