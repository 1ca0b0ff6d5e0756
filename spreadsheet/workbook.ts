/** One shape for every workbook, whatever wrote it: .xlsx by our reader, .xls by SheetJS. */

/** A cell's value. Dates come as ISO text; an Excel error cell (#DIV/0!) is `{ error }`, never a number. */
export type CellValue = string | number | boolean | { readonly error: string } | null;

/** A row with its 1-based Excel number; `cells[0]` is column A; missing cells are null. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly CellValue[];
}

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Rows that hold at least one cell, in order. Stop early and nothing more is read. */
  readonly rows: () => Iterable<SheetRow>;
  /**
   * The whole sheet in columns: for tables of a million rows, where an object a row would cost too much.
   * A promise, because the sheet is inflated in pieces beside the reading and never held as a whole.
   */
  readonly columns: () => Promise<ColumnarSheet>;
}

export const CellKind = { empty: 0, number: 1, text: 2, boolean: 3, error: 4 } as const;

/** One column: `kinds[i]` says which of the other two holds row i (booleans are 0 or 1 in `numbers`). */
export interface SheetColumn {
  readonly kinds: Uint8Array;
  readonly numbers: Float64Array;
  /** Index into `ColumnarSheet.strings` for text and error cells, else -1. */
  readonly indices: Int32Array;
}

export interface ColumnarSheet {
  readonly rows: number;
  /** 1-based Excel row number of each row. */
  readonly rowNumbers: Int32Array;
  /** Distinct strings; text is kept once. */
  readonly strings: readonly string[];
  readonly columns: readonly SheetColumn[];
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
}

/** `A` for 0, `AB` for 27. */
export function columnLetter(index: number): string {
  let letters = '';
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return letters;
}

/** A cell as text, trimmed of nothing; empty string for an empty cell. */
export function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return value.error;
  return String(value);
}
