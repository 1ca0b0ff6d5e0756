/**
 * The three files of a month, as data (dossier gp-registered-patients, sections 2 and 3). Headings in plain form: lower
 * case, words joined by `_`, so that `NUMBER_OF_PATIENTS` and `Number of Patients` are one. Columns stand in any order,
 * others beside them (PUBLICATION, SUPPLIER_NAME) are passed over. Another way of naming a column is another word here.
 */

export const FILE_KINDS = ['all', 'quin-age', 'map'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** What each file is, for people. */
export const KIND_IN_WORDS = {
  all: 'total of each practice',
  'quin-age': 'practices by sex and five-year age band',
  map: 'practices with their names, ICB and region',
} as const satisfies Readonly<Record<FileKind, string>>;

/** A column, the headings it is known by, and whether a file without it is refused. */
export interface ColumnLayout<Name extends string> {
  readonly name: Name;
  readonly headings: readonly string[];
  readonly required: boolean;
}

export type AllColumn = 'date' | 'type' | 'practice' | 'sex' | 'age' | 'patients' | 'commissioner';
export type QuinAgeColumn = 'date' | 'type' | 'organisation' | 'postcode' | 'sex' | 'band' | 'patients';
export type MapColumn =
  | 'date'
  | 'practice'
  | 'practiceName'
  | 'postcode'
  | 'pcn'
  | 'subIcb'
  | 'icb'
  | 'icbName'
  | 'regionCode'
  | 'region';

const DATE = { name: 'date', headings: ['extract_date'], required: true } as const;
const PATIENTS = { name: 'patients', headings: ['number_of_patients'], required: true } as const;
const SEX = { name: 'sex', headings: ['sex'], required: true } as const;
/** Clinical commissioning groups until June 2022, places of an integrated care board after. */
const COMMISSIONER = ['sub_icb_location_code', 'sub_icb_loc_code', 'ccg_code'] as const;

export const ALL_COLUMNS: readonly ColumnLayout<AllColumn>[] = [
  DATE,
  { name: 'type', headings: ['type'], required: true },
  { name: 'practice', headings: ['code'], required: true },
  SEX,
  { name: 'age', headings: ['age'], required: true },
  PATIENTS,
  { name: 'commissioner', headings: COMMISSIONER, required: true },
];

export const QUIN_AGE_COLUMNS: readonly ColumnLayout<QuinAgeColumn>[] = [
  DATE,
  { name: 'type', headings: ['org_type'], required: true },
  { name: 'organisation', headings: ['org_code'], required: true },
  { name: 'postcode', headings: ['postcode'], required: false },
  SEX,
  { name: 'band', headings: ['age_group_5'], required: true },
  PATIENTS,
];

export const MAP_COLUMNS: readonly ColumnLayout<MapColumn>[] = [
  DATE,
  { name: 'practice', headings: ['practice_code'], required: true },
  { name: 'practiceName', headings: ['practice_name'], required: true },
  { name: 'postcode', headings: ['practice_postcode'], required: false },
  // Primary care networks came in the middle of 2019.
  { name: 'pcn', headings: ['pcn_code'], required: false },
  { name: 'subIcb', headings: COMMISSIONER, required: false },
  // The STPs of before July 2022 have the ODS codes of the boards that followed them.
  { name: 'icb', headings: ['icb_code', 'stp_code'], required: true },
  { name: 'icbName', headings: ['icb_name', 'stp_name'], required: false },
  { name: 'regionCode', headings: ['comm_region_code'], required: false },
  { name: 'region', headings: ['comm_region_name'], required: true },
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
/** The level a file is held against; the others have been published with slips of their own (June 2017). */
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
