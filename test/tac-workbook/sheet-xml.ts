/** Rows of a worksheet as SpreadsheetML, with text kept in the shared strings as Excel does. */
import { columnLetter } from '../../spreadsheet/workbook.ts';
import type { TacCell } from './spec.ts';

/** A cell: a value, or an ISO date to be written as an Excel date. */
export type XmlCell = TacCell | { readonly date: string };

export interface SharedStrings {
  readonly indexOf: (text: string) => number;
  readonly texts: () => readonly string[];
}

const DATE_STYLE = 1;
const LETTERS = Array.from({ length: 26 }, (_, index) => columnLetter(index));

export function createSharedStrings(): SharedStrings {
  const indices = new Map<string, number>();
  return {
    indexOf(text) {
      let index = indices.get(text);
      if (index === undefined) {
        index = indices.size;
        indices.set(text, index);
      }
      return index;
    },
    texts: () => [...indices.keys()],
  };
}

/** `row` is the 1-based Excel row. Blanks are left out in odd rows, and written as empty cells in even ones. */
export function rowXml(row: number, cells: readonly XmlCell[], strings: SharedStrings): string {
  let xml = `<row r="${row}" spans="1:${cells.length}">`;
  for (let index = 0; index < cells.length; index += 1) {
    xml += cellXml(`${LETTERS[index] ?? columnLetter(index)}${row}`, cells[index] ?? null, row, strings);
  }
  return `${xml}</row>`;
}

function cellXml(reference: string, cell: XmlCell, row: number, strings: SharedStrings): string {
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') return `<c r="${reference}" t="s"><v>${strings.indexOf(cell)}</v></c>`;
  if (cell === null) return row % 2 === 0 ? `<c r="${reference}"/>` : '';
  return `<c r="${reference}" s="${DATE_STYLE}"><v>${excelDay(cell.date)}</v></c>`;
}

export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function excelDay(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / 86_400_000 + 25_569;
}
