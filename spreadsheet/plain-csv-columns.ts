/** A CSV without a quote, in columns: a list of every practice, sex and age band has 350,000 rows. */
import { createColumnBuilder } from './column-builder.ts';
import { MAX_COLUMN } from './limits.ts';
import { tooLarge } from './refuse.ts';
import { addText, createRowBuffer } from './row-buffer.ts';
import { createStringTable } from './string-table.ts';
import type { ColumnarSheet } from './workbook.ts';

/** @param text with LF line ends and no `"`: every comma parts two cells, every LF two rows */
export function plainCsvColumns(text: string): ColumnarSheet {
  const strings = createStringTable();
  const builder = createColumnBuilder('');
  const row = createRowBuffer();
  let number = 0;
  /** The next comma; looked for once, however many rows have none. */
  let comma = -1;
  for (let start = 0; start < text.length;) {
    const end = indexOrEnd(text, '\n', start);
    row.number = number += 1;
    row.count = 0;
    let column = 0;
    for (let from = start; from <= end; column += 1) {
      if (comma < from) comma = indexOrEnd(text, ',', from);
      const until = Math.min(comma, end);
      if (column >= MAX_COLUMN) throw tooLarge(`Row ${number} of the CSV has more than ${MAX_COLUMN} cells`);
      if (until > from) addText(row, column, strings.add(text.slice(from, until)));
      from = until + 1;
    }
    builder.add(row);
    start = end + 1;
  }
  return builder.finish(strings.all());
}

function indexOrEnd(text: string, character: string, from: number): number {
  const index = text.indexOf(character, from);
  return index < 0 ? text.length : index;
}
