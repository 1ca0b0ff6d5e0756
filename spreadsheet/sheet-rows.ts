/** Between rows of cell values and the typed arrays of a row buffer or a columnar sheet. */
import { createColumnBuilder } from './column-builder.ts';
import { MAX_ROW_CELLS } from './limits.ts';
import { tooLarge } from './refuse.ts';
import { addNumber, addText, createRowBuffer, type RowBuffer } from './row-buffer.ts';
import { createStringTable, type StringTable } from './string-table.ts';
import { CellKind, type CellValue, type ColumnarSheet, type SheetRow } from './workbook.ts';

/** The row's cells as values, to the last that holds something. */
export function cellValues(row: RowBuffer, strings: StringTable): readonly CellValue[] {
  const width = row.count === 0 ? 0 : (row.columns[row.count - 1] ?? 0) + 1;
  const cells = new Array<CellValue>(width).fill(null);
  for (let at = 0; at < row.count; at += 1) {
    cells[row.columns[at] ?? 0] = cellValue(row, at, strings);
  }
  return cells;
}

function cellValue(row: RowBuffer, at: number, strings: StringTable): CellValue {
  const kind = row.kinds[at];
  if (kind === CellKind.number) return row.numbers[at] ?? NaN;
  if (kind === CellKind.boolean) return row.numbers[at] === 1;
  const text = strings.text(row.texts[at] ?? -1);
  return kind === CellKind.error ? { error: text } : text;
}

/** A few cells in far columns make wide rows: throws once more places were walked than can be meant. */
export function createWidthGuard(sheet: string): (width: number) => void {
  let places = 0;
  return (width) => {
    places += width;
    if (places > MAX_ROW_CELLS)
      throw tooLarge(`Sheet "${sheet}" has more than ${MAX_ROW_CELLS} places for cells`);
  };
}

/** A sheet that is held in rows already, in columns. */
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
