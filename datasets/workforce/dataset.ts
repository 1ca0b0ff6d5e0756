import type { Dataset } from '../contract/dataset.ts';
import { DIGITAL_HOSTS } from '../links/digital-release.ts';
import { checkWorkforce } from './checks.ts';
import { expectedFiles, YEARS } from './collections.ts';
import { discovery } from './discover.ts';
import { parseWorkforce } from './parse.ts';
import { FTE_TOTAL } from './parse-fte.ts';
import { recogniseWorkforce } from './recognise.ts';

/** Staff in full-time equivalents (NHS Workforce Statistics), a second source beside the accounts; and sickness absence. */
export const workforce: Dataset = {
  name: 'workforce',
  title: 'NHS Workforce Statistics (FTE), and NHS Sickness Absence Rates',
  publisher: 'NHS England (NHS Digital until January 2023)',
  homepage: 'https://digital.nhs.uk/data-and-information/publications/statistical/nhs-workforce-statistics',
  licence: 'OGL-3.0',
  years: YEARS,
  yearless: false,
  onRequest: true,
  spine: false,
  parserVersion: 2,
  hosts: DIGITAL_HOSTS,
  maxBytes: 40_000_000,
  expectedFiles,
  discovery,
  recognise: (source) => recogniseWorkforce(source, YEARS),
  parse: parseWorkforce,
  check: checkWorkforce,
  measures: [
    {
      measure: 'staff_fte',
      meaning: 'Staff in full-time equivalents, mean of the month-ends reported (NHS Workforce Statistics)',
      caveat:
        'From the electronic staff record, without agency and bank-only staff, so below staff_wte of the accounts. The two are never mixed.',
      unit: 'WTE',
      parts: [FTE_TOTAL],
      across: 'mean',
      periodsExpected: 12,
      scale: 1,
      followsSuccession: true,
    },
  ],
};
