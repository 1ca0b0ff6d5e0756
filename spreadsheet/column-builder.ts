/** Gathers rows into columns of typed arrays, which grow as rows come. */
import { MAX_CELLS, MAX_ROW } from './limits.ts';
import { tooLarge } from './refuse.ts';
import { addNumber, addText, createRowBuffer, createStringTable, type RowBuffer } from './row-buffer.ts';
import { CellKind, type ColumnarSheet, type SheetColumn, type SheetRow } from './workbook.ts';

export interface ColumnBuilder {
  /** Rows without a cell are left out. */
  readonly add: (row: RowBuffer) => void;
  readonly finish: (strings: readonly string[]) => ColumnarSheet;
}

const FEWEST_ROWS = 1024;

/** @param expectedRows a hint; a wrong hint costs time or address space only */
export function createColumnBuilder(sheet: string, expectedRows = 0): ColumnBuilder {
  let capacity = Math.max(FEWEST_ROWS, Math.min(expectedRows, MAX_ROW));
  let rowNumbers: Int32Array<ArrayBufferLike> = new Int32Array(capacity);
  const columns: SheetColumn[] = [];
  /** By column: whether it has a number yet. A CSV has none, and room that is never written to costs nothing. */
  const withNumbers: boolean[] = [];
  let used = 0;
  let rows = 0;

  function allow(cells: number): void {
    if (cells > MAX_CELLS) throw tooLarge(`Sheet "${sheet}" has more than ${MAX_CELLS} places for cells`);
  }
  function grow(): void {
    capacity *= 2;
    allow(used * capacity);
    rowNumbers = widen(rowNumbers, new Int32Array(capacity));
    for (const [index, column] of columns.entries()) {
      if (column) columns[index] = copyColumn(column, capacity, withNumbers[index] ?? false);
    }
  }
  function startColumn(index: number): SheetColumn {
    used += 1;
    allow(used * capacity);
    return (columns[index] = emptyColumn(capacity));
  }

  return {
    add(row) {
      if (row.count === 0) return;
      if (rows === capacity) grow();
      rowNumbers[rows] = row.number;
      for (let at = 0; at < row.count; at += 1) {
        const index = row.columns[at] ?? 0;
        const column = columns[index] ?? startColumn(index);
        const kind = row.kinds[at] ?? 0;
        column.kinds[rows] = kind;
        if (kind === CellKind.text || kind === CellKind.error) column.indices[rows] = row.texts[at] ?? -1;
        else {
          column.numbers[rows] = row.numbers[at] ?? NaN;
          withNumbers[index] = true;
        }
      }
      rows += 1;
    },
    finish(strings) {
      let blank: SheetColumn | undefined;
      const cut = Array.from({ length: columns.length }, (_, index): SheetColumn => {
        const { kinds, numbers, indices } = columns[index] ?? (blank ??= emptyColumn(rows));
        return {
          kinds: kinds.subarray(0, rows),
          numbers: numbers.subarray(0, rows),
          indices: indices.subarray(0, rows),
        };
      });
      return { rows, rowNumbers: rowNumbers.subarray(0, rows), strings, columns: cut };
    },
  };
}

/** The columns of a sheet that is held in rows already. */
export function columnsOf(sheet: string, rows: Iterable<SheetRow>): ColumnarSheet {
  const strings = createStringTable();
  const builder = createColumnBuilder(sheet);
  const buffer = createRowBuffer();
  for (const { number, cells } of rows) {
    buffer.number = number;
    buffer.count = 0;
    for (const [column, cell] of cells.entries()) {
      if (cell === null) continue;
      if (typeof cell === 'number') addNumber(buffer, column, cell);
      else if (typeof cell === 'boolean') addNumber(buffer, column, cell ? 1 : 0, CellKind.boolean);
      else if (typeof cell === 'string') addText(buffer, column, strings.add(cell));
      else addText(buffer, column, strings.add(cell.error), CellKind.error);
    }
    builder.add(buffer);
  }
  return builder.finish(strings.all());
}

function emptyColumn(rows: number): SheetColumn {
  const indices = new Int32Array(rows).fill(-1);
  return { kinds: new Uint8Array(rows), numbers: new Float64Array(rows), indices };
}

function copyColumn(column: SheetColumn, rows: number, withNumbers: boolean): SheetColumn {
  const wider = {
    kinds: new Uint8Array(rows),
    numbers: new Float64Array(rows),
    indices: new Int32Array(rows),
  };
  wider.kinds.set(column.kinds);
  if (withNumbers) wider.numbers.set(column.numbers);
  wider.indices.set(column.indices);
  wider.indices.fill(-1, column.indices.length);
  return wider;
}

function widen(from: Int32Array, into: Int32Array): Int32Array {
  into.set(from);
  return into;
}
