/** Outpatients: the appointments of a year (dossier outpatients, sections 3 and 4). */
import {
  type OutpatientRow as Row,
  type OutpatientTable,
  outpatientLines,
  outpatientSheets,
} from '../../fixtures/outpatients.ts';
import type { Cell } from '../../fixtures/provider-level.ts';
import type { Year } from './calendar.ts';
import { made } from './figures.ts';
import { OTHERS, providerRows, rowsOf } from './provider-rows.ts';
import { type Cells, type Printed, csvOf, rounded, sumOfRows } from './publication.ts';
import { byRegion } from './regions.ts';
import { workbookOf } from '../../fixtures/workbook.ts';

const OUTCOMES = ['attended', 'dna', 'patient', 'hospital', 'unknown'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** True counts by outcome: men, women, unknown. */
export type Appointments = Readonly<Record<Outcome, readonly [number, number, number]>>;

/** Rows so small that figures are hidden, or hidden altogether. */
const SMALL: Readonly<Record<string, Partial<Appointments>>> = {
  '2018-19 RYR': few([3, 2, 0], [0, 1, 0], [0, 0, 0], [0, 0, 0]),
  '2022-23 RYR': few([30, 41, 3], [0, 0, 0], [9, 0, 0], [0, 0, 0]),
  '2020-21 TAH': few([2, 4, 0], [1, 0, 0], [0, 3, 0], [0, 0, 0]),
  '2023-24 TAH': few([2, 4, 1], [1, 2, 0], [0, 3, 0], [0, 0, 5]),
  '2019-20 RNU': { dna: [0, 0, 0] },
  '2019-20 RH5': { hospital: [3, 2, 0] },
  '2021-22 RJ1-X': { unknown: [2, 4, 0] },
};

type Genders = Appointments[Outcome];

function few(attended: Genders, dna: Genders, patient: Genders, hospital: Genders): Appointments {
  return { attended, dna, patient, hospital, unknown: [0, 0, 0] };
}

/** True counts of a row of the table. */
function appointments(printed: string, fy: Year, edition = ''): Appointments {
  const name = `outpatients ${edition}${fy} ${printed}`;
  const size = made(`outpatients ${printed}`, 20_000, 900_000);
  const of = (outcome: Outcome, low: number, high: number): readonly [number, number, number] => {
    const all = Math.round((size * made(`${name} ${outcome}`, low, high)) / 1000);
    const men = Math.round(all * 0.43);
    // Unknown gender is so rare in some years and places that it is hidden.
    const unknown = outcome === 'unknown' ? 0 : made(`${name} ${outcome} unknown`, 0, 40);
    return [men, all - men, unknown];
  };
  return {
    attended: of('attended', 700, 900),
    dna: of('dna', 40, 70),
    patient: of('patient', 50, 90),
    hospital: of('hospital', 60, 110),
    unknown: of('unknown', 2, 9),
    ...(edition === '' && SMALL[`${fy} ${printed}`]),
  };
}

/** A row of the table, before rounding. */
interface OutpatientRow {
  readonly printed: string;
  readonly name: string;
  readonly counts: Appointments;
}

/** All rows of a year, trusts and others. */
function outpatientRows(fy: Year, edition = ''): readonly OutpatientRow[] {
  const others = [...OTHERS, ['ACH01', 'COMMUNITY HEALTH, OXFORD'], ['NQT5H', 'PROVIDE CIC']] as const;
  return [...providerRows('outpatients', fy), ...others.map(([code, name]) => ({ printed: code, name }))].map(
    ({ printed, name }) => ({ printed, name, counts: appointments(printed, fy, edition) }),
  );
}

/** Several rows in one. */
function added(rows: readonly OutpatientRow[]): Appointments {
  const sum = (outcome: Outcome): readonly [number, number, number] => {
    const of = (gender: 0 | 1 | 2): number => rows.reduce((all, row) => all + row.counts[outcome][gender], 0);
    return [of(0), of(1), of(2)];
  };
  return {
    attended: sum('attended'),
    dna: sum('dna'),
    patient: sum('patient'),
    hospital: sum('hospital'),
    unknown: sum('unknown'),
  };
}

const total = (genders: readonly number[]): number => genders.reduce((sum, count) => sum + count, 0);

/** A row as printed. */
function rowOf(code: string, name: string, counts: Appointments, show: (count: number) => Cell): Row {
  const attended = total(counts.attended);
  const part = Math.floor(attended / 5);
  return {
    code,
    name,
    outcomes: OUTCOMES.map((outcome) => [...counts[outcome].map(show), show(total(counts[outcome]))]),
    // Attended by type of appointment: another cut of the same.
    types: [part, part, part, part, attended - 4 * part].map(show),
  };
}

function tableOf(fy: Year, edition = ''): OutpatientTable {
  const rows = outpatientRows(fy, edition);
  return {
    fy,
    england: rowOf('All', 'England', added(rows), (count) => count),
    regions: byRegion(fy, rows).map(([code, name, part]) => rowOf(code, name, added(part), rounded)),
    rows: rows.map(({ printed, name, counts }) => rowOf(printed, name, counts, rounded)),
  };
}

export function outpatientWorkbook(fy: Year, first = false): Buffer {
  const table = tableOf(fy, first ? 'first issue ' : '');
  const none = appointments('none', fy);
  const beside = [
    rowOf('Y', 'Unknown', none, () => 0),
    rowOf('-', 'Unknown', none, () => '-'),
    rowOf('Q99', 'Wales', none, () => 0),
  ];
  return workbookOf(outpatientSheets({ ...table, regions: [...table.regions, ...beside] }));
}

export function outpatientCsv(fy: Year): Buffer {
  const types = [0, 1, 2, 3, 4].map((index) => `Type ${index}`);
  const valueHeading = fy === '2022-23' ? 'MEASURE_VALUE_SUM_1' : 'MEASURE_VALUE';
  return csvOf(outpatientLines(tableOf(fy), { numbered: fy === '2023-24', valueHeading, types }));
}

/** From 2022-23 a trust's figure is the sum of three genders; before, the table prints it. */
export function outpatientCells(code: string, fy: Year): Cells {
  const mine = rowsOf('outpatients', fy, code).map((row) => appointments(row.printed, fy));
  const figures = (counts: Appointments, outcome: Outcome): readonly Printed[] =>
    fy >= '2022-23' ? counts[outcome].map(rounded) : [rounded(total(counts[outcome]))];
  const outcomes = fy >= '2022-23' ? OUTCOMES.slice(0, 4) : OUTCOMES;
  return {
    op_attendances: sumOfRows(mine.map((counts) => figures(counts, 'attended'))),
    op_dna: sumOfRows(mine.map((counts) => figures(counts, 'dna'))),
    op_appointments: sumOfRows(mine.map((counts) => outcomes.flatMap((outcome) => figures(counts, outcome)))),
  };
}
