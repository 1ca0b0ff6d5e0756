/** Months of the GP registrations, one for each way they have been published (dossier gp-registered-patients, sections 2 to 4). */
import type { MonthStyle } from '../../fixtures/gp-registered-patients.ts';
import { MONTH_NAMES } from './calendar.ts';

/** How the files of one month are named and dated. */
export interface GpMonth extends Omit<MonthStyle, 'date'> {
  /** `2017-04`. */
  readonly month: string;
  readonly slug: string;
  readonly dates: { readonly all: string; readonly quin: string; readonly map: string };
  /** Names of the files; a zip where the name says so. */
  readonly files: { readonly all: string; readonly quin: string; readonly map: string };
  /** A mapping file that was replaced. */
  readonly replaced?: string;
}

const PLAIN = {
  all: 'gp-reg-pat-prac-all.csv',
  quin: 'gp-reg-pat-prac-quin-age.csv',
  map: 'gp-reg-pat-prac-map.csv',
};
export const GP_SERIES = 'patients-registered-at-a-gp-practice';

/** One month of each financial year. */
export const GP_MONTHS: readonly GpMonth[] = [
  {
    month: '2017-04',
    slug: 'april-2017',
    commissioner: 'CCG',
    dates: { all: '01-Apr-17', quin: '01-Apr-17', map: '01-Apr-17' },
    files: PLAIN,
    networks: false,
    supplier: false,
  },
  {
    month: '2018-04',
    slug: `${GP_SERIES}-april-2018-special-topic---registered-patients-compared-to-the-projected-resident-population-in-england`,
    commissioner: 'CCG',
    dates: { all: '01APR2018', quin: '01APR2018', map: '01-Apr-18' },
    files: PLAIN,
    networks: false,
    supplier: false,
  },
  {
    month: '2020-03',
    slug: 'march-2020',
    commissioner: 'CCG',
    dates: { all: '01MAR2020', quin: '01-Mar-20', map: '01-Mar-20' },
    files: PLAIN,
    networks: true,
    supplier: false,
  },
  {
    month: '2021-01',
    slug: 'january-2021',
    commissioner: 'CCG',
    dates: { all: '01JAN2021', quin: '01JAN2021', map: '01Jan2021' },
    files: { ...PLAIN, map: 'gp-reg-pat-prac-map_v2.csv' },
    replaced: 'gp-reg-pat-prac-map.csv',
    networks: true,
    supplier: false,
  },
  {
    month: '2021-09',
    slug: 'september-2021',
    commissioner: 'CCG',
    dates: { all: '01Sep2021', quin: '01SEP2021', map: '01Sep2021' },
    files: {
      all: 'gp-reg-pat-prac-all-v2.csv',
      quin: 'gp-reg-pat-prac-quin-age-v2.csv',
      map: 'gp-reg-pat-prac-map-v2.csv',
    },
    networks: true,
    supplier: false,
  },
  {
    month: '2022-10',
    slug: 'october-2022',
    commissioner: 'SUB_ICB_LOC',
    dates: { all: '01Oct2022', quin: '01OCT2022', map: '01Oct2022' },
    files: { ...PLAIN, quin: 'gp-reg-pat-prac-quin-age.zip' },
    networks: true,
    supplier: false,
  },
  {
    month: '2024-03',
    slug: 'march-2024',
    commissioner: 'SUB_ICB_LOCATION',
    dates: { all: '01Mar2024', quin: '2024-03-01', map: '01Mar2024' },
    files: {
      all: 'gp-reg-pat-prac-all.zip',
      quin: 'gp-reg-pat-prac-quin-age.zip',
      map: 'gp-reg-pat-prac-map.zip',
    },
    networks: true,
    supplier: true,
  },
];

/** `April 2017`. */
export function gpTitle(month: string): string {
  return `${MONTH_NAMES[Number(month.slice(5)) - 1] ?? ''} ${month.slice(0, 4)}`;
}
