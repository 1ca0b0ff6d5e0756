/** A file as sheets of cells, to be spoiled by a test and written again: CSV as text, workbooks by SheetJS. */
import { utils, write, type CellObject } from '@e965/xlsx';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { CellValue } from '../../spreadsheet/workbook.ts';

export interface Table {
  readonly name: string;
  readonly hidden: boolean;
  /** Index 0 is row 1, column A; empty rows are empty lists. */
  readonly rows: readonly (readonly CellValue[])[];
}

export interface Book {
  readonly kind: SourceBytes['kind'];
  readonly fileName: string;
  readonly tables: readonly Table[];
}

export function bookOf({ kind, fileName, workbook }: SourceBytes): Book {
  const tables = workbook().sheets.map(({ name, hidden, rows }): Table => {
    const lines: (readonly CellValue[])[] = [];
    for (const { number, cells } of rows()) {
      while (lines.length < number - 1) lines.push([]);
      lines.push(cells);
    }
    return { name, hidden, rows: lines };
  });
  return { kind, fileName, tables };
}

/** How the text of a CSV is written; Excel's own way where nothing is said. */
export interface CsvStyle {
  readonly between?: string;
  readonly lineEnd?: string;
  /** Quotes around every cell, not just where they are needed. */
  readonly quoted?: boolean;
  readonly mark?: boolean;
  readonly encoding?: BufferEncoding;
}

export function csvBytes({ tables: [table] }: Book, style: CsvStyle = {}): Uint8Array {
  const { between = ',', lineEnd = '\r\n', quoted = false, mark = false, encoding = 'utf8' } = style;
  const written = (cell: CellValue): string => {
    const text = textOf(cell);
    return quoted || /["\r\n]/.test(text) || text.includes(between)
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  };
  const lines = (table?.rows ?? []).map((row) => row.map(written).join(between) + lineEnd);
  return Buffer.from(`${mark ? '\ufeff' : ''}${lines.join('')}`, encoding);
}

export function bytesOf(book: Book): Uint8Array {
  if (book.kind === 'csv') return csvBytes(book);
  const written = utils.book_new();
  for (const { name, rows } of book.tables) {
    const sheet = utils.aoa_to_sheet(rows.map((row) => row.map(cellOf)));
    utils.book_append_sheet(written, sheet, name);
  }
  written.Workbook = { Sheets: book.tables.map(({ name, hidden }) => ({ name, Hidden: hidden ? 1 : 0 })) };
  return new Uint8Array(
    write(written, { type: 'array', bookType: book.kind, bookSST: true, compression: true }) as ArrayBuffer,
  );
}

function textOf(cell: CellValue): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? cell.error : String(cell);
}

const REFERENCE_ERROR = 0x17;

function cellOf(cell: CellValue): CellValue | CellObject {
  return cell !== null && typeof cell === 'object' ? { t: 'e', v: REFERENCE_ERROR, w: cell.error } : cell;
}
