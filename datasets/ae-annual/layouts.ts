/**
 * Annual A&E by provider, by year (dossier ae-annual, sections 1 and 2). Labels in the form of `plainLabel`: lower case,
 * `_` as a space. A year is a row.
 */
import { financialYears, type FinancialYear } from '../../nhs/financial-year.ts';
import { layoutsOf, Seen, yearsOf, type Layout } from '../contract/layout.ts';
import type { CsvLayout, Meaning, ProviderRules, WorkbookLayout } from '../tables/provider-level/layouts.ts';

/** What the publication counts changed with the collection: figures of the two are never one measure. */
export interface Collection {
  readonly name: string;
  readonly measure: string;
  /** How the title page of a workbook names its source. */
  readonly source: RegExp;
  /** Said of every file of a collection that followed another. */
  readonly seriesBreak?: string;
}

const HES: Collection = {
  name: 'Hospital Episode Statistics (HES) A&E',
  measure: 'hes_attendances',
  source: /hospital episode statistics|\bhes\b/i,
};
const ECDS: Collection = {
  name: 'Emergency Care Data Set (ECDS)',
  measure: 'ecds_attendances',
  source: /emergency care data ?set|\becds\b/i,
  seriesBreak:
    'Annual A&E attendances are counted from the Emergency Care Data Set (ECDS) from 2020-21 on, and were counted from Hospital Episode Statistics (HES) A&E up to 2019-20. ECDS counts unplanned attendances by other definitions and with other coverage: a change between 2019-20 and 2020-21 is a change of collection as well as of activity.',
};
export const COLLECTIONS: readonly Collection[] = [HES, ECDS];

interface OfCollection {
  readonly collection: Collection;
}

const workbookOf = (collection: Collection): OfCollection & Omit<WorkbookLayout, 'years' | 'seen'> => ({
  layout: 'workbook-data-sheet',
  file: 'provider level workbook',
  collection,
  code: ['code', 'geography level code', 'org code', 'organisation code'],
  meaningOf: (heading) =>
    ['total attendances', 'total a and e attendances'].includes(heading)
      ? { measure: collection.measure }
      : 'not read',
  words: { [collection.measure]: 'total attendances' },
  required: [collection.measure],
});

/** All attendances are printed in more than one cut: the waiting times are read, the sources are compared with them. */
const csvOf = (collection: Collection): OfCollection & Omit<CsvLayout, 'years' | 'seen'> => ({
  layout: 'csv-waiting-times',
  file: 'provider level CSV',
  collection,
  meaningOf: (type, label) => {
    const all = isTotalOfWaitingTimes(type, label);
    if (!all && !isTotalOfSources(type, label)) return 'not read';
    return { measure: all ? collection.measure : `${collection.measure}_by_source` };
  },
  words: { [collection.measure]: 'total attendances' },
  required: [collection.measure],
});

/** For a file without total attendances among its waiting times. */
const csvBySourceOf = (collection: Collection): OfCollection & Omit<CsvLayout, 'years' | 'seen'> => ({
  ...csvOf(collection),
  layout: 'csv-attendance-source',
  file: 'provider level CSV, totals by source only',
  meaningOf: (type, label): Meaning =>
    isTotalOfSources(type, label) ? { measure: collection.measure } : 'not read',
  words: { [`${collection.measure}_by_source`]: 'attendance source total' },
});

function isTotalOfWaitingTimes(type: string, label: string): boolean {
  return type === 'waiting times' && label === 'total attendances';
}

function isTotalOfSources(type: string, label: string): boolean {
  return type === 'attendance source' && ['attendance source total', 'total'].includes(label);
}

const IN_HES = financialYears('2017-18..2019-20');
const BEFORE_DESCRIBED = financialYears('2020-21..2022-23');
const DESCRIBED = financialYears('2023-24..2024-25');
const AFTER_DESCRIBED = financialYears('2025-26');

/** Of no year a workbook has been seen: it is expected to be like those of the sister publications. */
const WORKBOOKS: readonly (WorkbookLayout & OfCollection)[] = [
  { ...workbookOf(HES), years: IN_HES, seen: Seen.believed },
  { ...workbookOf(ECDS), years: financialYears('2020-21..2025-26'), seen: Seen.believed },
];
const CSVS: readonly (CsvLayout & OfCollection)[] = [csvOf, csvBySourceOf].flatMap((of) => [
  { ...of(HES), years: IN_HES, seen: Seen.believed },
  { ...of(ECDS), years: BEFORE_DESCRIBED, seen: Seen.believed },
  { ...of(ECDS), years: DESCRIBED, seen: Seen.described },
  { ...of(ECDS), years: AFTER_DESCRIBED, seen: Seen.believed },
]);
export const LAYOUTS: readonly (Layout & OfCollection)[] = [...WORKBOOKS, ...CSVS];

/** The years counted from a collection. */
export function yearsFrom(collection: Collection): readonly FinancialYear[] {
  return yearsOf(LAYOUTS.filter((layout) => layout.collection === collection));
}

export function collectionOf(fy: FinancialYear): Collection | undefined {
  return layoutsOf(LAYOUTS, fy)[0]?.collection;
}

export const RULES: ProviderRules = {
  publication: 'ae-annual',
  title: 'annual A&E attendances by provider',
  sister: /^ae_?\d{4}.*(?:ecds|cqi|tables|metadata|workforce|provider)|acci-emer-|hospital accident/i,
  workbooks: WORKBOOKS,
  csvs: CSVS,
};

/** The publication's other table by provider: never taken for all attendances. */
export const TYPE_1_ONLY =
  'MSitAE tables: the table by provider (Table 6) counts type 1 departments only, which is another measure than all attendances';
