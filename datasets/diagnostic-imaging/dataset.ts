import type { Dataset } from '../contract/dataset.ts';
import { financialYears } from '../../nhs/financial-year.ts';
import { checkDiagnosticImaging } from './checks.ts';
import { discovery, HOST } from './discover.ts';
import { MEASURES, MONTHS_ONLY } from './layouts.ts';
import { parseDiagnosticImaging } from './parse.ts';
import { recogniseDiagnosticImaging } from './recognise.ts';

const YEARS = financialYears('2017-18..2024-25');

const IMAGING_TESTS = {
  measure: 'imaging_tests',
  unit: 'tests',
  parts: MEASURES,
  scale: 1,
  followsSuccession: true,
  caveat:
    'Tests on NHS-funded patients; not comparable with the waiting-times return DM01. A month that a trust did not send is left out without a word in the published figure: see its findings.',
} as const;

/** Imaging tests on NHS-funded patients, by provider, modality and month: Table 1 of the Diagnostic Imaging Dataset (DID). */
export const diagnosticImaging: Dataset = {
  name: 'diagnostic-imaging',
  title: 'Diagnostic Imaging Dataset, Table 1: tests by modality and provider',
  publisher: 'NHS England',
  homepage: 'https://www.england.nhs.uk/statistics/statistical-work-areas/diagnostic-imaging-dataset/',
  licence: 'OGL-3.0',
  years: YEARS,
  yearless: false,
  spine: false,
  parserVersion: 2,
  hosts: [HOST],
  maxBytes: 5_000_000,
  expectedFiles: (fy) => [{ slot: fy, period: fy, label: 'Table 1, imaging tests by modality and provider' }],
  discovery,
  recognise: (source) => recogniseDiagnosticImaging(source, YEARS),
  parse: parseDiagnosticImaging,
  check: checkDiagnosticImaging,
  measures: [
    {
      ...IMAGING_TESTS,
      meaning:
        'Imaging tests of nine modalities, sum of the twelve months, each rounded to five by the publisher',
      across: 'sum',
      periodsExpected: 12,
      years: MONTHS_ONLY,
    },
    {
      ...IMAGING_TESTS,
      meaning:
        "Imaging tests of nine modalities, the table's own Year or Year to date column; partial when a month is missing",
      across: 'only',
      periodsExpected: 1,
      years: YEARS.filter((fy) => !MONTHS_ONLY.includes(fy)),
      monthsBeside: true,
    },
  ],
};
