/**
 * The files of the maternity publication, as data (dossier maternity, sections 3 and 4). Words in plain form: lower
 * case, one space. Adding a drift is adding a word here.
 */
import type { Collection } from './slots.ts';

/**
 * The long table, one figure a row: MSDS csv of every year, and the sheet `Flat file` of the 2017-18 workbook. From
 * 2020-21 on `Measure` for `Measure1`; in 2019-20 all in lower case.
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

/** The figures taken; every other dimension divides the same deliveries again, and is never added. */
export const LONG_FIGURES: readonly {
  readonly collection: Collection;
  readonly measure: 'deliveries' | 'deliveries_msds' | 'months_submitted_msds';
  readonly dimensions: readonly string[];
  readonly countOf: readonly string[];
  /** The file prints the sum over all organisations, and has to. */
  readonly hasTotal: boolean;
}[] = [
  {
    collection: 'HES',
    measure: 'deliveries',
    dimensions: ['totaldeliveries_hes', 'total deliveries_hes', 'total deliveries hes'],
    countOf: ['women', 'deliveries'],
    hasTotal: true,
  },
  {
    collection: 'MSDS',
    measure: 'deliveries_msds',
    dimensions: ['totaldeliveries', 'total deliveries'],
    countOf: ['women', 'deliveries'],
    hasTotal: true,
  },
  {
    collection: 'MSDS',
    measure: 'months_submitted_msds',
    dimensions: ['numberofmonthssubmittingbirths', 'number of months submitting births'],
    countOf: ['months'],
    hasTotal: false,
  },
];

/** What the Measure of a total may say: nothing, or that it is no part. */
export const NO_PART: readonly string[] = ['', '-', 'total', 'all', 'n/a', 'null'];

export const LEVELS = {
  provider: ['provider', 'providers'],
  total: ['all submitters', 'national', 'england'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Suppressed in the long tables: -1 in 2017-18 (shown as `*` on the workbook's front sheet). */
export const SUPPRESSED_AS = -1;

/** Eras of the long table, told apart by the words of the total. */
export const LONG_LAYOUTS: readonly {
  readonly layout: string;
  readonly dimension: RegExp;
  readonly level: RegExp;
  readonly years: string;
}[] = [
  { layout: 'long-hes', dimension: /_HES$/, level: /./, years: '2017-18' },
  {
    layout: 'long-all-submitters',
    dimension: /^TotalDeliveries$/,
    level: /^all submitters$/i,
    years: '2017-18',
  },
  { layout: 'long-upper-case', dimension: /^TOTAL DELIVERIES$/, level: /./, years: '2019-20' },
  {
    layout: 'long-national',
    dimension: /^TotalDeliveries$/,
    level: /^national$/i,
    years: '2020-21 onwards',
  },
];

/**
 * HES provider-level analysis: one sheet a table (`TB2021`, to 2020-21) or one wide table among many sheets (from
 * 2022-23). No genuine file has been seen; the headings are known from other people's code.
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
 * Headings that say total deliveries by themselves, and those that do only where what stands above them speaks of all
 * deliveries, and of no part of them.
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

/** Headings that divide deliveries: beside two of them a bare `Total` is of deliveries, though no title says so. */
export const WAYS_OF_DELIVERY = /caesar|spontan|forceps|ventouse|instrument|induc|vertex|breech|\bweeks\b/i;

/** Above a column: its figures are shares. */
export const SHARES = /per\s*cent|percentage|%|\brates?\b|mean|median/i;

/** In a group or title above `Total` or `Deliveries`: what it counts is not every delivery. */
export const PART_OF_DELIVERIES =
  /caesar|instrument|spontan|forceps|ventouse|breech|induc|midwi|consultant|\bgp\b|\bhome\b|singl|multipl|twin|term\b|weeks?\b|an?aesth|episiot|augment|bab(?:y|ies)|births?\b|\bdays?\b|unknown|other\b/i;

/** Codes of areas, which stand among the providers in some tables: regions, systems, England by its ONS code. */
export const AREA_CODE = /^(?:Y\d\d|Q[A-Z0-9]{2}|E\d{8})$/i;
