/** Where in a good file its headings, codes, figures and totals stand: told from what was read, for any layout. */
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { type CellValue, cellText, columnLetter } from '../../spreadsheet/workbook.ts';
import type { Book } from './book.ts';

/** All indexes from 0. */
export interface Place {
  readonly table: number;
  readonly headerAt: number;
  readonly codeAt: number;
  /** Columns of figures, from left to right; one in a long table. */
  readonly figuresAt: readonly number[];
  /** Rows of organisations, and of the totals. */
  readonly rows: readonly number[];
  readonly totals: readonly number[];
}

interface Cell {
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  readonly orgCode: string;
}

export function placesIn(book: Book, parsed: ParsedFile): readonly Place[] {
  // A figure that is missing may stand for a row of something else: where it would be, nothing is.
  const printed = parsed.observations.filter(({ status }) => status !== 'missing');
  const cells = [...(printed.length > 0 ? printed : parsed.observations), ...practiceCells(book, parsed)];
  const sheets = new Set(cells.map((cell) => cell.sheet));
  return [...sheets].map((sheet) => {
    const table = book.tables.findIndex(({ name }) => name === sheet);
    const grid = book.tables[table]?.rows ?? [];
    const own = cells.filter((cell) => cell.sheet === sheet);
    const totals = parsed.totals.filter((total) => total.sheet === sheet).map(({ row }) => row - 1);
    const rows = ascending(own.map(({ row }) => row - 1));
    const figuresAt = ascending(own.map(({ column }) => columnIndex(column)));
    const [first] = own;
    const codeAt = (grid[(first?.row ?? 1) - 1] ?? []).findIndex((cell) => cellText(cell) === first?.orgCode);
    const top = Math.min(...rows, ...totals);
    const headerAt = grid.slice(0, top).findLastIndex((row) => isWords(row[figuresAt[0] ?? 0]));
    return {
      table,
      headerAt,
      codeAt,
      figuresAt,
      rows,
      totals: ascending(totals).filter((row) => !rows.includes(row)),
    };
  });
}

/** Lists of patients are no observations: their tables say which row each figure is from. */
function practiceCells({ tables: [table] }: Book, parsed: ParsedFile): readonly Cell[] {
  const headings = (table?.rows[0] ?? []).map((cell) => cellText(cell));
  const figures = ['NUMBER_OF_PATIENTS', 'PRACTICE_NAME'].map((name) => headings.indexOf(name));
  const column = columnLetter(Math.max(...figures));
  return parsed.tables.flatMap(({ columns }) => {
    const codes = columns.find(({ name }) => name === 'practice_code');
    const lines = columns.find(({ name }) => name === 'source_row');
    if (codes?.type !== 'dictionary' || lines?.type !== 'integer') return [];
    return [...lines.numbers].map((row, at) => ({
      sheet: '',
      row,
      column,
      orgCode: codes.values[codes.indices[at] ?? -1] ?? '',
    }));
  });
}

function isWords(cell: CellValue | undefined): boolean {
  return typeof cell === 'string' && /[a-z]/i.test(cell);
}

function columnIndex(letters: string): number {
  return [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function ascending(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}
