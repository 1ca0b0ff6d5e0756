import type { Dataset } from '../contract/dataset.ts';
import { Weekday } from '../contract/due.ts';
import { yearsOf } from '../contract/layout.ts';
import { DIGITAL_HOSTS } from '../links/digital-release.ts';
import { checkAeAnnual } from './checks.ts';
import { discovery } from './discover.ts';
import { providerHeadings } from '../tables/provider-level/headings.ts';
import { COLLECTIONS, LAYOUTS, RULES, yearsFrom } from './layouts.ts';
import { parseAeAnnual, recogniseAeAnnual } from './read.ts';

/** A&E attendances of a year, by provider: HES A&E to 2019-20, ECDS from 2020-21. */
export const aeAnnual: Dataset = {
  name: 'ae-annual',
  title: 'Hospital Accident & Emergency Activity, provider level analysis',
  publisher: 'NHS England (to January 2023 NHS Digital)',
  homepage:
    'https://digital.nhs.uk/data-and-information/publications/statistical/hospital-accident--emergency-activity',
  licence: 'OGL-3.0',
  layouts: LAYOUTS,
  years: yearsOf(LAYOUTS),
  yearless: false,
  spine: false,
  parserVersion: 4,
  hosts: DIGITAL_HOSTS,
  maxBytes: 120_000_000,
  expectedFiles: (fy) => [{ slot: fy, period: fy, label: `provider level analysis of ${fy}` }],
  due: [
    {
      monthsAfter: 6,
      day: { nth: 2, weekday: Weekday.thursday },
      graceDays: 35,
      known: '13 September 2018, 10 September 2020, 30 September 2021, 25 September 2025.',
    },
  ],
  discovery,
  headings: providerHeadings(RULES),
  recognise: recogniseAeAnnual,
  parse: parseAeAnnual,
  check: checkAeAnnual,
  measures: COLLECTIONS.map((collection) => ({
    measure: 'ae_attendances_annual',
    meaning: `A&E attendances of the year in the annual publication, counted from ${collection.name}`,
    caveat:
      'HES A&E to 2019-20 and ECDS after are different collections: do not read the step as a change in activity. Unplanned attendances only in ECDS; for a series over all years take ae_attendances, which this figure checks.',
    unit: 'attendances',
    parts: [collection.measure],
    across: 'only',
    periodsExpected: 1,
    kind: 'flow',
    scale: 1,
    years: yearsFrom(collection),
    followsSuccession: true,
  })),
};
