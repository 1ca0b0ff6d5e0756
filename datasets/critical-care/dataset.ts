import type { Dataset } from '../contract/dataset.ts';
import type { MeasureRecipe } from '../contract/recipe.ts';
import { checkCriticalCare } from './checks.ts';
import { BEDS_COLLECTIONS, expectedFiles, YEARS } from './collections.ts';
import { discovery, HOSTS } from './discover.ts';
import { parseCriticalCare } from './parse.ts';
import { recogniseCriticalCare } from './recognise.ts';

const MONTHLY_MEAN = {
  unit: 'beds',
  across: 'mean',
  periodsExpected: 12,
  scale: 1,
  followsSuccession: true,
} as const;

const BEDS_CAVEAT =
  'Capacity, not activity. To February 2020 a snapshot of the last Thursday of the month, from 2020-21 the mean of daily returns: the two are not one series.';

/** Beds in capacity and in use, from the collection of the year; the two differ in what they count and are never joined up. */
const bedRecipes: readonly MeasureRecipe[] = BEDS_COLLECTIONS.flatMap(({ title, years, measures }) => [
  {
    measure: 'cc_beds_open_avg',
    meaning: `Adult critical care beds open, mean over the months reported. Collection: ${title}`,
    caveat: BEDS_CAVEAT,
    parts: [measures.open],
    years,
    ...MONTHLY_MEAN,
  },
  {
    measure: 'cc_beds_occupied_avg',
    meaning: `Adult critical care beds occupied, mean over the months reported. Collection: ${title}`,
    caveat: BEDS_CAVEAT,
    parts: [measures.occupied],
    years,
    ...MONTHLY_MEAN,
  },
]);

/** Adult critical care: periods of a year (HES), and beside them the beds there were (two collections of NHS England). */
export const criticalCare: Dataset = {
  name: 'critical-care',
  title: 'Adult critical care periods (HES), and critical care beds',
  publisher: 'NHS England (NHS Digital until January 2023)',
  homepage:
    'https://digital.nhs.uk/data-and-information/publications/statistical/hospital-admitted-patient-care-activity',
  licence: 'OGL-3.0',
  years: YEARS,
  yearless: false,
  spine: false,
  parserVersion: 2,
  hosts: HOSTS,
  maxBytes: 20_000_000,
  expectedFiles,
  discovery,
  recognise: recogniseCriticalCare,
  parse: parseCriticalCare,
  check: checkCriticalCare,
  measures: [
    {
      measure: 'critical_care_periods',
      meaning: 'Adult critical care periods (records) of the year, by provider (HES)',
      caveat:
        'A period is neither a patient nor a bed. Small numbers are suppressed and the others rounded to five. In years whose file has tables of England only every trust is missing.',
      unit: 'periods',
      parts: ['critical_care_periods'],
      across: 'only',
      periodsExpected: 1,
      scale: 1,
      followsSuccession: true,
    },
    ...bedRecipes,
  ],
};
