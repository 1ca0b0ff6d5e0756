/** The yearly A&E tables: HES workbooks, ECDS workbooks, then long tables (dossier ae-annual, sections 1 and 2). */
import { type AeTable, aeLines, aeSheets } from '../../fixtures/ae-annual.ts';
import { type Year, YEARS } from './calendar.ts';
import { made } from './figures.ts';
import { OTHERS, providerRows, rowsOf } from './provider-rows.ts';
import { type Cells, csvOf, rounded, sumOfRows } from './publication.ts';
import { byRegion } from './regions.ts';
import { workbookOf } from '../../fixtures/workbook.ts';

/** Attendances so few that they are hidden, and none at all. */
const SMALL: Readonly<Record<string, number>> = {
  '2018-19 RNU': 4,
  '2021-22 RYA': 6,
  '2022-23 RYA': 0,
  '2023-24 RYA': 45,
};

function attendances(code: string, fy: Year, edition = ''): number {
  const few = edition === '' ? SMALL[`${fy} ${code}`] : undefined;
  const size = made(`a&e year ${code}`, 30_000, 250_000);
  return few ?? Math.round((size * made(`a&e year ${edition}${fy} ${code}`, 850, 1150)) / 1000);
}

interface Row {
  readonly code: string;
  readonly name: string;
  readonly count: number;
}

function rowsIn(fy: Year, edition = ''): readonly Row[] {
  const trusts = providerRows('ae-annual', fy).map(({ code, name }) => [code, name] as const);
  return [...trusts, ...OTHERS].map(([code, name]) => ({
    code,
    name,
    count: attendances(code, fy, edition),
  }));
}

/** Attendances of a trust in a year. */
export function aeAnnualCells(code: string, fy: Year): Cells {
  const mine = rowsOf('ae-annual', fy, code).map((row) => [rounded(attendances(row.code, fy))]);
  return { ae_attendances_annual: sumOfRows(mine) };
}

function tableIn(fy: Year, edition = '', printedIn = fy): AeTable {
  const rows = rowsIn(fy, edition);
  const sum = (part: readonly Row[]): number => part.reduce((total, row) => total + row.count, 0);
  return {
    england: sum(rows),
    regions: byRegion(printedIn, rows).map(([code, name, part]) => [code, name, rounded(sum(part))]),
    rows: rows.map(({ code, name, count }) => [code, name, rounded(count)]),
  };
}

/** The year beside the year before; `first` is an earlier issue. */
export function aeWorkbook(fy: Year, first = false): Buffer {
  const before = tableIn(YEARS[YEARS.indexOf(fy) - 1] ?? '2017-18', 'the year before ', fy);
  return workbookOf(aeSheets(fy, tableIn(fy, first ? 'first issue ' : ''), before));
}

export const aeLongTable = (fy: Year): Buffer => csvOf(aeLines(fy, tableIn(fy)));
