import type { Dataset } from '../contract/dataset.ts';
import { yearsOf } from '../contract/layout.ts';
import { STATISTICS_HOST } from '../links/statistics-site.ts';
import type { MeasureRecipe } from '../contract/recipe.ts';
import { checkDiagnosticImaging } from './checks.ts';
import { discovery } from './discover.ts';
import { HEADINGS } from './headings.ts';
import { CT_AND_MRI, LAYOUTS, MEASURES } from './layouts.ts';
import { parseDiagnosticImaging, recogniseDiagnosticImaging } from './read.ts';

/** The publication withholds counts of fewer than three (dossier, section 3). */
const TESTS = { unit: 'tests', kind: 'flow', scale: 1, followsSuccession: true, suppressedUpTo: 2 } as const;

const MONTHS_LEFT_OUT =
  'Tests on NHS-funded patients, counted where they were done, for practices too; not comparable with the waiting-times return DM01. A month that a trust did not send is left out without a word in the published figure: see its findings.';

/** One measure from the months of 2017-18, which prints no year, and from the column of the year after. */
function bothWays(
  measure: Pick<MeasureRecipe, 'measure' | 'meaning' | 'caveat' | 'parts'>,
): readonly MeasureRecipe[] {
  return [
    {
      ...TESTS,
      ...measure,
      meaning: `${measure.meaning}, sum of the twelve months, each rounded to five by the publisher`,
      across: 'sum',
      periodsExpected: 12,
      years: yearsOf(LAYOUTS.filter(({ rows }) => rows === 'month')),
    },
    {
      ...TESTS,
      ...measure,
      meaning: `${measure.meaning}, the table's own Year or Year to date column; partial when a month is missing`,
      across: 'only',
      periodsExpected: 1,
      years: yearsOf(LAYOUTS.filter(({ rows }) => rows === 'modality')),
      monthsBeside: true,
    },
  ];
}

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
  parserVersion: 4,
  hosts: [STATISTICS_HOST],
  maxBytes: 5_000_000,
  expectedFiles: (fy) => [{ slot: fy, period: fy, label: 'Table 1, imaging tests by modality and provider' }],
  due: [
    {
      monthsAfter: 7,
      graceDays: 85,
      known:
        'The final tables came in November 2018, December 2019, October 2020, November 2021, on 15 December 2022, 21 November 2024 and 27 November 2025.',
    },
  ],
  discovery,
  headings: HEADINGS,
  recognise: recogniseDiagnosticImaging,
  parse: parseDiagnosticImaging,
  check: checkDiagnosticImaging,
  measures: [
    ...bothWays({
      measure: 'imaging_tests',
      meaning: 'Imaging tests of nine modalities',
      caveat: `${MONTHS_LEFT_OUT} Most of them are plain X-rays: take ct_mri_tests beside it.`,
      parts: MEASURES,
    }),
    ...bothWays({
      measure: 'ct_mri_tests',
      meaning: 'Imaging tests by CT and MRI',
      caveat: `${MONTHS_LEFT_OUT} A trust that sent one of the two only has the tests of that one.`,
      parts: CT_AND_MRI,
    }),
  ],
};
