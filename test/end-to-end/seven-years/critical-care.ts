/**
 * Adult critical care: records by provider where a year has them, and beds (dossier critical-care, sections
 * 2, 3, 6 and 7).
 */
import {
  type BedsRow,
  type ProviderRow,
  accWorkbook,
  msitrepWorkbook,
  providerTable,
  sitrepWorkbook,
} from '../../fixtures/critical-care.ts';
import { type Year, monthsIn } from './calendar.ts';
import { made } from './figures.ts';
import { OTHERS, providerRows, rowsOf } from './provider-rows.ts';
import { type Cell, type Cells, type Printed, MISSING, NOT_IN_IT, sumOfRows } from './publication.ts';

/** Years whose file has a table by provider; the others have national tables, or no file at all. */
const BY_PROVIDER: readonly Year[] = ['2017-18', '2019-20', '2020-21', '2022-23', '2023-24'];

/** Records hidden, nil, and hidden beside a predecessor's. */
const SMALL: Readonly<Record<string, Printed>> = {
  '2017-18 RA4': '*',
  '2019-20 RNL': '*',
  '2020-21 R1F': 0,
  '2022-23 R1F': '*',
  '2023-24 RA4': '*',
};

function records(code: string, fy: Year): Printed {
  const few = SMALL[`${fy} ${code}`];
  return few === undefined ? made(`critical care ${fy} ${code}`, 40, 4200) : few;
}

/** Records of a year, and beds. */
export function criticalCareCells(code: string, fy: Year): Cells {
  const mine = rowsOf('critical-care', fy, code).map((row) => [records(row.code, fy)]);
  return {
    critical_care_periods: BY_PROVIDER.includes(fy) ? sumOfRows(mine) : MISSING,
    ...bedCells(code, fy),
  };
}

/** The file of a year. England's sum has two for each provider that is withheld. */
export function criticalCareWorkbook(fy: Year): Buffer {
  if (!BY_PROVIDER.includes(fy)) return accWorkbook({ fy });
  const listed = [
    ...providerRows('critical-care', fy).map(({ code, name }) => [code, name] as const),
    ...OTHERS.slice(0, 3),
  ];
  const rows = listed.map(([code, name]): ProviderRow => [code, name, records(code, fy) ?? '*']);
  const england = rows.reduce((sum, [, , count]) => sum + (typeof count === 'number' ? count : 2), 0);
  return accWorkbook({ fy, providers: providerTable(fy, [['', 'England', england], ...rows]) });
}

/**
 * Months of the two collections of beds that are on the pages: the year that was the last, a year of sitreps,
 * and two months more.
 */
export const BED_MONTHS: readonly string[] = [
  ...monthsIn('2019-20').filter((month) => month <= '2020-02'),
  ...monthsIn('2022-23'),
  '2023-04',
  '2023-08',
];

/** Without a row in some months: a missing return. */
const NO_RETURN: Readonly<Record<string, readonly string[]>> = { RGN: ['2022-07', '2022-08'] };

const BEDS_OF = 'R1H REM RQ6 RBN RVY RM3 R0A RJ1 RGN RJZ RYR RXH RWE RH5 RA4'.split(' ');

/** Adult critical care beds of a month. RJZ closed its unit for a month: true zeros. */
function bedsOf(code: string, month: string): BedsRow | undefined {
  const ended: Readonly<Record<string, string>> = {
    RQ6: '2019-09',
    RXH: '2021-03',
    RA4: '2023-03',
    RVY: '2023-06',
  };
  const until = ended[code];
  if ((until !== undefined && month > until) || NO_RETURN[code]?.includes(month)) return undefined;
  const open = code === 'RJZ' && month === '2022-10' ? 0 : made(`cc beds ${month} ${code}`, 10, 110);
  const { name } = providerRows('critical-care', '2019-20').find((row) => row.code === code) ?? {
    name: code,
  };
  return {
    code,
    name,
    open,
    occupied: Math.floor((open * made(`cc occupied ${month} ${code}`, 60, 100)) / 100),
  };
}

/** The rows of a month. */
function bedRowsIn(month: string): readonly BedsRow[] {
  return BEDS_OF.flatMap((code) => bedsOf(code, month) ?? []);
}

/** Beds, mean of the months that have a return. */
function bedCells(code: string, fy: Year): Cells {
  const months = monthsIn(fy).filter((month) => BED_MONTHS.includes(month));
  const mine = months.flatMap((month) => bedsOf(code, month) ?? []).filter(() => BEDS_OF.includes(code));
  const cell = (key: 'open' | 'occupied'): Cell => {
    if (months.length === 0) return MISSING;
    if (mine.length === 0) return months.length < 6 ? MISSING : NOT_IN_IT;
    const mean = mine.reduce((sum, row) => sum + row[key], 0) / mine.length;
    return { value: mean, status: mine.length === 12 ? 'reported' : 'partial' };
  };
  return { cc_beds_open_avg: cell('open'), cc_beds_occupied_avg: cell('occupied') };
}

/** The workbook of a month, of either collection. */
export function bedsWorkbook(month: string): Buffer {
  return (month < '2020-04' ? msitrepWorkbook : sitrepWorkbook)(month, bedRowsIn(month));
}
