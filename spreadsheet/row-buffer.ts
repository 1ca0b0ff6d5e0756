/** One row as it is read: typed arrays that are used again for every row, and a table of the distinct texts. */
import { MAX_COLUMN, MAX_ROW_CELLS } from './limits.ts';
import { tooLarge } from './refuse.ts';
import { CellKind, type CellValue } from './workbook.ts';

/** The cells of one row, in order of their columns. */
export interface RowBuffer {
  /** 1-based Excel row. */
  number: number;
  /** Cells in use. */
  count: number;
  /** 0-based column of each cell. */
  readonly columns: Int32Array;
  readonly kinds: Uint8Array;
  readonly numbers: Float64Array;
  /** Number of the cell's text in the sheet's string table. */
  readonly texts: Int32Array;
}

export function createRowBuffer(): RowBuffer {
  return {
    number: 0,
    count: 0,
    columns: new Int32Array(MAX_COLUMN),
    kinds: new Uint8Array(MAX_COLUMN),
    numbers: new Float64Array(MAX_COLUMN),
    texts: new Int32Array(MAX_COLUMN),
  };
}

export function addText(row: RowBuffer, column: number, text: number, kind: 2 | 4 = CellKind.text): void {
  const at = row.count;
  row.columns[at] = column;
  row.kinds[at] = kind;
  row.texts[at] = text;
  row.count = at + 1;
}

export function addNumber(
  row: RowBuffer,
  column: number,
  number: number,
  kind: 1 | 3 = CellKind.number,
): void {
  const at = row.count;
  row.columns[at] = column;
  row.kinds[at] = kind;
  row.numbers[at] = number;
  row.texts[at] = -1;
  row.count = at + 1;
}

/** The row's cells as values, up to the last cell that holds something. */
export function cellValues(row: RowBuffer, strings: StringTable): readonly CellValue[] {
  const width = row.count === 0 ? 0 : (row.columns[row.count - 1] ?? 0) + 1;
  const cells = new Array<CellValue>(width).fill(null);
  for (let at = 0; at < row.count; at += 1) cells[row.columns[at] ?? 0] = cellValue(row, at, strings);
  return cells;
}

function cellValue(row: RowBuffer, at: number, strings: StringTable): CellValue {
  const kind = row.kinds[at];
  if (kind === CellKind.number) return row.numbers[at] ?? NaN;
  if (kind === CellKind.boolean) return row.numbers[at] === 1;
  const text = strings.text(row.texts[at] ?? -1);
  return kind === CellKind.error ? { error: text } : text;
}

/** A few cells in far columns make wide rows: the guard throws once the rows were wider than a table can be. */
export function createWidthGuard(sheet: string): (width: number) => void {
  let places = 0;
  return (width) => {
    places += width;
    if (places > MAX_ROW_CELLS)
      throw tooLarge(`Sheet "${sheet}" has more than ${MAX_ROW_CELLS} places for cells`);
  };
}

/** Distinct texts, each with a number counted from 0. */
export interface StringTable {
  readonly add: (text: string) => number;
  readonly numberOf: (text: string) => number | undefined;
  readonly text: (number: number) => string;
  readonly size: () => number;
  readonly all: () => readonly string[];
}

/** An empty table, or a table that goes on counting where `base` ended and leaves `base` as it is. */
export function createStringTable(base?: StringTable): StringTable {
  const own: string[] = [];
  const numbers = new Map<string, number>();
  const start = base?.size() ?? 0;
  const numberOf = (text: string): number | undefined => base?.numberOf(text) ?? numbers.get(text);
  return {
    numberOf,
    add(text) {
      const known = numberOf(text);
      if (known !== undefined) return known;
      numbers.set(text, start + own.length);
      return start + own.push(text) - 1;
    },
    text: (number) => (base && number < start ? base.text(number) : (own[number - start] ?? '')),
    size: () => start + own.length,
    all: () => (base ? (own.length === 0 ? base.all() : [...base.all(), ...own]) : own),
  };
}
