import type { Dataset } from '../contract/dataset.ts';
import { Weekday } from '../contract/due.ts';
import { yearsOf } from '../contract/layout.ts';
import { DIGITAL_HOSTS } from '../links/digital-release.ts';
import { checkGpPatients } from './checks.ts';
import { discovery } from './discover.ts';
import { HEADINGS } from './headings.ts';
import { LAYOUTS } from './layouts.ts';
import { parseGpPatients, recogniseGpPatients } from './read.ts';
import { expectedFiles, rawFolder } from './slots.ts';

/** People on the lists of GP practices on the first of each month, by practice, sex and age band. */
export const gpRegisteredPatients: Dataset = {
  name: 'gp-registered-patients',
  title: 'Patients registered at a GP practice, monthly',
  publisher: 'NHS England',
  homepage:
    'https://digital.nhs.uk/data-and-information/publications/statistical/patients-registered-at-a-gp-practice',
  licence: 'OGL-3.0',
  layouts: LAYOUTS,
  years: yearsOf(LAYOUTS),
  yearless: false,
  spine: false,
  parserVersion: 3,
  hosts: DIGITAL_HOSTS,
  maxBytes: 60_000_000,
  expectedFiles,
  due: [
    {
      monthsAfter: 0,
      day: { nth: 2, weekday: Weekday.thursday },
      graceDays: 21,
      known:
        'The lists of the first of a month come in the same month, on a Thursday; no day is in the dossier.',
    },
  ],
  discovery,
  headings: HEADINGS,
  recognise: recogniseGpPatients,
  parse: parseGpPatients,
  check: checkGpPatients,
  // A practice is no trust: nothing of this goes into trust_year.
  measures: [],
  sql: {
    tables: new URL('./tables.sql', import.meta.url),
    gold: new URL('./gold.sql', import.meta.url),
    publishes: [
      {
        name: 'fact_gp_registered_patients',
        csv: false,
        partBy: 'snapshot_date',
        orderBy: 'source_row',
        about:
          'People on the lists of GP practices: month, practice, age band and sex, with file and row. Millions of rows: Parquet only.',
      },
      {
        name: 'gp_practice_total',
        csv: false,
        about:
          'The same by month and practice, beside the totals that both files of the month print for it. Parquet only.',
      },
      {
        name: 'gp_month_total',
        csv: true,
        about:
          'The same by month: England, beside the printed totals, and how many practices disagree or lack a name.',
      },
    ],
  },
  rawFolder,
};
