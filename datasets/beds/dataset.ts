import { quartersOf } from '../../nhs/financial-year.ts';
import type { Dataset } from '../contract/dataset.ts';
import { Weekday } from '../contract/due.ts';
import { yearsOf } from '../contract/layout.ts';
import { STATISTICS_HOST } from '../links/statistics-site.ts';
import { checkBeds } from './checks.ts';
import { discovery } from './discover.ts';
import { HEADINGS } from './headings.ts';
import { LAYOUTS } from './layouts.ts';
import { quarterInWords } from './quarter.ts';
import { parseBeds, recogniseBeds } from './read.ts';

const QUARTERLY_MEAN = {
  unit: 'beds',
  across: 'mean',
  periodsExpected: 4,
  kind: 'stock',
  scale: 1,
  followsSuccession: true,
} as const;

const NOT_IN_IT =
  'Overnight beds only: without day-only beds, residential beds, cots for well babies and beds paid for elsewhere. A mean over the quarters reported: ' +
  'where a quarter is missing it is an estimate of a year with seasons, no bound.';
const SAME_QUARTERS =
  'Counted at midnight. Divide it by beds of the same quarters only; the publisher asks not to compare the occupancy of 2020-21 with other years.';
const ZERO_RETURN = 'A quarter of zero may be a missing return (finding zero-return).';
const SECTORS =
  'The four sectors of the return are general and acute, learning disabilities, maternity and mental illness.';

/** Beds open overnight, KH03: how many an organisation had, and how many were occupied, on the average day of a quarter. */
export const beds: Dataset = {
  name: 'beds',
  title: 'Bed availability and occupancy, beds open overnight (KH03)',
  publisher: 'NHS England',
  homepage:
    'https://www.england.nhs.uk/statistics/statistical-work-areas/bed-availability-and-occupancy/bed-data-overnight/',
  licence: 'OGL-3.0',
  layouts: LAYOUTS,
  years: yearsOf(LAYOUTS),
  yearless: false,
  spine: false,
  parserVersion: 4,
  hosts: [STATISTICS_HOST],
  maxBytes: 5_000_000,
  expectedFiles: (fy) => quartersOf(fy).map((slot) => ({ slot, period: slot, label: quarterInWords(slot) })),
  due: [
    {
      monthsAfter: 2,
      day: { nth: 3, weekday: Weekday.thursday },
      graceDays: 21,
      known: 'August, November, February and May. Q4 came on 23 May 2019, 21 May 2020 and 20 May 2021.',
    },
  ],
  discovery,
  headings: HEADINGS,
  recognise: recogniseBeds,
  parse: parseBeds,
  check: checkBeds,
  measures: [
    {
      measure: 'beds',
      caveat: `${NOT_IN_IT} ${ZERO_RETURN} Beds of all sectors: for acute trusts the field quotes general and acute ones (beds_ga).`,
      meaning: 'Beds open overnight in all sectors, average day, mean over the quarters reported',
      parts: ['available_total'],
      ...QUARTERLY_MEAN,
    },
    {
      measure: 'beds_occupied',
      caveat: `${NOT_IN_IT} ${SAME_QUARTERS} ${ZERO_RETURN}`,
      meaning: 'Occupied beds open overnight in all sectors, average day, mean over the quarters reported',
      parts: ['occupied_total'],
      ...QUARTERLY_MEAN,
    },
    {
      measure: 'beds_ga',
      caveat: `${NOT_IN_IT} ${ZERO_RETURN} ${SECTORS} Do not add critical care beds of other collections: whether they are in it, the tables do not say.`,
      meaning: 'General and acute beds open overnight, average day, mean over the quarters reported',
      parts: ['available_ga'],
      ...QUARTERLY_MEAN,
    },
    {
      measure: 'beds_ga_occupied',
      caveat: `${NOT_IN_IT} ${SAME_QUARTERS} ${ZERO_RETURN}`,
      meaning: 'Occupied general and acute beds open overnight, average day, mean over the quarters reported',
      parts: ['occupied_ga'],
      ...QUARTERLY_MEAN,
    },
    {
      measure: 'beds_mental_illness',
      caveat: `${NOT_IN_IT} ${ZERO_RETURN} ${SECTORS}`,
      meaning: 'Mental illness beds open overnight, average day, mean over the quarters reported',
      parts: ['available_mi'],
      ...QUARTERLY_MEAN,
    },
    {
      measure: 'beds_maternity',
      caveat: `${NOT_IN_IT} ${ZERO_RETURN} ${SECTORS}`,
      meaning: 'Maternity beds open overnight, average day, mean over the quarters reported',
      parts: ['available_maternity'],
      ...QUARTERLY_MEAN,
    },
  ],
};
