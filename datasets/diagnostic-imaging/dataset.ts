import type { Dataset } from '../contract/dataset.ts';
import { yearsOf } from '../contract/layout.ts';
import { STATISTICS_HOST } from '../links/statistics-site.ts';
import { checkDiagnosticImaging } from './checks.ts';
import { discovery } from './discover.ts';
import { LAYOUTS, MEASURES } from './layouts.ts';
import { parseDiagnosticImaging, recogniseDiagnosticImaging } from './read.ts';

const IMAGING_TESTS = {
  measure: 'imaging_tests',
  unit: 'tests',
  parts: MEASURES,
  kind: 'flow',
  scale: 1,
  followsSuccession: true,
  caveat:
    'Tests on NHS-funded patients; not comparable with the waiting-times return DM01. A month that a trust did not send is left out without a word in the published figure: see its findings.',
} as const;

/**
 * Imaging tests on NHS-funded patients, by provider, modality and month: Table 1 of the Diagnostic Imaging
 * Dataset (DID).
 */
export const diagnosticImaging: Dataset = {
  name: 'diagnostic-imaging',
  title: 'Diagnostic Imaging Dataset, Table 1: tests by modality and provider',
  publisher: 'NHS England',
  homepage: 'https://www.england.nhs.uk/statistics/statistical-work-areas/diagnostic-imaging-dataset/',
  licence: 'OGL-3.0',
  layouts: LAYOUTS,
  years: yearsOf(LAYOUTS),
  yearless: false,
  spine: false,
  parserVersion: 3,
  hosts: [STATISTICS_HOST],
  maxBytes: 5_000_000,
  expectedFiles: (fy) => [{ slot: fy, period: fy, label: 'Table 1, imaging tests by modality and provider' }],
  discovery,
  recognise: recogniseDiagnosticImaging,
  parse: parseDiagnosticImaging,
  check: checkDiagnosticImaging,
  measures: [
    {
      ...IMAGING_TESTS,
      meaning:
        'Imaging tests of nine modalities, sum of the twelve months, each rounded to five by the publisher',
      across: 'sum',
      periodsExpected: 12,
      years: yearsOf(LAYOUTS.filter(({ rows }) => rows === 'month')),
    },
    {
      ...IMAGING_TESTS,
      meaning:
        "Imaging tests of nine modalities, the table's own Year or Year to date column; partial when a month is missing",
      across: 'only',
      periodsExpected: 1,
      years: yearsOf(LAYOUTS.filter(({ rows }) => rows === 'modality')),
      monthsBeside: true,
    },
  ],
};
