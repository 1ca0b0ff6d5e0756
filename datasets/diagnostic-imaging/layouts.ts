/**
 * Table 1 of the Diagnostic Imaging Dataset (DID) by year (dossier diagnostic-imaging, sections 2 and 3).
 * Headings in plain form: lower case, one space. A year is a row; a word counts in the years of its row only.
 */
import { financialYears } from '../../nhs/financial-year.ts';
import { Seen, type Layout } from '../contract/layout.ts';

/**
 * What stands beside `Title:` on a sheet of Table 1, and on none of its twelve siblings; a letter where a
 * sheet is a month.
 */
export const TITLE = /^(?:tables? )?1([a-l])?\W+(?:did\W+)?count of imaging activity by modality$/;

/** A sheet that repeats the title of the table, and has no table. */
export const TITLE_PAGE = /title\s*page|^\s*(?:cover|contents)\b/i;

/** A title of the same publication, whichever table it is. */
export const ANY_TITLE = /\bdid\b/;

/** Measure of each modality, and the words that name it. */
export type Modalities = Readonly<Record<string, readonly string[]>>;

export interface ImagingLayout extends Layout {
  /** A row holds one modality of all periods, or all modalities of the sheet's month. */
  readonly rows: 'modality' | 'month';
  readonly identity: {
    readonly region: readonly string[];
    readonly orgCode: readonly string[];
    readonly orgName: readonly string[];
    readonly modality?: readonly string[];
  };
  /** Columns of a month's sheet, rows of the others. */
  readonly modalities: Modalities;
  /** Headings of the year's own column. */
  readonly year: readonly string[];
  /** A part of a year may be printed: its last months then have no column. */
  readonly partOfYear: boolean;
}

const MODALITIES = {
  tests_ct: ['computerized axial tomography', 'computerised axial tomography'],
  tests_ultrasound: ['diagnostic ultrasonography'],
  tests_fluoroscopy: ['fluoroscopy'],
  tests_mri: ['magnetic resonance imaging'],
  tests_medical_photography: ['medical photography'],
  tests_nuclear_medicine: ['nuclear medicine procedure'],
  tests_plain_radiography: ['plain radiography'],
  tests_pet: ['positron emission tomography'],
  tests_spect: [
    'single photon emission computerized tomography',
    'single photon emission computerised tomography',
  ],
} as const;

export const MEASURES: readonly string[] = Object.keys(MODALITIES);
export const CT_AND_MRI: readonly string[] = ['tests_ct', 'tests_mri'];

const MONTH_SHEETS = {
  layout: 'did-month-sheets',
  file: 'Table 1, a sheet a month',
  rows: 'month',
  identity: { region: ['region code'], orgCode: ['org code'], orgName: ['provider name'] },
  modalities: { ...MODALITIES, tests_nuclear_medicine: ['nuclear medicine'] },
  year: [],
  partOfYear: true,
} as const;

const YEAR = {
  layout: 'did-year',
  file: 'Table 1 of the year',
  rows: 'modality',
  identity: {
    region: ['region'],
    orgCode: ['org code'],
    orgName: ['provider name'],
    modality: ['modality'],
  },
  modalities: MODALITIES,
  year: ['year'],
  partOfYear: false,
} as const;

const YEAR_TO_DATE = {
  ...YEAR,
  layout: 'did-year-to-date',
  file: 'Table 1 of the year to date, provisional',
  year: ['year to date', 'year-to-date'],
  partOfYear: true,
} as const;

const published = (year: string): string => `DID-Table-1-${year}-Modality-Provider-Counts.xlsx`;

export const LAYOUTS: readonly ImagingLayout[] = [
  {
    ...MONTH_SHEETS,
    years: financialYears('2017-18'),
    seen: Seen.genuine,
    realFiles: ['Tables-1a-1l-2017-18-Modality-Provider-Counts-XLSX-222KB.xlsx'],
  },
  { ...YEAR, years: financialYears('2018-19'), seen: Seen.genuine, realFiles: [published('2018-19')] },
  { ...YEAR, years: financialYears('2019-20'), seen: Seen.described },
  {
    ...YEAR,
    years: financialYears('2020-21..2021-22,2023-24'),
    seen: Seen.genuine,
    realFiles: ['2020-21', '2021-22', '2023-24'].map(published),
  },
  // The final edition of 2022-23 has not been found.
  { ...YEAR, years: financialYears('2022-23'), seen: Seen.believed },
  { ...YEAR, years: financialYears('2024-25'), seen: Seen.described },
  { ...YEAR, years: financialYears('2025-26'), seen: Seen.believed },
  {
    ...YEAR_TO_DATE,
    years: financialYears('2022-23'),
    seen: Seen.genuine,
    realFiles: [published('2022-23')],
  },
  // Of other years no provisional edition has been seen.
  { ...YEAR_TO_DATE, years: financialYears('2018-19..2021-22,2023-24..2025-26'), seen: Seen.believed },
];

/** A mark for nothing sent, or nothing fit to print; a blank and a dash are marks too. */
export const NOTHING_SENT = /^\s*\.{1,2}\s*$/;

/** Headings of the title page's list of changes of providers, which say nothing against the figures. */
export const PROVIDER_CHANGES = /changes to providers|list of providers/i;
