/** The staff of trusts in the months of NHS Workforce Statistics (dossier workforce, section 2). */
import { type Organisation, fteWorkbook } from '../../fixtures/workforce.ts';
import { type Year, monthsIn } from './calendar.ts';
import { made } from './figures.ts';
import { type Cells, MISSING, NOT_IN_IT } from './publication.ts';
import { inSpan, printedIn, TRUSTS } from './trusts.ts';

/** Months on the site: a whole year, and three of two others. */
export const STAFF_MONTHS: readonly string[] = [
  ...monthsIn('2020-21'),
  '2021-09',
  '2022-02',
  '2022-03',
  '2023-04',
  '2023-07',
  '2024-03',
];

/** Months in which a code has staff. */
const EMPLOYS: Readonly<
  Record<string, { readonly from?: string; readonly to?: string; readonly without?: readonly string[] }>
> = {
  RQ6: { to: '2019-09' },
  RNL: { to: '2019-09' },
  RBA: { to: '2020-04' },
  RD3: { to: '2020-09' },
  RDZ: { to: '2020-09' },
  R0D: { from: '2020-10' },
  RT3: { to: '2021-01' },
  RXH: { to: '2021-03' },
  RW6: { to: '2021-09' },
  RA4: { to: '2023-04' },
  RVY: { to: '2023-06' },
  RW3: { to: '2017-09' },
  RM2: { to: '2017-09' },
  RJD: { to: '2014-10' },
  TAH: { without: ['2020-11'] },
};

/** Rows of codes that had closed by then: whose they are. */
const LATE: Readonly<Record<string, string>> = { '2020-04 RBA': 'RH5', '2023-04 RA4': 'RH5' };

function fte(code: string, month: string): number | undefined {
  if (!inSpan(EMPLOYS[code] ?? {}, month)) return undefined;
  return made(`staff ${code} ${month}`, 90_000_000, 1_900_000_000) / 1e5;
}

/** Mean of the months. */
export function staffCells(code: string, fy: Year): Cells {
  const months = monthsIn(fy).filter((month) => STAFF_MONTHS.includes(month));
  const late = (month: string): number =>
    TRUSTS.filter((one) => LATE[`${month} ${one.code}`] === code).reduce(
      (sum, one) => sum + (fte(one.code, month) ?? 0),
      0,
    );
  const mine = months.flatMap((month) => {
    const own = fte(code, month);
    return own === undefined ? [] : [own + late(month)];
  });
  if (mine.length === 0) return { staff_fte: months.length >= 6 ? NOT_IN_IT : MISSING };
  const value = mine.reduce((sum, one) => sum + one, 0) / mine.length;
  return { staff_fte: { value, status: mine.length === 12 ? 'reported' : 'partial' } };
}

/**
 * The workbook of a month: trusts, and the commissioners and other employers of which every month has two
 * hundred.
 */
export function staffWorkbook(month: string): Buffer {
  const organisations = TRUSTS.flatMap((trust): Organisation[] => {
    const total = fte(trust.code, month);
    return total === undefined ? [] : [{ code: trust.code, name: printedIn(trust, month), total }];
  });
  const others = [...Array(210).keys()].map((index) => ({
    code: `${String(index % 100).padStart(2, '0')}${'ABC'[Math.floor(index / 100)] ?? ''}`,
    name: `NHS AREA ${index} CCG`,
    total: 100.25 + index,
  }));
  return fteWorkbook(month, [...organisations, ...others]);
}
