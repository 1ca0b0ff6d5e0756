import type { Dataset } from '../contract/dataset.ts';
import { Weekday } from '../contract/due.ts';
import { yearsOf } from '../contract/layout.ts';
import { DIGITAL_HOSTS } from '../links/digital-release.ts';
import { checkAdmittedPatientCare } from './checks.ts';
import { discovery } from './discover.ts';
import { HEADINGS } from './headings.ts';
import { LAYOUTS } from './layouts.ts';
import { parseAdmittedPatientCare, recogniseAdmittedPatientCare } from './read.ts';

const ANNUAL = { across: 'only', periodsExpected: 1, scale: 1 } as const;
/** The publication withholds counts from 1 to 7 (dossier, section 3). */
const ANNUAL_COUNT = {
  ...ANNUAL,
  unit: 'episodes',
  kind: 'flow',
  followsSuccession: true,
  suppressedUpTo: 7,
} as const;

const SMALL_NUMBERS = 'Counts of 1 to 7 are suppressed and others rounded to five.';
/** A trust may be printed in two rows, under its code and under the code with -X. */
const SUFFIX = "Rows with the suffix -X are the trust's own and are counted.";

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
  parserVersion: 4,
  hosts: DIGITAL_HOSTS,
  maxBytes: 60_000_000,
  expectedFiles: (fy) => [{ slot: fy, period: fy, label: `admitted patient care by provider, ${fy}` }],
  due: [
    {
      monthsAfter: 6,
      day: { nth: 2, weekday: Weekday.thursday },
      graceDays: 35,
      known:
        '20 September 2018, 19 September 2019, 17 September 2020, 22 September 2022 and 25 September 2025, by the days printed in the files.',
    },
  ],
  discovery,
  headings: HEADINGS,
  recognise: recogniseAdmittedPatientCare,
  parse: parseAdmittedPatientCare,
  check: checkAdmittedPatientCare,
  measures: [
    {
      measure: 'admissions',
      caveat: `${SMALL_NUMBERS} ${SUFFIX} Day cases are a large part of it, private patients in NHS hospitals are in it, and one patient can be admitted often.`,
      meaning: 'Finished admission episodes (FAE): admissions of all methods, day cases among them',
      parts: ['admissions'],
      ...ANNUAL_COUNT,
    },
    {
      measure: 'emergency_admissions',
      caveat: `${SMALL_NUMBERS} Not the count of the monthly A&E return. Same-day emergency care moves from here to another data set, one trust after another: a fall may be recording.`,
      meaning: 'Finished admission episodes of which the method of admission is emergency',
      parts: ['emergency_admissions'],
      ...ANNUAL_COUNT,
    },
    {
      measure: 'fce',
      caveat: `${SMALL_NUMBERS} Episodes, not admissions: one admission may have several, and transfers between consultants make more of them. Not for comparing trusts.`,
      meaning:
        'Finished consultant episodes (FCE): periods of care under one consultant; a stay can have several',
      parts: ['fce'],
      ...ANNUAL_COUNT,
    },
    {
      measure: 'day_cases',
      caveat: `${SMALL_NUMBERS} Episodes, not admissions: admissions less day cases are not the stays over night.`,
      meaning: 'Day case episodes (FCE): planned care of which the patient goes home the same day',
      parts: ['day_cases'],
      ...ANNUAL_COUNT,
    },
    {
      measure: 'elective_admissions',
      caveat: `${SMALL_NUMBERS} Day cases are in it. Where the file prints one of the two methods only, the figure is partial.`,
      meaning: 'Finished admission episodes from the waiting list or planned, booked admissions among them',
      parts: ['waiting_list_admissions', 'planned_admissions'],
      ...ANNUAL_COUNT,
    },
    {
      ...ANNUAL,
      measure: 'bed_days',
      caveat:
        'Days of finished episodes within the year; rounded to five until 2019-20. What a suppressed count of days can hide is not known. A stay that ends after the year is counted in the next.',
      meaning: 'Bed days of finished consultant episodes (FCE bed days)',
      unit: 'days',
      kind: 'flow',
      parts: ['fce_bed_days'],
      followsSuccession: true,
    },
    {
      ...ANNUAL,
      measure: 'mean_length_of_stay',
      caveat:
        'As the publication prints it, without day cases; the provider level workbooks of some years do not print it. Trusts with community or mental health beds have longer stays. Never carried over to a successor; where a trust has two rows, all their bed days are divided by all their stays.',
      meaning: 'Mean length of stay in days, the rate that the publication prints',
      unit: 'days',
      kind: 'rate',
      parts: ['mean_length_of_stay'],
      followsSuccession: false,
      weightedBy: 'fce_bed_days',
      harmonic: true,
    },
  ],
};
