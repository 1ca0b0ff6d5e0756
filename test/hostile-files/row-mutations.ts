import type { CellValue } from '../../spreadsheet/workbook.ts';
import {
  type Change,
  type Mutation,
  type Rows,
  below,
  codeOf,
  everyRow,
  inEverySheet,
  inOneSheet,
  largest,
  replace,
  takeOut,
} from './mutation.ts';
import type { Place } from './places.ts';
import { plainCode } from './read-file.ts';

const copy = (rows: Rows, at: number): CellValue[] => [...(rows[at] ?? [])];

const largestGone: Change = (rows, place) => {
  const code = plainCode(codeOf(rows, largest(rows, place), place));
  const gone = place.rows.filter((row) => plainCode(codeOf(rows, row, place)) === code);
  takeOut(rows, (row) => gone.includes(row));
};

const thirdGone: Change = (rows, place) => {
  const gone = new Set(place.rows.filter((_, at) => at % 3 === 2));
  takeOut(rows, (row) => gone.has(row));
};

function largestAgain(more: number): Change {
  return (rows, place) => {
    const at = Math.max(...place.rows) + 1;
    rows.splice(at, 0, copy(rows, largest(rows, place)));
    if (more !== 0) replace(rows, [at], place.figuresAt, (figure) => figure + more);
  };
}

function tableAgain(heading: (rows: Rows, place: Place) => Rows, share: number): Change {
  return (rows, place) => {
    const block = [...heading(rows, place), ...everyRow(place).map((row) => copy(rows, row))];
    if (share !== 1)
      replace(block, [...block.keys()], place.figuresAt, (figure) => Math.round(figure * share));
    rows.splice(below(place), 0, ...block);
  };
}

/** Cells put in front of the figures, or taken away there. */
function shifted(by: number, isShifted: (at: number) => boolean = () => true): Change {
  return (rows, place) => {
    const [first = 0] = place.figuresAt;
    for (const row of everyRow(place).filter((_, at) => isShifted(at))) {
      if (by > 0) rows[row]?.splice(first, 0, null);
      else rows[row]?.splice(first, 1);
    }
  };
}

const turned: Change = (rows, { rows: at }) => {
  const before = at.map((row) => rows[row] ?? []);
  at.forEach((row, index) => void (rows[row] = before[before.length - 1 - index] ?? []));
};

const OTHER_TABLE: readonly CellValue[][] = [
  [],
  ['Table 2', 'by specialty'],
  ['Specialty', 'Name', 'Total'],
  ['100', 'General surgery', 12_345],
  ['320', 'Cardiology', 999],
];

export const ROW_MUTATIONS: readonly Mutation[] = [
  inEverySheet('a third of the rows gone', 'refused', thirdGone),
  inEverySheet('the last third of the rows gone', 'refused', (rows, { rows: at }) => {
    rows.splice(at[Math.floor((at.length * 2) / 3)] ?? 0);
  }),
  inOneSheet('the largest organisation gone', 'refused', largestGone),
  inOneSheet('an organisation twice, with other figures', 'refused', largestAgain(3000)),
  inOneSheet('an organisation twice, with the same figures', 'same or refused', largestAgain(0)),
  inEverySheet(
    'the whole table again below',
    'same or refused',
    tableAgain(() => [], 1),
  ),
  inEverySheet(
    'a table of half of them below',
    'refused',
    tableAgain((rows, { headerAt }) => [[], ['Of these, day cases'], copy(rows, headerAt)], 0.5),
  ),
  inEverySheet('a table of something else below', 'same or refused', (rows, place) => {
    rows.splice(below(place), 0, ...OTHER_TABLE.map((row) => [...row]));
  }),
  inEverySheet('notes below', 'same or refused', (rows) => {
    rows.push([], ['Notes'], ['1. R1H merged in 2017, 12345.'], ['Source', 'HES', 2019]);
  }),
  inEverySheet('figures one column to the right', 'refused', shifted(1)),
  inEverySheet(
    'figures of half of the rows one column to the right',
    'refused',
    shifted(1, (at) => at % 2 === 0),
  ),
  inEverySheet('figures one column to the left', 'refused', shifted(-1)),
  inEverySheet('organisations in another order', 'same', turned),
  inEverySheet('empty rows between the organisations', 'same', (rows, place) => {
    for (const row of place.rows.toReversed()) rows.splice(row, 0, []);
  }),
  inEverySheet('the totals gone', 'refused', (rows, { totals }) =>
    takeOut(rows, (row) => totals.includes(row)),
  ),
  inOneSheet('the totals twice', 'same or refused', (rows, { totals: [total] }) => {
    if (total !== undefined) rows.splice(total, 0, copy(rows, total));
  }),
];
