import type { Dataset } from '../contract/dataset.ts';
import { Weekday } from '../contract/due.ts';
import { yearsOf } from '../contract/layout.ts';
import type { MeasureRecipe } from '../contract/recipe.ts';
import { recogniseBy } from '../tables/recognise-table.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { checkCriticalCare } from './checks.ts';
import { discovery, HOSTS } from './discover.ts';
import { HEADINGS } from './headings.ts';
import { ACC_LAYOUTS, BEDS_LAYOUTS, COLLECTIONS, PERIODS } from './layouts.ts';
import { monthOfBeds, parseBeds } from './read-beds.ts';
import { parsePeriods, yearOfPeriods } from './read-periods.ts';
import { expectedFiles, isBedsSlot } from './slots.ts';

const MONTHLY_MEAN = {
  unit: 'beds',
  across: 'mean',
  periodsExpected: 12,
  kind: 'stock',
  scale: 1,
  followsSuccession: true,
} as const;

const BEDS_CAVEAT =
  'Capacity, not activity. To February 2020 a snapshot of the last Thursday of the month, from 2020-21 the mean of daily returns: the two are not one series.';

const WHAT = [
  ['open', 'Adult critical care beds open, mean over the months reported'],
  ['occupied', 'Adult critical care beds occupied, mean over the months reported'],
] as const;

/** Beds open and in use, from the year's collection; the two count differently and are never one series. */
const bedRecipes: readonly MeasureRecipe[] = Object.entries(COLLECTIONS).flatMap(
  ([name, { title, measures }]) =>
    WHAT.map(([what, meaning]) => ({
      measure: `cc_beds_${what}_avg`,
      meaning: `${meaning}. Collection: ${title}`,
      caveat: BEDS_CAVEAT,
      parts: [measures[what]],
      years: yearsOf(BEDS_LAYOUTS.filter(({ collection }) => collection === name)),
      ...MONTHLY_MEAN,
    })),
);

const LAYOUTS = [...ACC_LAYOUTS, ...BEDS_LAYOUTS];

/** Adult critical care: periods of a year (HES), and beside them beds (two collections of NHS England). */
export const criticalCare: Dataset = {
  name: 'critical-care',
  title: 'Adult critical care periods (HES), and critical care beds',
  publisher: 'NHS England (NHS Digital until January 2023)',
  homepage:
    'https://digital.nhs.uk/data-and-information/publications/statistical/hospital-admitted-patient-care-activity',
  licence: 'OGL-3.0',
  layouts: LAYOUTS,
  years: yearsOf(LAYOUTS),
  yearless: false,
  spine: false,
  parserVersion: 3,
  hosts: HOSTS,
  maxBytes: 20_000_000,
  expectedFiles,
  due: [
    {
      slots: /^20\d\d-(?:0[1-9]|1[0-2])$/,
      monthsAfter: 1,
      day: { nth: 2, weekday: Weekday.thursday },
      graceDays: 35,
      known: 'Months of beds come in the month after: February 2023 in March, October 2025 in November.',
    },
    {
      monthsAfter: 6,
      day: { nth: 2, weekday: Weekday.thursday },
      graceDays: 120,
      known: 'The year comes with admitted patient care or after it; no day is known.',
    },
  ],
  discovery,
  headings: HEADINGS,
  recognise: (source) =>
    recogniseBy(source, {
      title: 'critical care',
      years: yearsOf(LAYOUTS),
      inWords: (slot) => (isBedsSlot(slot) ? monthInWords(slot) : slot),
      read: () => monthOfBeds(source.workbook()) ?? yearOfPeriods(source),
    }),
  parse: (source, context) =>
    isBedsSlot(context.slot) ? parseBeds(source, context) : parsePeriods(source, context),
  check: checkCriticalCare,
  measures: [
    {
      measure: PERIODS,
      meaning: 'Adult critical care periods (records) of the year, by provider (HES)',
      caveat:
        'Adults only. A period is neither a patient nor a bed. Small numbers are suppressed, by a rule that the file does not state, and the others rounded to five. In years whose file has tables of England only every trust is missing.',
      unit: 'periods',
      parts: [PERIODS],
      across: 'only',
      periodsExpected: 1,
      kind: 'flow',
      scale: 1,
      followsSuccession: true,
    },
    ...bedRecipes,
  ],
};
