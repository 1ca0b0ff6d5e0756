/** The quarterly workbooks of the seven years: which organisations and figures, and what drifted when. */
import { bedsWorkbook } from '../../fixtures/beds.ts';
import { type BedRow, bedRows } from './figures.ts';
import { printedIn } from './trusts.ts';

export interface BedsFile {
  readonly quarter: string;
  /** A table of beds open by day only, under whatever name. */
  readonly dayOnly?: boolean;
  /** An earlier issue: every figure a little other. */
  readonly firstIssue?: boolean;
}

export function bedsFile({ quarter, dayOnly = false, firstIssue = false }: BedsFile): Buffer {
  const rows = bedRows(quarter).map((row) =>
    firstIssue || dayOnly ? otherwise(row, dayOnly ? 0.1 : 1.07) : row,
  );
  const start = Number(quarter.slice(0, 4));
  const realDates = quarter >= '2021-22Q3';
  return bedsWorkbook({
    quarter,
    dayOnly,
    rows: rows.map(({ trust, available, occupied }) => ({
      code: trust.code === 'R1H' && quarter.startsWith('2018-19') ? 'R1H ' : trust.code,
      name: printedIn(trust, firstMonth(quarter)),
      available,
      occupied,
    })),
    periodHeading: quarter < '2018-19' ? 'Period' : 'Period End',
    disabilityHeading: quarter >= '2021-22' ? 'Learning Disability' : 'Learning Disabilities',
    dataQualityFirst: quarter >= '2023-24',
    realDates,
    published: new Date(Date.UTC(start + 1, 4, 23)),
    revised: !realDates && quarter.endsWith('Q4') ? null : new Date(Date.UTC(start + 1, 10, 23)),
    edit: (sheet) => (sheet.getCell(18 + rows.length, 5).value = ' '),
  });
}

function otherwise(row: BedRow, times: number): BedRow {
  const change = (beds: readonly number[]): number[] =>
    beds.map((count) => Math.round(count * times * 100) / 100);
  return { ...row, available: change(row.available), occupied: change(row.occupied) };
}

/** `2019-10` for `2019-20Q3`. */
function firstMonth(quarter: string): string {
  const start = Number(quarter.slice(0, 4));
  const months = [`${start}-04`, `${start}-07`, `${start}-10`, `${start + 1}-01`];
  return months[Number(quarter.slice(-1)) - 1] ?? '';
}
