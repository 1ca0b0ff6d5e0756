import type { Dataset } from '../contract/dataset.ts';
import { Weekday } from '../contract/due.ts';
import { yearsOf } from '../contract/layout.ts';
import { STATISTICS_HOST } from '../links/statistics-site.ts';
import { monthsOf } from '../../nhs/financial-year.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { checkAeMonthly } from './checks.ts';
import { discovery } from './discover.ts';
import { HEADINGS } from './headings.ts';
import { LAYOUTS } from './layouts.ts';
import { parseAeMonthly, recogniseAeMonthly } from './read.ts';

const MONTHLY_SUM = {
  unit: 'attendances',
  across: 'sum',
  periodsExpected: 12,
  kind: 'flow',
  scale: 1,
  followsSuccession: true,
} as const;

const BOOKED = 'Booked appointments are printed from August 2020 and are included.';
const FIELD_TEST =
  'Fourteen trusts that tested other standards reported none at type 1 from May 2019 to May 2023 (finding four-hour-field-test): their zeros are no waits that did not happen, and no percentage of them means anything.';

/** A&E attendances and emergency admissions of a month, by provider (MSitAE). */
export const aeMonthly: Dataset = {
  name: 'ae-monthly',
  title: 'A&E attendances and emergency admissions, monthly by provider',
  publisher: 'NHS England',
  homepage: 'https://www.england.nhs.uk/statistics/statistical-work-areas/ae-waiting-times-and-activity/',
  licence: 'OGL-3.0',
  layouts: LAYOUTS,
  years: yearsOf(LAYOUTS),
  yearless: false,
  spine: false,
  parserVersion: 3,
  hosts: [STATISTICS_HOST],
  maxBytes: 10_000_000,
  expectedFiles: (fy) =>
    monthsOf(fy).map((month) => ({ slot: month, period: month, label: monthInWords(month) })),
  due: [
    {
      monthsAfter: 1,
      day: { nth: 2, weekday: Weekday.thursday },
      graceDays: 7,
      known: 'The second Thursday of the following month since August 2017.',
    },
  ],
  discovery,
  headings: HEADINGS,
  recognise: recogniseAeMonthly,
  parse: parseAeMonthly,
  check: checkAeMonthly,
  measures: [
    {
      measure: 'ae_attendances',
      caveat: `${BOOKED} It depends on who runs the urgent treatment centre: one of a community trust, a practice or a company is not here, and the publisher's "footprint" sheet, which shares them out, is not used. Providers that share a department may report it for one another. To compare acute trusts take type 1.`,
      meaning: 'A&E attendances at departments of all types, booked appointments included',
      parts: ['attendances_type1', 'attendances_type2', 'attendances_other'],
      optionalParts: ['attendances_booked_type1', 'attendances_booked_type2', 'attendances_booked_other'],
      ...MONTHLY_SUM,
    },
    {
      measure: 'ae_type1_attendances',
      caveat: `${BOOKED} Major departments only: the better measure to compare acute trusts.`,
      meaning: 'A&E attendances at major (type 1) departments, booked appointments included',
      parts: ['attendances_type1'],
      optionalParts: ['attendances_booked_type1'],
      ...MONTHLY_SUM,
    },
    {
      measure: 'ae_over_4_hours',
      caveat: `${BOOKED} ${FIELD_TEST}`,
      meaning:
        'A&E attendances that lasted over four hours from arrival to admission, transfer or discharge, booked appointments included',
      parts: ['over4h_type1', 'over4h_type2', 'over4h_other'],
      optionalParts: ['over4h_booked_type1', 'over4h_booked_type2', 'over4h_booked_other'],
      ...MONTHLY_SUM,
    },
    {
      measure: 'ae_over_4_hours_type1',
      caveat: `${BOOKED} ${FIELD_TEST}`,
      meaning:
        'A&E attendances at major (type 1) departments that lasted over four hours from arrival to admission, transfer or discharge, booked appointments included',
      parts: ['over4h_type1'],
      optionalParts: ['over4h_booked_type1'],
      ...MONTHLY_SUM,
    },
  ],
};
