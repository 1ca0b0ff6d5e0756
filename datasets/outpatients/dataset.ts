import type { Dataset } from '../contract/dataset.ts';
import { financialYears } from '../../nhs/financial-year.ts';
import { DIGITAL_HOSTS } from '../links/digital-release.ts';
import { checkOutpatients } from './checks.ts';
import { discovery } from './discover.ts';
import { CSV_GENDERS, ERAS, REQUIRED_OUTCOMES } from './layouts.ts';
import { parseOutpatients } from './parse.ts';
import { recogniseOutpatients } from './recognise.ts';

const YEARS = financialYears('2017-18..2025-26');

const ANNUAL_COUNT = {
  unit: 'attendances',
  across: 'only',
  periodsExpected: 1,
  scale: 1,
  followsSuccession: true,
} as const;

const OP_CAVEAT =
  'Attendances and appointments differ by about a third. Small numbers are suppressed and others rounded to five; from 2022-23 the genders are added, so a suppressed one makes the figure a lower bound.';
const ATTENDED = 'Outpatient appointments that were attended';
const BOOKED =
  'All outpatient appointments: attended, not attended, cancelled by patient or hospital, and of unknown outcome';

/** Outpatient appointments of a year, by provider and by what became of them (HES). */
export const outpatients: Dataset = {
  name: 'outpatients',
  title: 'Hospital Outpatient Activity, provider level analysis',
  publisher: 'NHS England (to January 2023 NHS Digital)',
  homepage:
    'https://digital.nhs.uk/data-and-information/publications/statistical/hospital-outpatient-activity',
  licence: 'OGL-3.0',
  years: YEARS,
  yearless: false,
  spine: false,
  parserVersion: 2,
  hosts: DIGITAL_HOSTS,
  maxBytes: 60_000_000,
  expectedFiles: (fy) => [{ slot: fy, period: fy, label: `provider level analysis of ${fy}` }],
  discovery,
  recognise: (source) => recogniseOutpatients(source, YEARS),
  parse: parseOutpatients,
  check: checkOutpatients,
  measures: [
    {
      measure: 'op_attendances',
      caveat: OP_CAVEAT,
      meaning: `${ATTENDED}, total over the genders as printed`,
      parts: ['attended_total'],
      years: financialYears(ERAS.workbook),
      ...ANNUAL_COUNT,
    },
    {
      measure: 'op_attendances',
      caveat: OP_CAVEAT,
      meaning: `${ATTENDED}, genders added; a lower bound where one is suppressed`,
      parts: CSV_GENDERS.map((gender) => `attended_${gender}`),
      years: financialYears(ERAS.csv),
      ...ANNUAL_COUNT,
    },
    {
      measure: 'op_appointments',
      caveat: OP_CAVEAT,
      meaning: `${BOOKED}, totals over the genders as printed`,
      parts: REQUIRED_OUTCOMES.map((stem) => `${stem}_total`),
      optionalParts: ['outcome_unknown_total'],
      years: financialYears(ERAS.workbook),
      ...ANNUAL_COUNT,
    },
    {
      measure: 'op_appointments',
      caveat: OP_CAVEAT,
      meaning: `${BOOKED}, genders added; a lower bound where one is suppressed`,
      parts: REQUIRED_OUTCOMES.flatMap((stem) => CSV_GENDERS.map((gender) => `${stem}_${gender}`)),
      optionalParts: CSV_GENDERS.map((gender) => `outcome_unknown_${gender}`),
      years: financialYears(ERAS.csv),
      ...ANNUAL_COUNT,
    },
  ],
};
