/**
 * Files of Hospital Admitted Patient Care Activity that give totals by provider, by year (dossier admitted-patient-care,
 * section 2). Labels in the form of `plainLabel`: lower case, one space, `_` as a space. A year is a row.
 */
import { financialYears } from '../../nhs/financial-year.ts';
import { Seen, type Layout } from '../contract/layout.ts';
import {
  meaningIn,
  wordOfEach,
  type CsvLayout,
  type Meaning,
  type ProviderRules,
  type WorkbookLayout,
} from '../tables/provider-level/layouts.ts';

/** Without these there is nothing to load; the others are taken where a layout has them. */
export const REQUIRED: readonly string[] = ['fce', 'admissions', 'emergency_admissions'];

/** Every admission has one of these methods; the provider level workbook does not print the others. */
export const METHODS = [
  'emergency_admissions',
  'waiting_list_admissions',
  'planned_admissions',
  'other_admissions',
] as const;

/** Days, neither counts nor whole; England's is no sum. */
const MEANS: readonly string[] = ['mean_time_waited', 'mean_length_of_stay'];

/** Whether England's figure is a sum of the providers'. */
export function isCount({ measure }: { readonly measure: string }): boolean {
  return !MEANS.includes(measure);
}

/** All measures, every zero printed, 200 kB. In 2020-21 one column further right, in 2024-25 five rows further down. */
export interface HospitalProvidersLayout extends Layout {
  /** Of the codes; the names stand in the next column. */
  readonly code: RegExp;
  readonly words: ReadonlyMap<string, string>;
}

const HOSPITAL_PROVIDERS = {
  layout: 'hospital-providers',
  file: 'hospital providers file',
  code: /^hospital provider code and description/,
  // `emergency` comes again, under "Zero bed day cases"; the first is meant.
  words: new Map([
    ['finished consultant episodes', 'fce'],
    ['admissions', 'admissions'],
    ['emergency', 'emergency_admissions'],
    ['waiting list', 'waiting_list_admissions'],
    ['planned', 'planned_admissions'],
    ['other admission method', 'other_admissions'],
    ['day case', 'day_cases'],
    ['fce bed days', 'fce_bed_days'],
    ['mean time waited', 'mean_time_waited'],
    ['mean length of stay', 'mean_length_of_stay'],
  ]),
} as const;

const WORKBOOK_WORDS: ReadonlyMap<string, string> = new Map([
  ['total episodes', 'fce'],
  ['admissions', 'admissions'],
  ['emergency admissions', 'emergency_admissions'],
  ['waiting list admissions', 'waiting_list_admissions'],
  ['planned admissions', 'planned_admissions'],
  ['daycase episodes', 'day_cases'],
  ['fce bed days', 'fce_bed_days'],
]);

/** The sheet `201920 DATA`. Its mean of nothing is printed as 0, and is not read. */
const WORKBOOK = {
  layout: 'provider-level-workbook',
  file: 'provider level workbook',
  code: ['geography level code'],
  meaningOf: (heading: string): Meaning => meaningIn(WORKBOOK_WORDS, heading),
  words: wordOfEach(WORKBOOK_WORDS),
  required: REQUIRED,
} as const;

/** What the column MEASURE calls them; the letter case varies. */
const CSV_WORDS: ReadonlyMap<string, string> = new Map([
  ['fce sum', 'fce'],
  ['fae sum', 'admissions'],
  ['fae emergency sum', 'emergency_admissions'],
  ['fae waitlist sum', 'waiting_list_admissions'],
  ['fae planned sum', 'planned_admissions'],
  ['fae other sum', 'other_admissions'],
  ['fce day', 'day_cases'],
  ['fce bed days', 'fce_bed_days'],
  ['elecdur calc mean', 'mean_time_waited'],
  ['speldur calc mean', 'mean_length_of_stay'],
]);

/** Where a count is 0 there is no row. Types that cut the same episodes in another way are not read, whatever their measures are called. */
const CSV = {
  layout: 'provider-level-csv',
  file: 'provider level CSV',
  meaningOf: (type: string, label: string): Meaning =>
    ['summary', 'time waited los'].includes(type) ? meaningIn(CSV_WORDS, label) : 'not read',
  words: wordOfEach(CSV_WORDS),
  required: REQUIRED,
} as const;

export const HOSPITAL_PROVIDERS_LAYOUTS: readonly HospitalProvidersLayout[] = [
  {
    ...HOSPITAL_PROVIDERS,
    years: financialYears('2017-18..2018-19'),
    seen: Seen.genuine,
    realFiles: ['hosp-epis-stat-admi-prov-2017-18-tab.xlsx', 'hosp-epis-stat-admi-prov-2018-19.csv'],
  },
  { ...HOSPITAL_PROVIDERS, years: financialYears('2019-20..2021-22,2024-25'), seen: Seen.described },
  { ...HOSPITAL_PROVIDERS, years: financialYears('2022-23..2023-24,2025-26'), seen: Seen.believed },
];

const WORKBOOK_LAYOUTS: readonly WorkbookLayout[] = [
  {
    ...WORKBOOK,
    code: ['code'],
    years: financialYears('2017-18'),
    seen: Seen.genuine,
    realFiles: ['hosp-epis-stat-admi-prov-leve-2017-18-tab.xlsx'],
  },
  { ...WORKBOOK, code: ['code'], years: financialYears('2018-19'), seen: Seen.described },
  {
    ...WORKBOOK,
    years: financialYears('2019-20,2021-22'),
    seen: Seen.genuine,
    realFiles: ['hosp-epis-stat-admi-prov-leve-2019-20-tab v2.xlsx', 'hosp-epis-stat-admi-pla-2021-22.xlsx'],
  },
  { ...WORKBOOK, years: financialYears('2020-21'), seen: Seen.described },
  {
    ...WORKBOOK,
    code: ['geography level code', 'code', 'org code', 'organisation code'],
    years: financialYears('2022-23..2025-26'),
    seen: Seen.believed,
  },
];

/** A CSV of earlier years would be a later edition of them. */
const CSV_LAYOUTS: readonly CsvLayout[] = [
  { ...CSV, years: financialYears('2017-18..2023-24,2025-26'), seen: Seen.believed },
  { ...CSV, years: financialYears('2024-25'), seen: Seen.described },
];

export const LAYOUTS: readonly Layout[] = [
  ...HOSPITAL_PROVIDERS_LAYOUTS,
  ...WORKBOOK_LAYOUTS,
  ...CSV_LAYOUTS,
];

/** Every file of the publication is named or titled so. */
export const FAMILY = /^hosp-epis-stat-admi-|^hospital admitted patient care activity/i;

export const RULES: ProviderRules = {
  publication: 'admitted-patient-care',
  title: 'admitted patient care by provider',
  sister: FAMILY,
  notSummed: MEANS,
  workbooks: WORKBOOK_LAYOUTS,
  csvs: CSV_LAYOUTS,
};
