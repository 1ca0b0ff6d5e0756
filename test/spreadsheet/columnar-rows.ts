import { CellKind, type CellValue, type ColumnarSheet } from '../../spreadsheet/workbook.ts';
import type { Rows } from './xlsx-file.ts';

/** A columnar sheet as rows of values, to hold it against `rows()`. */
export function columnarRows(sheet: ColumnarSheet): Rows {
  return Array.from(sheet.rowNumbers, (number, row) => {
    const cells = sheet.columns.map((column): CellValue => {
      const kind = column.kinds[row];
      const text = sheet.strings[column.indices[row] ?? -1] ?? '';
      if (kind === CellKind.number) return column.numbers[row] ?? NaN;
      if (kind === CellKind.boolean) return column.numbers[row] === 1;
      if (kind === CellKind.error) return { error: text };
      return kind === CellKind.text ? text : null;
    });
    while (cells.at(-1) === null) cells.pop();
    return [number, ...cells] as const;
  });
}
