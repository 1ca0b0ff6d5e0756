/** What our reader and two others find in a workbook, in one spelling. */
import { read, type CellObject } from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { NOT_CALCULATED } from '../../spreadsheet/xlsx/cell-values.ts';
import { MAX_COLUMN } from '../../spreadsheet/limits.ts';
import type { Workbook } from '../../spreadsheet/workbook.ts';
import { columnarRows } from './columnar-rows.ts';

type Value = string | number | boolean;

/**
 * By sheet and by `place` in it. Errors are spelled `error #N/A`; blanks, and formulas without a stored result,
 * are left out.
 */
export type Cells = ReadonlyMap<string, ReadonlyMap<number, Value>>;

/** As SheetJS numbers them (MS-XLS 2.5.10). */
const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};

/** One number for a 1-based row and a 0-based column. */
export function place(row: number, column: number): number {
  return row * MAX_COLUMN + column;
}

export function ourCells({ sheets }: Workbook): Cells {
  return new Map(
    sheets.map(({ name, rows }) => {
      const found = new Map<number, Value>();
      for (const { number, cells } of rows()) {
        for (const [column, value] of cells.entries()) {
          const spelled = typeof value === 'object' ? spelledError(value) : value;
          if (spelled !== null) found.set(place(number, column), spelled);
        }
      }
      return [name, found];
    }),
  );
}

function spelledError(value: { readonly error: string } | null): string | null {
  return value === null || value.error === NOT_CALCULATED ? null : `error ${value.error}`;
}

/** The same from the columns of every sheet. */
export async function ourColumnCells({ sheets }: Workbook): Promise<Cells> {
  const cells = new Map<string, ReadonlyMap<number, Value>>();
  for (const { name, columns } of sheets) {
    const found = new Map<number, Value>();
    const sheet = await columns();
    for (const [number, ...values] of columnarRows(sheet)) {
      for (const [column, value] of values.entries()) {
        const spelled = typeof value === 'object' ? spelledError(value) : value;
        if (spelled !== null) found.set(place(number, column), spelled);
      }
    }
    cells.set(name, found);
  }
  return cells;
}

export function sheetJsCells(bytes: Uint8Array): Cells {
  const cells = new Map<string, Map<number, Value>>();
  const book = read(bytes, {
    type: 'buffer',
    dense: true,
    cellDates: true,
    UTC: true,
    cellFormula: false,
    cellHTML: false,
    cellText: false,
  });
  for (const name of book.SheetNames) {
    const found = new Map<number, Value>();
    cells.set(name, found);
    (book.Sheets[name]?.['!data'] ?? []).forEach(
      (row: readonly (CellObject | undefined)[] | undefined, r) => {
        row?.forEach((cell, c) => {
          const value = cell?.t === 'e' ? `error ${ERRORS[Number(cell.v)] ?? ''}` : plain(cell?.v);
          if (value !== undefined) found.set(place(r + 1, c), value);
        });
      },
    );
  }
  return cells;
}

export async function excelJsCells(bytes: Uint8Array): Promise<Cells> {
  const cells = new Map<string, Map<number, Value>>();
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes.slice().buffer);
  book.eachSheet((sheet) => {
    const found = new Map<number, Value>();
    cells.set(sheet.name, found);
    sheet.eachRow((row, r) => {
      row.eachCell((cell, c) => {
        if (cell.type === ExcelJS.ValueType.Merge) return;
        // `value` of a formula forgets results that are 0 or false.
        const value = plain(cell.type === ExcelJS.ValueType.Formula ? cell.result : cell.value);
        if (value !== undefined) found.set(place(r, c - 1), value);
      });
    });
  });
  return cells;
}

/** One spelling of a value; undefined for a blank. */
function plain(value: unknown): Value | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return isoText(value);
  if (typeof value === 'object') {
    if ('error' in value) return `error ${String(value.error)}`;
    if ('text' in value) return plain(value.text);
    if ('richText' in value && Array.isArray(value.richText)) {
      return value.richText.map((run: { text: string }) => run.text).join('') || undefined;
    }
  }
  throw new Error(`A value of an unknown kind: ${JSON.stringify(value)}`);
}

/** Both keep a time of day as a moment of Excel's day 0. */
function isoText(moment: Date): string {
  const iso = new Date(Math.round(moment.getTime() / 1000) * 1000).toISOString();
  if (iso.startsWith('1899-12-3')) return iso.slice(11, 19);
  return iso.slice(11, 19) === '00:00:00' ? iso.slice(0, 10) : iso.slice(0, 19);
}
