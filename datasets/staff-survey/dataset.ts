import type { Dataset } from '../contract/dataset.ts';
import { Weekday } from '../contract/due.ts';
import { yearsOf } from '../contract/layout.ts';
import { checkStaffSurvey } from './checks.ts';
import { discovery, HOST, LANDING, LANDING_HOST } from './discover.ts';
import { HEADINGS } from './headings.ts';
import { expectedFiles } from './editions.ts';
import { LAYOUTS } from './layouts.ts';
import { parseStaffSurvey, recogniseStaffSurvey } from './read.ts';

/** Scores and rates are the organisation's own of that autumn: a successor does not inherit them. */
const ONE_SURVEY = {
  across: 'only',
  periodsExpected: 1,
  kind: 'rate',
  scale: 1,
  weightedBy: 'responses',
  followsSuccession: false,
} as const;

/** NHS Staff Survey: what staff say once a year, in autumn, by organisation. */
export const staffSurvey: Dataset = {
  name: 'staff-survey',
  title: 'NHS Staff Survey in England, results by organisation',
  publisher: 'NHS England, Survey Coordination Centre',
  homepage: LANDING,
  licence: 'OGL-3.0',
  layouts: LAYOUTS,
  years: yearsOf(LAYOUTS),
  yearless: false,
  spine: false,
  parserVersion: 3,
  hosts: [HOST, LANDING_HOST],
  maxBytes: 60_000_000,
  expectedFiles,
  due: [
    {
      monthsAfter: -1,
      day: { nth: 2, weekday: Weekday.tuesday },
      graceDays: 45,
      known:
        '18 February 2020, 11 March 2021, March 2022, March 2023, 7 March 2024, 13 March 2025, March 2026.',
    },
  ],
  discovery,
  headings: HEADINGS,
  recognise: recogniseStaffSurvey,
  parse: parseStaffSurvey,
  check: checkStaffSurvey,
  measures: [
    {
      measure: 'staff_engagement',
      caveat:
        'A score of 0 to 10, weighted to the occupations of its edition: say which edition, as editions differ by up to 0.05. A change smaller than 0.1 is no change. Scores never move to a successor.',
      meaning:
        'Staff engagement, theme score 0 to 10, weighted to the mix of occupations, of the survey in the autumn of the year',
      unit: 'score',
      parts: ['theme_engagement'],
      ...ONE_SURVEY,
    },
    {
      measure: 'staff_survey_response_rate',
      caveat:
        'From 0 to 1: 0.48 is 48 per cent of the staff asked. A trust may ask all its staff or a sample of them; the file of 2019 says which (sample_type). Rates never move to a successor.',
      meaning: 'Share of the staff asked who filled in the survey in the autumn of the year, 0 to 1',
      unit: 'rate',
      parts: ['response_rate'],
      ...ONE_SURVEY,
      harmonic: true,
    },
  ],
};
