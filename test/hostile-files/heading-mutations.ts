import type { CellValue } from '../../spreadsheet/workbook.ts';
import { type Change, type Mutation, type Rows, everyRow, inEverySheet, put } from './mutation.ts';
import type { Place } from './places.ts';

const header = (rows: Rows, { headerAt }: Place): CellValue[] => rows[headerAt] ?? [];

const twice: Change = (rows, place) => {
  const width = Math.max(...rows.map((row) => row.length));
  put(rows, place.headerAt, width, header(rows, place)[place.figuresAt[0] ?? 0] ?? null);
  for (const row of everyRow(place)) put(rows, row, width, 7);
  for (const row of rows) for (let at = 0; at < row.length; at += 1) row[at] ??= null;
};

const swapped: Change = (rows, place) => {
  const cells = header(rows, place);
  const [a = 0, b = place.codeAt] = place.figuresAt;
  [cells[a], cells[b]] = [cells[b] ?? null, cells[a] ?? null];
};

const shouted = (cell: CellValue): CellValue =>
  typeof cell === 'string' ? ` ${cell.toUpperCase().replaceAll(' ', ' \n')}\u00a0` : cell;

export const HEADING_MUTATIONS: readonly Mutation[] = [
  inEverySheet('the heading of a figure gone', 'refused', (rows, place) =>
    put(rows, place.headerAt, place.figuresAt[0] ?? 0, null),
  ),
  inEverySheet('the heading of the codes gone', 'same or refused', (rows, place) =>
    put(rows, place.headerAt, place.codeAt, null),
  ),
  inEverySheet('all headings gone', 'refused', (rows, { headerAt }) => void (rows[headerAt] = [])),
  inEverySheet('two headings swapped', 'no other figure', swapped),
  inEverySheet('a heading twice', 'same or refused', twice),
  inEverySheet(
    'headings in capitals, with line feeds and double blanks',
    'same or refused',
    (rows, place) => {
      rows[place.headerAt] = header(rows, place).map(shouted);
    },
  ),
  inEverySheet('the headings again between the organisations', 'same or refused', (rows, place) => {
    rows.splice(place.rows[place.rows.length >> 1] ?? 0, 0, [...header(rows, place)]);
  }),
  inEverySheet('empty rows above the headings', 'same or refused', (rows, { headerAt }) => {
    rows.splice(headerAt, 0, [], [], []);
  }),
  inEverySheet('empty rows above everything', 'same', (rows) => void rows.splice(0, 0, [], [], [])),
  inEverySheet('a row of words above everything', 'same or refused', (rows) => {
    rows.splice(0, 0, ['Official statistics']);
  }),
  inEverySheet('empty columns in front', 'same or refused', (rows) => {
    for (const row of rows) row.unshift(null, null);
  }),
];
