import type { Dataset } from '../contract/dataset.ts';
import { Weekday } from '../contract/due.ts';
import { yearsOf } from '../contract/layout.ts';
import { DIGITAL_HOSTS } from '../links/digital-release.ts';
import { checkMaternity } from './checks.ts';
import { discovery } from './discover.ts';
import { HEADINGS } from './headings.ts';
import { expectedFiles } from './files.ts';
import { LAYOUTS } from './layouts.ts';
import { parseMaternity, recogniseMaternity } from './read.ts';

const OF_THE_YEAR = {
  unit: 'deliveries',
  across: 'only',
  periodsExpected: 1,
  kind: 'flow',
  scale: 1,
  followsSuccession: true,
} as const;

/**
 * NHS Maternity Statistics: deliveries of a year by provider, from HES and from MSDS, side by side and never
 * mixed.
 */
export const maternity: Dataset = {
  name: 'maternity',
  title: 'NHS Maternity Statistics, deliveries by provider (HES and MSDS)',
  publisher: 'NHS England (formerly NHS Digital)',
  homepage: 'https://digital.nhs.uk/data-and-information/publications/statistical/nhs-maternity-statistics',
  licence: 'OGL-3.0',
  layouts: LAYOUTS,
  years: yearsOf(LAYOUTS),
  yearless: false,
  spine: false,
  parserVersion: 3,
  hosts: DIGITAL_HOSTS,
  maxBytes: 40_000_000,
  expectedFiles,
  due: [
    {
      monthsAfter: 7,
      day: { nth: 4, weekday: Weekday.thursday },
      graceDays: 56,
      known: '25 October 2018, about 7 November 2019, 7 December 2023.',
    },
  ],
  discovery,
  headings: HEADINGS,
  recognise: recogniseMaternity,
  parse: parseMaternity,
  check: checkMaternity,
  measures: [
    {
      measure: 'deliveries',
      caveat:
        'Women, not babies. Deliveries in NHS hospitals, from admitted care; home births are not in it. Counts of 1 to 7 are suppressed and others rounded to five. Never in one series with deliveries_msds.',
      meaning:
        'Deliveries in NHS hospitals (finished delivery episodes, Hospital Episode Statistics); without home births',
      parts: ['deliveries'],
      suppressedUpTo: 7,
      ...OF_THE_YEAR,
    },
    {
      measure: 'deliveries_msds',
      caveat:
        'Women, not babies. What trusts sent to the Maternity Services Data Set: far from complete in the first years, and some sent fewer than twelve months (finding months-submitted). From 2019-20 a new version of the data set. Never in one series with deliveries.',
      meaning:
        'Deliveries submitted to the Maternity Services Data Set; incomplete for many trusts and months',
      parts: ['deliveries_msds'],
      // It withholds counts under 5 (dossier, section 4a).
      suppressedUpTo: 4,
      ...OF_THE_YEAR,
    },
  ],
};
