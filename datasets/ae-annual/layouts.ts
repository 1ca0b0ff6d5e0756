/**
 * Annual A&E by provider, as data (dossier ae-annual, sections 1 and 2). Labels in the form of `plainLabel`: lower case,
 * `_` as a space. Adding a drift is adding a word here; a further collection is a further row.
 */
import type { FinancialYear } from '../../nhs/financial-year.ts';

/** What the publication counts changed with the collection: figures of the two are never one measure. */
export interface Collection {
  readonly name: string;
  readonly measure: string;
  readonly from?: FinancialYear;
  readonly until?: FinancialYear;
  /** How the title page of a workbook names its source. */
  readonly source: RegExp;
}

export const COLLECTIONS: readonly Collection[] = [
  {
    name: 'Hospital Episode Statistics (HES) A&E',
    measure: 'hes_attendances',
    until: '2019-20',
    source: /hospital episode statistics|\bhes\b/i,
  },
  {
    name: 'Emergency Care Data Set (ECDS)',
    measure: 'ecds_attendances',
    from: '2020-21',
    source: /emergency care data ?set|\becds\b/i,
  },
];

/** Said of every file of the second collection. */
export const SERIES_BREAK =
  'Annual A&E attendances are counted from the Emergency Care Data Set (ECDS) from 2020-21 on, and were counted from Hospital Episode Statistics (HES) A&E up to 2019-20. ECDS counts unplanned attendances by other definitions and with other coverage: a change between 2019-20 and 2020-21 is a change of collection as well as of activity.';

/** Heading of the workbook's data sheet. */
export const ALL_ATTENDANCES: readonly string[] = ['total attendances', 'total a and e attendances'];

/** In the CSV all attendances are printed in more than one cut; the first that a file has is read, the next is compared with it. */
export const CSV_CUTS: readonly {
  readonly layout: string;
  readonly type: string;
  readonly labels: readonly string[];
  /** Ending of the observation measure. */
  readonly ending: string;
}[] = [
  { layout: 'csv-waiting-times', type: 'waiting times', labels: ['total attendances'], ending: '' },
  {
    layout: 'csv-attendance-source',
    type: 'attendance source',
    labels: ['attendance source total', 'total'],
    ending: '_by_source',
  },
];

/** The publication's other table by provider: never taken for all attendances. */
export const TYPE_1_ONLY =
  'MSitAE tables: the table by provider (Table 6) counts type 1 departments only, which is another measure than all attendances';
