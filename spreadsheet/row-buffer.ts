import { MAX_COLUMN } from './limits.ts';
import { CellKind } from './workbook.ts';

/** The cells of one row as they are read, in order of their columns; used again for every row. */
export interface RowBuffer {
  /** 1-based Excel row. */
  number: number;
  /** Cells in use. */
  count: number;
  /** 0-based column of each cell. */
  readonly columns: Int32Array;
  readonly kinds: Uint8Array;
  readonly numbers: Float64Array;
  /** Number of the text in the sheet's string table. */
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
