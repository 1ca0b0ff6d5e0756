import { quartersOf } from '../../nhs/financial-year.ts';
import type { Dataset } from '../contract/dataset.ts';
import { yearsOf } from '../contract/layout.ts';
import { STATISTICS_HOST } from '../links/statistics-site.ts';
import { checkBeds } from './checks.ts';
import { discovery } from './discover.ts';
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
  parserVersion: 3,
  hosts: [STATISTICS_HOST],
  maxBytes: 5_000_000,
  expectedFiles: (fy) => quartersOf(fy).map((slot) => ({ slot, period: slot, label: quarterInWords(slot) })),
  discovery,
  recognise: recogniseBeds,
  parse: parseBeds,
  check: checkBeds,
  measures: [
    {
      measure: 'beds',
      caveat:
        'A mean over the quarters reported; a quarter of zero may be a missing return (finding zero-return).',
      meaning: 'Beds open overnight in all sectors, average day, mean over the quarters reported',
      parts: ['available_total'],
      ...QUARTERLY_MEAN,
    },
    {
      measure: 'beds_occupied',
      caveat: 'A mean over the quarters reported.',
      meaning: 'Occupied beds open overnight in all sectors, average day, mean over the quarters reported',
      parts: ['occupied_total'],
      ...QUARTERLY_MEAN,
    },
  ],
};
