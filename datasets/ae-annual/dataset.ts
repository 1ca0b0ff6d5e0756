import type { Dataset } from '../contract/dataset.ts';
import { financialYears } from '../../nhs/financial-year.ts';
import { DIGITAL_HOSTS } from '../links/digital-release.ts';
import { checkAeAnnual } from './checks.ts';
import { discovery } from './discover.ts';
import { COLLECTIONS } from './layouts.ts';
import { parseAeAnnual } from './parse.ts';
import { recogniseAeAnnual } from './recognise.ts';

const YEARS = financialYears('2017-18..2025-26');

/** A&E attendances of a year, by provider: HES A&E to 2019-20, ECDS from 2020-21. */
export const aeAnnual: Dataset = {
  name: 'ae-annual',
  title: 'Hospital Accident & Emergency Activity, provider level analysis',
  publisher: 'NHS England (to January 2023 NHS Digital)',
  homepage:
    'https://digital.nhs.uk/data-and-information/publications/statistical/hospital-accident--emergency-activity',
  licence: 'OGL-3.0',
  years: YEARS,
  yearless: false,
  spine: false,
  parserVersion: 2,
  hosts: DIGITAL_HOSTS,
  maxBytes: 120_000_000,
  expectedFiles: (fy) => [{ slot: fy, period: fy, label: `provider level analysis of ${fy}` }],
  discovery,
  recognise: (source) => recogniseAeAnnual(source, YEARS),
  parse: parseAeAnnual,
  check: checkAeAnnual,
  measures: COLLECTIONS.map(({ name, measure, from = '', until = '9999' }) => ({
    measure: 'ae_attendances_annual',
    meaning: `A&E attendances of the year in the annual publication, counted from ${name}`,
    caveat:
      'HES A&E to 2019-20 and ECDS after are different collections: do not read the step as a change in activity. Unplanned attendances only in ECDS; for a series over all years take ae_attendances.',
    unit: 'attendances',
    parts: [measure],
    across: 'only',
    periodsExpected: 1,
    scale: 1,
    years: YEARS.filter((fy) => from <= fy && fy <= until),
    followsSuccession: true,
  })),
};
