/** Imaging tests by trust, kind and month (dossier diagnostic-imaging, sections 4 and 5). */
import { MODALITIES } from '../../fixtures/diagnostic-imaging.ts';
import { type Year, monthsIn } from './calendar.ts';
import { made } from './figures.ts';
import { type ProviderRow, rowsOf } from './provider-rows.ts';
import { type Cell, type Cells, type Printed, NOT_IN_IT, sumOfRows } from './publication.ts';

/** Kinds of test a trust does not do: no row, and that is no gap. */
const NO_KIND: Readonly<Record<string, readonly number[]>> = {
  RT3: [4, 7],
  RNU: [0, 3, 4, 5, 7, 8],
  RH5: [7],
  RGN: [4],
};

/** Months without any number of a trust. */
const GAPS: Readonly<Record<string, readonly string[]>> = {
  '2018-19 RT3': ['2019-01'],
  '2021-22 RWE': ['2021-10'],
  '2022-23 RM3': [
    '2022-07',
    '2022-08',
    '2022-09',
    '2022-10',
    '2022-11',
    '2022-12',
    '2023-01',
    '2023-02',
    '2023-03',
  ],
  '2022-23 RNN': ['2022-10'],
  '2023-24 RJZ': ['2023-10', '2023-11', '2023-12', '2024-01', '2024-02', '2024-03'],
  '2017-18 RBA': ['2017-12'],
};

/** The months of a code in a year in which it existed. */
export function monthsOf(code: string, fy: Year): readonly string[] {
  const last: Readonly<Record<string, string>> = {
    RW3: '2017-09',
    RM2: '2017-09',
    RQ6: '2019-09',
    RNL: '2019-09',
    RD3: '2020-09',
    RDZ: '2020-09',
    RT3: '2021-01',
    RW6: '2021-09',
    RVY: '2023-06',
    RXH: '2021-04',
  };
  const first: Readonly<Record<string, string>> = { R0A: '2017-10', R0D: '2020-10', RNN: '2019-10' };
  return monthsIn(fy).filter(
    (month) =>
      month >= (first[code] ?? '2000') &&
      month <= (last[code] ?? '3000') &&
      !GAPS[`${fy} ${code}`]?.includes(month),
  );
}

/** True tests of a kind in a month. One or two are hidden. */
export function tests(code: string, kind: number, month: string): number {
  if (code === 'RA4' && kind === 4 && month >= '2018-04' && month <= '2019-03')
    return month === '2018-06' ? 1 : 0;
  if (code === 'RGN' && kind === 7 && month === '2020-05') return 2;
  if (code === 'RA4' && kind === 7 && month === '2017-06') return 1;
  if (code === 'RNU' && kind === 2) return 0;
  const size = made(`imaging ${code} ${kind}`, 20, kind === 6 ? 22_000 : 6000);
  return Math.round((size * made(`imaging ${code} ${kind} ${month}`, 850, 1150)) / 1000);
}

/** To the nearest 5; one and two are hidden. */
export function shown(count: number): Printed {
  if (count > 0 && count < 3) return '*';
  return Math.round(count / 5) * 5;
}

/** The kinds of test a trust does, as places in MODALITIES. */
export function kindsOf(code: string): readonly number[] {
  return [...MODALITIES.keys()].filter((kind) => !NO_KIND[code]?.includes(kind));
}

function yearOf(code: string, kind: number, fy: Year): number {
  return monthsOf(code, fy).reduce((sum, month) => sum + tests(code, kind, month), 0);
}

/** Tests of a trust in a year: the table’s own year; in 2017-18 its months added. */
export function imagingCells(code: string, fy: Year): Cells {
  const rows = rowsOf('diagnostic-imaging', fy, code);
  return { imaging_tests: cellOf(rows, fy), ct_mri_tests: cellOf(rows, fy, [0, 3]) };
}

function cellOf(rows: readonly ProviderRow[], fy: Year, kinds = [...MODALITIES.keys()]): Cell {
  if (rows.length === 0) return NOT_IN_IT;
  const months = new Set(rows.flatMap((row) => monthsOf(row.code, fy)));
  const printed = rows.map((row) =>
    kinds.flatMap((kind): readonly Printed[] => {
      const done = kindsOf(row.code).includes(kind);
      // The months of 2017-18 have a column for every kind; a table of the year has no row for what a trust does not do.
      if (fy === '2017-18')
        return monthsOf(row.code, fy).map((month) => (done ? shown(tests(row.code, kind, month)) : 0));
      return done ? [shown(yearOf(row.code, kind, fy))] : [];
    }),
  );
  const sum = sumOfRows(printed);
  return sum.status === 'reported' && months.size < 12 ? { ...sum, status: 'partial' } : sum;
}
