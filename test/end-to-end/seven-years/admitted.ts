/** Admitted patient care: who was admitted in a year (dossier admitted-patient-care, sections 3 and 4). */
import type { AdmittedTable } from '../../fixtures/admitted-patient-care.ts';
import type { Year } from './calendar.ts';
import { made } from './figures.ts';
import { type ProviderRow, OTHERS, providerRows, rowsOf } from './provider-rows.ts';
import {
  type Cell,
  type Cells,
  type Printed,
  MISSING,
  NOT_IN_IT,
  rounded,
  sumOfRows,
} from './publication.ts';
import { byRegion } from './regions.ts';

/** True counts, before rounding and hiding. */
export interface Admitted {
  readonly fce: number;
  readonly admissions: number;
  readonly male: number;
  readonly female: number;
  readonly emergency: number;
  readonly waiting: number;
  readonly planned: number;
  readonly other: number;
  readonly dayCase: number;
  readonly bedDays: number;
}

/** A row of a table of providers, before rounding. */
export interface AdmittedRow extends ProviderRow {
  readonly counts: Admitted;
}

/** Rows so small that some or all of their figures are hidden. */
const SMALL: Readonly<Record<string, Partial<Admitted>>> = {
  '2018-19 TAH': { fce: 6, ...few(5, [3, 2], [1, 0, 4, 0]) },
  '2020-21 TAH': few(400, [150, 250], [3, 300, 90, 7]),
  '2022-23 RNU': few(900, [400, 500], [0, 600, 280, 20]),
  '2021-22 RYR': { fce: 52, ...few(45, [20, 25], [4, 31, 10, 0]) },
  '2019-20 RYR': { fce: 7, ...few(6, [6, 0], [0, 6, 0, 0]) },
};

/** Men and women; emergencies, from the waiting list, planned, other. */
function few(
  admissions: number,
  [male, female]: readonly [number, number],
  [emergency, waiting, planned, other]: readonly [number, number, number, number],
): Partial<Admitted> {
  return { admissions, male, female, emergency, waiting, planned, other };
}

/** `edition` gives other figures: a first issue, the year before in the year's workbook. */
function countsOf(printed: string, fy: string, edition: string): Admitted {
  const name = `admitted ${edition}${fy} ${printed}`;
  const size = made(`admitted ${printed}`, 8000, 190_000);
  const admissions = Math.round((size * made(`${name} all`, 88, 112)) / 100);
  const share = (part: string, low: number, high: number): number =>
    Math.round((admissions * made(`${name} ${part}`, low, high)) / 1000);
  const emergency = share('emergency', 250, 450);
  const waiting = share('waiting', 250, 400);
  const planned = share('planned', 60, 140);
  const male = share('male', 420, 480);
  return {
    fce: Math.round((admissions * made(`${name} fce`, 1080, 1250)) / 1000),
    admissions,
    male,
    female: admissions - male,
    emergency,
    waiting,
    planned,
    other: admissions - emergency - waiting - planned,
    dayCase: share('day', 200, 300),
    bedDays: share('bed days', 1500, 3500),
    ...(edition === '' && SMALL[`${fy} ${printed}`]),
  };
}

/** All rows of organisations in a year's table, trusts and others. */
export function admittedRows(fy: Year, edition = ''): readonly AdmittedRow[] {
  const others = OTHERS.map(([code, name]) => ({ printed: code, code, name }));
  return [...providerRows('admitted-patient-care', fy), ...others].map((row) => ({
    ...row,
    counts: countsOf(row.printed, fy, edition),
  }));
}

/** England: exact. */
export function admittedInEngland(rows: readonly AdmittedRow[]): Admitted {
  const sum = (key: keyof Admitted): number => rows.reduce((all, row) => all + row.counts[key], 0);
  return {
    fce: sum('fce'),
    admissions: sum('admissions'),
    male: sum('male'),
    female: sum('female'),
    emergency: sum('emergency'),
    waiting: sum('waiting'),
    planned: sum('planned'),
    other: sum('other'),
    dayCase: sum('dayCase'),
    bedDays: sum('bedDays'),
  };
}

/** As printed. */
export type Shown = Readonly<Record<keyof Admitted, Printed>>;

/** Bed days are not rounded from 2020-21. */
export function shown(counts: Admitted, fy: Year): Shown {
  const all = Object.entries(counts).map(([key, count]: [string, number]) => [key, rounded(count)]);
  const cells = Object.fromEntries(all) as Shown;
  return fy >= '2020-21' ? { ...cells, bedDays: counts.bedDays } : cells;
}

/** Admissions, emergencies, episodes and stays of a trust in a year. */
export function admittedCells(code: string, fy: Year): Cells {
  const mine = rowsOf('admitted-patient-care', fy, code).map((row) =>
    shown(countsOf(row.printed, fy, ''), fy),
  );
  return {
    admissions: sumOfRows(mine.map((row) => [row.admissions])),
    emergency_admissions: sumOfRows(mine.map((row) => [row.emergency])),
    fce: sumOfRows(mine.map((row) => [row.fce])),
    day_cases: sumOfRows(mine.map((row) => [row.dayCase])),
    elective_admissions: sumOfRows(mine.map((row) => [row.waiting, row.planned])),
    bed_days: sumOfRows(mine.map((row) => [row.bedDays])),
    mean_length_of_stay: stayCell(code, fy),
  };
}

/** Only the hospital providers' tables print it. No heir has it. */
function stayCell(code: string, fy: Year): Cell {
  if (['2018-19', '2019-20', '2021-22', '2022-23'].includes(fy)) return MISSING;
  const own = rowsOf('admitted-patient-care', fy, code).filter((row) => row.code === code);
  return own.length === 0 ? NOT_IN_IT : { value: 4.5, status: 'reported' };
}

/** The table of a year, as printed; `printedIn` is the year whose regions and rounding it has. */
export function admittedTable(fy: Year, edition = '', printedIn = fy): AdmittedTable {
  const rows = admittedRows(fy, edition);
  return {
    england: admittedInEngland(rows),
    regions: byRegion(printedIn, rows).map(([code, name, part]) => [
      code,
      name,
      shown(admittedInEngland(part), printedIn),
    ]),
    rows: rows.map(({ printed, name, counts }) => [printed, name, shown(counts, printedIn)]),
  };
}
