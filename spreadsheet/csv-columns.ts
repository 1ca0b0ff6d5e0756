/** A CSV in columns, without an object a row: a year of A&E by provider has 560,000 rows, a month of practices 350,000. */
import { createColumnBuilder } from './column-builder.ts';
import { MAX_COLUMN } from './limits.ts';
import { tooLarge } from './refuse.ts';
import { addText, createRowBuffer } from './row-buffer.ts';
import { createStringTable } from './string-table.ts';
import type { ColumnarSheet } from './workbook.ts';

/**
 * Undefined where a quote opens inside a cell, does not close, or closes before the cell ends: csv-parse says what is
 * wrong, and where.
 * @param text with LF line ends
 * @param cellOf what a cell is taken as
 */
export function csvColumns(
  text: string,
  cellOf: (text: string) => string = (cell) => cell,
): ColumnarSheet | undefined {
  const strings = createStringTable();
  const builder = createColumnBuilder('');
  const row = createRowBuffer();
  const comma = finder(text, ',');
  const lineEnd = finder(text, '\n');
  const quote = finder(text, '"');
  let line = 1;
  for (let at = 0; at < text.length;) {
    row.number = line;
    row.count = 0;
    for (let column = 0; ; column += 1) {
      if (column >= MAX_COLUMN) throw tooLarge(`Row ${line} of the CSV has more than ${MAX_COLUMN} cells`);
      const isQuoted = text[at] === '"';
      const end = isQuoted ? closingQuote(text, at) + 1 : Math.min(comma(at), lineEnd(at));
      if (end === 0 || (!isQuoted && quote(at) < end)) return undefined;
      const cell = isQuoted ? text.slice(at + 1, end - 1) : text.slice(at, end);
      if (isQuoted) line += linesIn(cell);
      const shown = cellOf(isQuoted ? cell.replaceAll('""', '"') : cell);
      if (shown !== '') addText(row, column, strings.add(shown));
      at = end + 1;
      if (end >= text.length || text[end] === '\n') break;
      if (text[end] !== ',') return undefined;
    }
    line += 1;
    builder.add(row);
  }
  return builder.finish(strings.all());
}

/** Where the next such character is, or the end; each is looked for once, however far off it is. */
function finder(text: string, character: string): (from: number) => number {
  let next = -1;
  return (from) => {
    if (next < from) {
      next = text.indexOf(character, from);
      if (next < 0) next = text.length;
    }
    return next;
  };
}

/** Two quotes inside a cell stand for one; -1 where none closes it. */
function closingQuote(text: string, opening: number): number {
  for (let at = text.indexOf('"', opening + 1); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at;
  return -1;
}

function linesIn(cell: string): number {
  let lines = 0;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
