/** Critical care beds by month, of the two collections (dossier critical-care, section 6). */
import { type Year, monthsIn } from './calendar.ts';
import { made } from './figures.ts';
import { type Cell, type Cells, MISSING, NOT_IN_IT } from './publication.ts';

/** Months of the two collections of beds that are on the pages: the year that was the last, a year of sitreps, and two months more. */
export const BED_MONTHS: readonly string[] = [
  ...monthsIn('2019-20').filter((month) => month <= '2020-02'),
  ...monthsIn('2022-23'),
  '2023-04',
  '2023-08',
];

/** Without a row in some months: a missing return. */
const NO_RETURN: Readonly<Record<string, readonly string[]>> = { RGN: ['2022-07', '2022-08'] };

const BEDS_OF = [
  'R1H',
  'REM',
  'RQ6',
  'RBN',
  'RVY',
  'RM3',
  'R0A',
  'RJ1',
  'RGN',
  'RJZ',
  'RYR',
  'RXH',
  'RWE',
  'RH5',
  'RA4',
];

interface BedsRow {
  readonly code: string;
  readonly open: number;
  readonly occupied: number;
}

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
  return { code, open, occupied: Math.floor((open * made(`cc occupied ${month} ${code}`, 60, 100)) / 100) };
}

/** The rows of a month. */
export function bedRowsIn(month: string): readonly BedsRow[] {
  return BEDS_OF.flatMap((code) => bedsOf(code, month) ?? []);
}

/** Beds, mean of the months that have a return. */
export function criticalBedCells(code: string, fy: Year): Cells {
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
