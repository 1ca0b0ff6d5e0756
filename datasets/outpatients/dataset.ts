import type { Dataset, ParseContext } from '../contract/dataset.ts';
import { Weekday } from '../contract/due.ts';
import { yearsOf } from '../contract/layout.ts';
import type { ParsedFile } from '../contract/parsed-file.ts';
import type { MeasureRecipe } from '../contract/recipe.ts';
import { DIGITAL_HOSTS } from '../links/digital-release.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { withNilDashes, type RowSum } from '../tables/provider-level/nil-dashes.ts';
import { readProviderFile, recogniseProviderFile } from '../tables/provider-level/provider-file.ts';
import { checkOutpatients } from './checks.ts';
import { discovery } from './discover.ts';
import { providerHeadings } from '../tables/provider-level/headings.ts';
import { findingsAbout } from './findings.ts';
import {
  ATTENDANCE_TYPES,
  GENDERS,
  LAYOUTS,
  OUTCOMES,
  REQUIRED_OUTCOMES,
  RULES,
  YEARS_OF_GENDERS,
  YEARS_OF_TOTALS,
} from './layouts.ts';

/** The publication withholds counts from 1 to 7 (dossier, section 3). */
const ANNUAL_COUNT = {
  unit: 'appointments',
  across: 'only',
  periodsExpected: 1,
  kind: 'flow',
  scale: 1,
  followsSuccession: true,
  suppressedUpTo: 7,
} as const;

const SMALL_NUMBERS =
  'Counts of 1 to 7 are suppressed and others rounded to five; from 2022-23 the genders are added, so that a suppressed one makes the figure a lower bound.';
const RECORDING = 'Telephone and video are in it, and trusts differ in what they record as outpatients.';
const ATTENDED = 'Outpatient appointments that were attended';
const NOT_ATTENDED = 'Outpatient appointments that the patient did not attend';
const BOOKED =
  'All outpatient appointments: attended, not attended, cancelled by patient or hospital, and of unknown outcome';

/** One measure from the totals that workbooks print, and from the genders, which the CSV prints alone. */
function bothWays(
  measure: Pick<MeasureRecipe, 'measure' | 'meaning' | 'caveat'> & Partial<MeasureRecipe>,
  stems: readonly string[],
  optionalStems: readonly string[] = [],
): readonly MeasureRecipe[] {
  const byGender = (of: readonly string[]): readonly string[] =>
    of.flatMap((stem) => GENDERS.map((gender) => `${stem}_${gender}`));
  const total = (of: readonly string[]): readonly string[] => of.map((stem) => `${stem}_total`);
  return [
    {
      ...ANNUAL_COUNT,
      ...measure,
      meaning: `${measure.meaning}, ${stems.length === 1 ? 'total' : 'totals'} over the genders as printed`,
      parts: total(stems),
      ...(optionalStems.length > 0 && { optionalParts: total(optionalStems) }),
      years: YEARS_OF_TOTALS,
    },
    {
      ...ANNUAL_COUNT,
      ...measure,
      meaning: `${measure.meaning}, genders added; a lower bound where one is suppressed`,
      parts: byGender(stems),
      ...(optionalStems.length > 0 && { optionalParts: byGender(optionalStems) }),
      years: YEARS_OF_GENDERS,
    },
  ];
}

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
  parserVersion: 4,
  hosts: DIGITAL_HOSTS,
  maxBytes: 60_000_000,
  expectedFiles: (fy) => [{ slot: fy, period: fy, label: `provider level analysis of ${fy}` }],
  due: [
    {
      monthsAfter: 6,
      day: { nth: 2, weekday: Weekday.thursday },
      graceDays: 56,
      known: 'September or October; 2024-25 on 25 September 2025.',
    },
  ],
  discovery,
  headings: providerHeadings(RULES),
  recognise: (source) => recogniseProviderFile(source, RULES),
  parse: parseOutpatients,
  check: checkOutpatients,
  measures: [
    ...bothWays(
      {
        measure: 'op_attendances',
        meaning: ATTENDED,
        unit: 'attendances',
        caveat: `Attendances and appointments differ by about a third. ${RECORDING} ${SMALL_NUMBERS}`,
      },
      ['attended'],
    ),
    ...bothWays(
      {
        measure: 'op_appointments',
        meaning: BOOKED,
        caveat: `Attendances and appointments differ by about a third: those not attended and those cancelled are counted here. ${SMALL_NUMBERS}`,
      },
      REQUIRED_OUTCOMES,
      ['outcome_unknown'],
    ),
    ...bothWays(
      {
        measure: 'op_dna',
        meaning: NOT_ATTENDED,
        caveat: `Without appointments that were cancelled in time. A rate of them is of those attended and not attended, not of all appointments. ${SMALL_NUMBERS}`,
      },
      ['dna'],
    ),
    ...bothWays(
      {
        measure: 'op_attended_or_dna',
        meaning: 'Outpatient appointments that were attended or that the patient did not attend',
        caveat: `What is divided by when the share not attended is worked out: cancelled appointments are not in it. ${SMALL_NUMBERS}`,
      },
      ['attended', 'dna'],
    ),
  ],
};

/** Totals are the sums of their genders, and the types of attendances add up to the same as the genders. */
const SUMS: readonly RowSum[] = [
  ...OUTCOMES.map(([, stem]) => ({
    whole: [`${stem}_total`],
    parts: GENDERS.map((gender) => `${stem}_${gender}`),
  })),
  { whole: [...ATTENDANCE_TYPES.values()], parts: GENDERS.map((gender) => `attended_${gender}`) },
];

/**
 * Measures `attended_`, `dna_`, `patient_cancelled_`, `hospital_cancelled_` and `outcome_unknown_` times `male`,
 * `female`, `gender_unknown` (and in workbooks `total`): appointments of the year; and attendances by type.
 */
async function parseOutpatients(source: SourceBytes, context: ParseContext): Promise<ParsedFile> {
  const { fy } = context;
  const file = withNilDashes(await readProviderFile(source, fy, RULES, context), SUMS);
  return { ...file, findings: [...file.findings, ...findingsAbout(file.observations, fy)] };
}
