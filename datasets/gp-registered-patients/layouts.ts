/**
 * The three files of a month by year, as data (dossier gp-registered-patients, sections 2 and 3). Headings in plain form:
 * lower case, words joined by `_`, so that `NUMBER_OF_PATIENTS` and `Number of Patients` are one. Columns stand in any order,
 * others beside them (PUBLICATION, SUPPLIER_NAME) are passed over. A year is a row; a word counts in the years of its row only.
 */
import { financialYears } from '../../nhs/financial-year.ts';
import { Seen, type Layout } from '../contract/layout.ts';

export const FILE_KINDS = ['all', 'quin-age', 'map'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** What each file is, for people. */
export const KIND_IN_WORDS = {
  all: 'total of each practice',
  'quin-age': 'practices by sex and five-year age band',
  map: 'practices with their names, ICB and region',
} as const satisfies Readonly<Record<FileKind, string>>;

export type Column =
  | 'date'
  | 'type'
  | 'organisation'
  | 'practice'
  | 'practiceName'
  | 'postcode'
  | 'sex'
  | 'age'
  | 'band'
  | 'patients'
  | 'commissioner'
  | 'pcn'
  | 'icb'
  | 'icbName'
  | 'regionCode'
  | 'region';

export interface ListLayout extends Layout {
  readonly kind: FileKind;
  /** Headings a column is known by; of several the first that is there counts. */
  readonly columns: Readonly<Partial<Record<Column, readonly string[]>>>;
  /** Columns whose lack refuses no file. */
  readonly optional: readonly Column[];
}

const PEOPLE = { date: ['extract_date'], sex: ['sex'], patients: ['number_of_patients'] } as const;

/** Totals of practices, told by the name of the commissioner: a CCG to June 2022, a place of an ICB after. */
function totals(commissioner: string): Omit<ListLayout, 'years' | 'seen'> {
  return {
    layout: `all-${commissioner.replace(/_code$/, '').replaceAll('_', '-')}`,
    file: `totals of practices with ${commissioner.toUpperCase()}`,
    kind: 'all',
    columns: { ...PEOPLE, type: ['type'], practice: ['code'], age: ['age'], commissioner: [commissioner] },
    optional: [],
  };
}
const CCG = totals('ccg_code');
const SUB_ICB_LOC = totals('sub_icb_loc_code');
const SUB_ICB_LOCATION = totals('sub_icb_location_code');

const QUIN_AGE = {
  layout: 'quin-age',
  file: 'five-year age bands',
  kind: 'quin-age',
  columns: {
    ...PEOPLE,
    type: ['org_type'],
    organisation: ['org_code'],
    postcode: ['postcode'],
    band: ['age_group_5'],
  },
  optional: ['postcode'],
} as const;

/** Maps, told by the name of the board. The STPs of before July 2022 have the ODS codes of the ICBs that followed them. */
function map(board: 'stp' | 'icb', commissioner: readonly string[]): Omit<ListLayout, 'years' | 'seen'> {
  return {
    layout: `map-${board}`,
    file: `map with ${board.toUpperCase()}_CODE`,
    kind: 'map',
    columns: {
      date: ['extract_date'],
      practice: ['practice_code'],
      practiceName: ['practice_name'],
      postcode: ['practice_postcode'],
      pcn: ['pcn_code'],
      commissioner,
      icb: [`${board}_code`],
      icbName: [`${board}_name`],
      regionCode: ['comm_region_code'],
      region: ['comm_region_name'],
    },
    // Primary care networks came in the middle of 2019.
    optional: ['postcode', 'pcn', 'commissioner', 'icbName', 'regionCode'],
  };
}
const PLACES = ['sub_icb_location_code', 'sub_icb_loc_code'];
const STP = map('stp', ['ccg_code']);
const ICB = map('icb', PLACES);

/**
 * In which months of 2022-23 the names of commissioners and boards changed is not known: all are taken. Of two rows of a year
 * that fit a file the first counts.
 */
export const LAYOUTS: readonly ListLayout[] = [
  { ...SUB_ICB_LOCATION, years: financialYears('2022-23..2024-25'), seen: Seen.described },
  {
    ...SUB_ICB_LOCATION,
    years: financialYears('2025-26'),
    seen: Seen.genuine,
    realFiles: ['2025-04/gp-reg-pat-prac-all.zip'],
  },
  { ...SUB_ICB_LOCATION, years: financialYears('2026-27'), seen: Seen.believed },
  { ...SUB_ICB_LOC, years: financialYears('2022-23'), seen: Seen.described },
  { ...CCG, years: financialYears('2017-18..2018-19'), seen: Seen.believed },
  { ...CCG, years: financialYears('2019-20'), seen: Seen.described },
  {
    ...CCG,
    years: financialYears('2020-21..2022-23'),
    seen: Seen.genuine,
    realFiles: ['2021-01', '2021-07', '2022-04'].map((month) => `${month}/gp-reg-pat-prac-all.csv`),
  },
  {
    ...QUIN_AGE,
    years: financialYears('2017-18'),
    seen: Seen.genuine,
    realFiles: ['2017-09/gp-reg-pat-prac-quin-age.csv'],
  },
  { ...QUIN_AGE, years: financialYears('2018-19..2026-27'), seen: Seen.described },
  { ...map('icb', [...PLACES, 'ccg_code']), years: financialYears('2022-23'), seen: Seen.described },
  { ...ICB, years: financialYears('2023-24..2024-25'), seen: Seen.described },
  {
    ...ICB,
    years: financialYears('2025-26'),
    seen: Seen.genuine,
    realFiles: ['2025-10/gp-reg-pat-prac-map.csv'],
  },
  { ...ICB, years: financialYears('2026-27'), seen: Seen.described },
  { ...map('stp', [...PLACES, 'ccg_code']), years: financialYears('2022-23'), seen: Seen.described },
  { ...STP, years: financialYears('2017-18..2019-20'), seen: Seen.believed },
  {
    ...STP,
    years: financialYears('2020-21..2021-22'),
    seen: Seen.genuine,
    realFiles: ['2020-09/gp-reg-pat-prac-map.csv', '2022-01/gp-reg-pat-prac-map.csv'],
  },
];

/** Files of the publication that are not read: the heading that tells them, and why. The first that fits decides. */
export const NOT_READ: readonly { readonly headings: readonly string[]; readonly why: string }[] = [
  { headings: ['lsoa_code'], why: 'patients by area of residence (LSOA), the same people once more' },
  {
    headings: ['org_code', 'sex', 'age', 'number_of_patients'],
    why: 'single years of age, the same people once more; the five-year age bands are read',
  },
];

/** Bands as printed, in order of age; published with a hyphen (`5-9`). */
export const AGE_BANDS: readonly string[] = [
  ...Array.from({ length: 19 }, (_, index) => `${index * 5}_${index * 5 + 4}`),
  '95+',
];
export const SEXES = ['FEMALE', 'MALE'] as const;

/** What `ORG_TYPE` prints for a practice. */
export const PRACTICE_TYPE = 'GP';

/**
 * Levels above the practices, each of which adds up to England by itself, by what `ORG_TYPE` prints in upper case. The
 * networks are left out: practices outside any network are in some months without a type.
 */
export const LEVELS: Readonly<Record<string, string>> = {
  'COMM REGION': 'comm_region',
  STP: 'stp',
  ICB: 'icb',
  CCG: 'ccg',
  SUB_ICB_LOCATION_CODE: 'sub_icb_location',
  SUB_ICB_LOC_CODE: 'sub_icb_location',
};
/** The level a file is held against; the others have been published with mistakes of their own (June 2017). */
export const CHECKED_LEVEL = 'comm_region';
export const NETWORK_TYPE = 'PCN';

/** Month pages whose address is not just `april-2019`; tried where the series page gives none. */
export const ODD_RELEASES: Readonly<Record<string, string>> = {
  '2017-10':
    'patients-registered-at-a-gp-practice-october-2017-special-topic-practice-list-size-comparison-october-2013-to-october-2017',
  '2018-04':
    'patients-registered-at-a-gp-practice-april-2018-special-topic---registered-patients-compared-to-the-projected-resident-population-in-england',
};

/** Pages beside the months'; their titles may name a month. */
export const STANDING_PAGES: readonly string[] = ['metadata', 'data-quality-statement'];

/** Lists are taken from PDS instead of NHAIS since: a step in the series (dossier, section 5). */
export const PDS_SINCE = '2024-05';
