import type { Dataset, ParseContext } from '../contract/dataset.ts';
import { yearsOf } from '../contract/layout.ts';
import type { ParsedFile } from '../contract/parsed-file.ts';
import { DIGITAL_HOSTS } from '../links/digital-release.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { readProviderFile, recogniseProviderFile } from '../tables/provider-level/provider-file.ts';
import { checkOutpatients } from './checks.ts';
import { discovery } from './discover.ts';
import { findingsAbout } from './findings.ts';
import { GENDERS, LAYOUTS, REQUIRED_OUTCOMES, RULES, YEARS_OF_GENDERS, YEARS_OF_TOTALS } from './layouts.ts';

const ANNUAL_COUNT = {
  unit: 'attendances',
  across: 'only',
  periodsExpected: 1,
  kind: 'flow',
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
  layouts: LAYOUTS,
  years: yearsOf(LAYOUTS),
  yearless: false,
  spine: false,
  parserVersion: 3,
  hosts: DIGITAL_HOSTS,
  maxBytes: 60_000_000,
  expectedFiles: (fy) => [{ slot: fy, period: fy, label: `provider level analysis of ${fy}` }],
  discovery,
  recognise: (source) => recogniseProviderFile(source, RULES),
  parse: parseOutpatients,
  check: checkOutpatients,
  measures: [
    {
      measure: 'op_attendances',
      caveat: OP_CAVEAT,
      meaning: `${ATTENDED}, total over the genders as printed`,
      parts: ['attended_total'],
      years: YEARS_OF_TOTALS,
      ...ANNUAL_COUNT,
    },
    {
      measure: 'op_attendances',
      caveat: OP_CAVEAT,
      meaning: `${ATTENDED}, genders added; a lower bound where one is suppressed`,
      parts: GENDERS.map((gender) => `attended_${gender}`),
      years: YEARS_OF_GENDERS,
      ...ANNUAL_COUNT,
    },
    {
      measure: 'op_appointments',
      caveat: OP_CAVEAT,
      meaning: `${BOOKED}, totals over the genders as printed`,
      parts: REQUIRED_OUTCOMES.map((stem) => `${stem}_total`),
      optionalParts: ['outcome_unknown_total'],
      years: YEARS_OF_TOTALS,
      ...ANNUAL_COUNT,
    },
    {
      measure: 'op_appointments',
      caveat: OP_CAVEAT,
      meaning: `${BOOKED}, genders added; a lower bound where one is suppressed`,
      parts: REQUIRED_OUTCOMES.flatMap((stem) => GENDERS.map((gender) => `${stem}_${gender}`)),
      optionalParts: GENDERS.map((gender) => `outcome_unknown_${gender}`),
      years: YEARS_OF_GENDERS,
      ...ANNUAL_COUNT,
    },
  ],
};

/**
 * Measures `attended_`, `dna_`, `patient_cancelled_`, `hospital_cancelled_` and `outcome_unknown_` times `male`,
 * `female`, `gender_unknown` (and in workbooks `total`): appointments of the year; and attendances by type.
 */
async function parseOutpatients(source: SourceBytes, { fy }: ParseContext): Promise<ParsedFile> {
  const file = await readProviderFile(source, fy, RULES);
  return { ...file, findings: [...file.findings, ...findingsAbout(file.observations, fy)] };
}
