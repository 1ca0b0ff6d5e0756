import type { Dataset } from '../contract/dataset.ts';
import { Weekday } from '../contract/due.ts';
import { yearsOf } from '../contract/layout.ts';
import { DIGITAL_HOSTS } from '../links/digital-release.ts';
import { checkWorkforce } from './checks.ts';
import { discovery } from './discover.ts';
import { HEADINGS } from './headings.ts';
import { ABSENCE_LAYOUTS, FTE_LAYOUTS, FTE_TOTAL } from './layouts.ts';
import { parseAbsence, recogniseAbsence } from './read-absence.ts';
import { parseFte, recogniseFte } from './read-fte.ts';
import { expectedFiles, isAbsenceSlot } from './slots.ts';

/** The set of files changed in 2025-26: organisations by month are no longer among them. */
const LAYOUTS = [...FTE_LAYOUTS, ...ABSENCE_LAYOUTS];

/** Staff in full-time equivalents, a second source beside the accounts; and sickness absence. */
export const workforce: Dataset = {
  name: 'workforce',
  title: 'NHS Workforce Statistics (FTE), and NHS Sickness Absence Rates',
  publisher: 'NHS England (NHS Digital until January 2023)',
  homepage: 'https://digital.nhs.uk/data-and-information/publications/statistical/nhs-workforce-statistics',
  licence: 'OGL-3.0',
  layouts: LAYOUTS,
  years: yearsOf(LAYOUTS),
  yearless: false,
  onRequest: true,
  spine: false,
  parserVersion: 3,
  hosts: DIGITAL_HOSTS,
  maxBytes: 40_000_000,
  expectedFiles,
  due: [
    {
      slots: / absence$/,
      monthsAfter: 4,
      day: { nth: 3, weekday: Weekday.thursday },
      graceDays: 42,
      known:
        'A month after the workforce statistics of the same month, on a Thursday; no day is in the dossier.',
    },
    {
      monthsAfter: 3,
      day: { nth: 3, weekday: Weekday.thursday },
      graceDays: 42,
      known: 'About three months after the month, on a Thursday; no day is in the dossier.',
    },
  ],
  discovery,
  headings: HEADINGS,
  recognise: (source) => (source.kind === 'csv' ? recogniseAbsence : recogniseFte)(source),
  parse: (source, context) => (isAbsenceSlot(context.slot) ? parseAbsence : parseFte)(source, context),
  check: checkWorkforce,
  measures: [
    {
      measure: 'staff_fte',
      meaning: 'Staff in full-time equivalents, mean of the month-ends reported (NHS Workforce Statistics)',
      caveat:
        'From the electronic staff record, without agency and bank-only staff, so below staff_wte of the accounts. The two are never mixed, and outsourced services are in neither.',
      unit: 'WTE',
      parts: [FTE_TOTAL],
      across: 'mean',
      periodsExpected: 12,
      kind: 'stock',
      scale: 1,
      followsSuccession: true,
    },
  ],
};
