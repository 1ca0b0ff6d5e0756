/** What a spoiled file is made from, and the common ways to spoil one. */
import { type CellValue, cellText } from '../../spreadsheet/workbook.ts';
import type { Book, Table } from './book.ts';
import type { Place } from './places.ts';

export interface Good {
  readonly book: Book;
  readonly bytes: Uint8Array;
  /** One for each sheet that holds figures. */
  readonly places: readonly [Place, ...Place[]];
}

export type Expected =
  | 'same'
  | 'refused'
  | 'same or refused'
  /** Also loaded without the figures in question, or with a word about each that differs. */
  | 'no other figure';

export interface Mutation {
  readonly what: string;
  readonly expected: Expected;
  /** Undefined where it does not apply. */
  readonly change: (good: Good) => Book | Uint8Array | undefined;
}

export type Rows = CellValue[][];
export type Change = (rows: Rows, place: Place) => void;

/** Spoils a copy of every sheet that holds figures. */
export function inEverySheet(what: string, expected: Expected, change: Change): Mutation {
  return { what, expected, change: ({ book, places }) => spoiled(book, places, change) };
}

/** Spoils a copy of the first of them. */
export function inOneSheet(what: string, expected: Expected, change: Change): Mutation {
  return { what, expected, change: ({ book, places }) => spoiled(book, places.slice(0, 1), change) };
}

export function spoiled(book: Book, places: readonly Place[], change: Change): Book {
  const tables = book.tables.map((table, index): Table => {
    const here = places.find((place) => place.table === index);
    if (!here) return table;
    const rows = table.rows.map((row) => [...row]);
    change(rows, here);
    return { ...table, rows };
  });
  return { ...book, tables };
}

export function put(rows: Rows, row: number, column: number, cell: CellValue): void {
  const cells = rows[row];
  if (cells) cells[column] = cell;
}

/** Replaces the figures of these rows; marks for none stay. */
export function replace(
  rows: Rows,
  at: readonly number[],
  columns: readonly number[],
  to: (figure: number) => CellValue,
): void {
  for (const row of at) {
    for (const column of columns) {
      const cell = rows[row]?.[column];
      const figure = typeof cell === 'string' && cell.trim() !== '' ? Number(cell) : cell;
      if (typeof figure === 'number' && Number.isFinite(figure)) put(rows, row, column, to(figure));
    }
  }
}

/** Row with most of the first figure. */
export function largest(rows: Rows, { rows: at, figuresAt: [first = 0] }: Place): number {
  const size = (row: number): number => Number(rows[row]?.[first]) || 0;
  return at.reduce((best, row) => (size(row) > size(best) ? row : best), at[0] ?? 0);
}

export function codeOf(rows: Rows, row: number, { codeAt }: Place): string {
  return cellText(rows[row]?.[codeAt]);
}

/** Takes rows out; what stands below moves up. */
export function takeOut(rows: Rows, gone: (row: number) => boolean): void {
  const kept = rows.filter((_, row) => !gone(row));
  rows.splice(0, rows.length, ...kept);
}

/** Rows of organisations and of totals. */
export function everyRow({ rows, totals }: Place): readonly number[] {
  return [...rows, ...totals];
}

/** Index of the first row below the table. */
export function below(place: Place): number {
  return Math.max(...everyRow(place)) + 1;
}
