/** What one publication of the seven years is made of: pages, files, and what its figures come to. */
import type { Year } from './calendar.ts';
import type { Line } from '../../fixtures/workbook.ts';

/** A file on a publisher's server. */
export interface WebFile {
  readonly url: string;
  readonly make: () => Buffer;
  /** `dataset period` of `source_file` for each period it must be loaded for; none: it must not be loaded. */
  readonly loadedAs?: readonly string[];
  /** Its name says too little: it has to be opened to be turned down. */
  readonly opened?: true;
}

/** Value and status of a cell of trust_year. */
export interface Cell {
  readonly value: number | null;
  readonly status: string;
}

/** Column of trust_year to its cell. */
export type Cells = Readonly<Record<string, Cell>>;

/** One publication: everything a visitor finds, and the right answers. */
export interface Publication {
  readonly pages: readonly (readonly [url: string, html: string])[];
  readonly files: readonly WebFile[];
  /** The cells of an organisation with accounts. */
  readonly cells: (code: string, fy: Year) => Cells;
}

/** What stands in a cell of a table: a figure, the mark of a suppressed one, or nothing. */
export type Printed = number | '*' | null;

export const MISSING: Cell = { value: null, status: 'missing' };
export const NOT_IN_IT: Cell = { value: null, status: 'not_applicable' };

/** Rows of a yearly table that are one trust's; each with the figures that are added up. */
export function sumOfRows(rows: readonly (readonly Printed[])[]): Cell {
  if (rows.length === 0) return NOT_IN_IT;
  const numbers = rows.flat().filter((one) => typeof one === 'number');
  const total = numbers.reduce((sum, one) => sum + one, 0);
  if (rows.flat().includes('*')) {
    return total === 0 ? { value: null, status: 'suppressed' } : { value: total, status: 'partial' };
  }
  if (numbers.length === 0) return MISSING;
  const gap = rows.some((row) => row.includes(null) && row.some((one) => typeof one === 'number'));
  return { value: total, status: gap ? 'partial' : 'reported' };
}

/** Counts below England: to the nearest 5, and 1 to 7 are not shown. */
export function rounded(count: number): number | '*' {
  if (count > 0 && count < 8) return '*';
  return Math.round(count / 5) * 5;
}

type CsvCell = Line[number];

/** A comma-separated file. */
export function csvOf(lines: readonly (readonly CsvCell[])[], { bom = false, end = '\r\n' } = {}): Buffer {
  const quoted = (cell: CsvCell): string => {
    const text = cell instanceof Date ? cell.toISOString() : String(cell ?? '');
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const text = lines.map((line) => line.map(quoted).join(',') + end).join('');
  return Buffer.from((bom ? '\uFEFF' : '') + text);
}
