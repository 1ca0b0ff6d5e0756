import type { Dataset } from '../contract/dataset.ts';
import { parseYears, quartersOf } from '../../nhs/financial-year.ts';
import { checkBeds } from './checks.ts';
import { discovery, HOST } from './discover.ts';
import { parseBeds } from './parse.ts';
import { quarterInWords } from './quarter.ts';
import { recogniseBeds } from './recognise.ts';

const YEARS = parseYears('2017-18..2025-26');

/** Beds open overnight, KH03: how many an organisation had, and how many were occupied, on the average day of a quarter. */
export const beds: Dataset = {
  name: 'beds',
  title: 'Bed availability and occupancy, beds open overnight (KH03)',
  publisher: 'NHS England',
  homepage:
    'https://www.england.nhs.uk/statistics/statistical-work-areas/bed-availability-and-occupancy/bed-data-overnight/',
  licence: 'OGL-3.0',
  years: YEARS,
  yearless: false,
  spine: false,
  parserVersion: 2,
  hosts: [HOST],
  maxBytes: 5_000_000,
  expectedFiles: (fy) => quartersOf(fy).map((slot) => ({ slot, period: slot, label: quarterInWords(slot) })),
  discovery,
  recognise: (source) => recogniseBeds(source, YEARS),
  parse: parseBeds,
  check: checkBeds,
  measures: [
    {
      measure: 'beds',
      caveat:
        'A mean over the quarters reported; a quarter of zero may be a missing return (finding zero-return).',
      meaning: 'Beds open overnight in all sectors, average day, mean over the quarters reported',
      unit: 'beds',
      parts: ['available_total'],
      across: 'mean',
      periodsExpected: 4,
      scale: 1,
      followsSuccession: true,
    },
    {
      measure: 'beds_occupied',
      caveat: 'A mean over the quarters reported.',
      meaning: 'Occupied beds open overnight in all sectors, average day, mean over the quarters reported',
      unit: 'beds',
      parts: ['occupied_total'],
      across: 'mean',
      periodsExpected: 4,
      scale: 1,
      followsSuccession: true,
    },
  ],
};
