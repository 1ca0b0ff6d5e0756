import type { Dataset } from '../contract/dataset.ts';
import { yearsOf } from '../contract/layout.ts';
import { DIGITAL_HOSTS } from '../links/digital-release.ts';
import { checkAdmittedPatientCare } from './checks.ts';
import { discovery } from './discover.ts';
import { LAYOUTS } from './layouts.ts';
import { parseAdmittedPatientCare, recogniseAdmittedPatientCare } from './read.ts';

const ANNUAL_COUNT = {
  unit: 'episodes',
  across: 'only',
  periodsExpected: 1,
  kind: 'flow',
  scale: 1,
  followsSuccession: true,
} as const;

/** Hospital admitted patient care, HES APC: admissions and consultant episodes of a year, by provider. */
export const admittedPatientCare: Dataset = {
  name: 'admitted-patient-care',
  title: 'Hospital admitted patient care activity, by provider (HES APC)',
  publisher: 'NHS England (NHS Digital until 2022)',
  homepage:
    'https://digital.nhs.uk/data-and-information/publications/statistical/hospital-admitted-patient-care-activity',
  licence: 'OGL-3.0',
  layouts: LAYOUTS,
  years: yearsOf(LAYOUTS),
  yearless: false,
  spine: false,
  parserVersion: 3,
  hosts: DIGITAL_HOSTS,
  maxBytes: 60_000_000,
  expectedFiles: (fy) => [{ slot: fy, period: fy, label: `admitted patient care by provider, ${fy}` }],
  discovery,
  recognise: recogniseAdmittedPatientCare,
  parse: parseAdmittedPatientCare,
  check: checkAdmittedPatientCare,
  measures: [
    {
      measure: 'admissions',
      caveat:
        "Counts of 1 to 7 are suppressed and others rounded to five. Rows with the suffix -X are the trust's own and are counted.",
      meaning: 'Finished admission episodes (FAE): admissions of all methods, day cases among them',
      parts: ['admissions'],
      ...ANNUAL_COUNT,
    },
    {
      measure: 'emergency_admissions',
      caveat: 'Counts of 1 to 7 are suppressed and others rounded to five.',
      meaning: 'Finished admission episodes of which the method of admission is emergency',
      parts: ['emergency_admissions'],
      ...ANNUAL_COUNT,
    },
    {
      measure: 'fce',
      caveat: 'Episodes, not admissions: one admission may have several. Rounded to five.',
      meaning:
        'Finished consultant episodes (FCE): periods of care under one consultant; a stay can have several',
      parts: ['fce'],
      ...ANNUAL_COUNT,
    },
  ],
};
