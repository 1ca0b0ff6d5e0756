/**
 * DID Table 1, as data (dossier diagnostic-imaging, sections 2 and 3). Headings in plain form: lower case, one space.
 * Adding a drift is adding a word here.
 */
import type { FinancialYear } from '../../nhs/financial-year.ts';

/** What is printed beside `Title:` on a sheet of Table 1, and on none of its twelve siblings; a letter where a sheet is a month. */
export const TITLE = /^(?:tables? )?1([a-l])?\W+(?:did\W+)?count of imaging activity by modality$/;

/** A sheet that repeats the title of the table, and has no table. */
export const TITLE_PAGE = /title\s*page|^\s*(?:cover|contents)\b/i;

/** A title of the same publication, whichever table it is. */
export const ANY_TITLE = /\bdid\b/;

export const IDENTITY = {
  region: ['region', 'region code'],
  orgCode: ['org code'],
  orgName: ['provider name'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Heading of the column that names the modality, where there is a row for each. */
export const MODALITY: readonly string[] = ['modality'];

/** The nine modalities: columns to 2017-18, rows after. */
export const MODALITIES: readonly { readonly measure: string; readonly words: readonly string[] }[] = [
  { measure: 'tests_ct', words: ['computerized axial tomography', 'computerised axial tomography'] },
  { measure: 'tests_ultrasound', words: ['diagnostic ultrasonography'] },
  { measure: 'tests_fluoroscopy', words: ['fluoroscopy'] },
  { measure: 'tests_mri', words: ['magnetic resonance imaging'] },
  { measure: 'tests_medical_photography', words: ['medical photography'] },
  { measure: 'tests_nuclear_medicine', words: ['nuclear medicine procedure', 'nuclear medicine'] },
  { measure: 'tests_plain_radiography', words: ['plain radiography'] },
  { measure: 'tests_pet', words: ['positron emission tomography'] },
  {
    measure: 'tests_spect',
    words: [
      'single photon emission computerized tomography',
      'single photon emission computerised tomography',
    ],
  },
];

export const MEASURES: readonly string[] = MODALITIES.map(({ measure }) => measure);

export interface Layout {
  readonly layout: string;
  /** A row holds one modality of all periods, or all modalities of the sheet's month. */
  readonly rows: 'modality' | 'month';
  /** Headings of the year's own column. */
  readonly year: readonly string[];
  /** A part of a year may be printed: its last months then have no column. */
  readonly partOfYear: boolean;
  /** Last year it can be of: later, a sheet without a Year column has lost it. */
  readonly until?: FinancialYear;
}

export const LAYOUTS: readonly Layout[] = [
  { layout: 'did-month-sheets', rows: 'month', year: [], partOfYear: true, until: '2017-18' },
  { layout: 'did-year', rows: 'modality', year: ['year'], partOfYear: false },
  {
    layout: 'did-year-to-date',
    rows: 'modality',
    year: ['year to date', 'year-to-date'],
    partOfYear: true,
  },
];

/** Years whose table prints no figure of the year: its months are added. */
export const MONTHS_ONLY: readonly FinancialYear[] = ['2017-18'];

/** Printed where an organisation sent nothing for the month, or nothing fit to print; also a blank and a dash. */
export const NOTHING_SENT = /^\s*\.{1,2}\s*$/;

/** Headings of the title page's list of changes of providers: no doubt about the figures. */
export const PROVIDER_CHANGES = /changes to providers|list of providers/i;
