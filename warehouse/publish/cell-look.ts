/** How a cell of the workbook looks: number formats, and hollow where a figure is not compared. */
import type ExcelJS from 'exceljs';
import { TRUST_YEAR_COLUMNS, columnName } from '../join/trust-year-columns.ts';
import type { Row } from '../../duckdb/statements.ts';

const DOTTED = { style: 'dotted', color: { argb: 'FF7F7F7F' } } as const;
/** A figure that may be compared is filled; one that may not is hollow, and its words stand beside it. */
const FULL: Partial<ExcelJS.Style> = {
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE7E6E6' } },
};
const HOLLOW: Partial<ExcelJS.Style> = {
  font: { italic: true, color: { argb: 'FF595959' } },
  border: { top: DOTTED, bottom: DOTTED, left: DOTTED, right: DOTTED },
};

const styles = new Map<string, Partial<ExcelJS.Style>>();

/** The same object for the same look: the writer knows an object again, and looks at every other one anew. */
export function styleOf(numFmt: string | undefined, comparable?: boolean): Partial<ExcelJS.Style> {
  const key = `${numFmt ?? ''} ${String(comparable)}`;
  const known = styles.get(key);
  if (known) return known;
  const judged = comparable === undefined ? {} : comparable ? FULL : HOLLOW;
  const style = { ...judged, ...(numFmt !== undefined && { numFmt }) };
  styles.set(key, style);
  return style;
}

/** Plain numbers and plain strings only: ExcelJS writes a string as text, whatever it begins with. */
export function cellValue(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return excelText(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Excel holds at most 32,767 characters in a cell, and no control characters but tab and line ends. */
function excelText(text: string): string {
  return text.replace(/[^\P{Cc}\t\r\n]|[\ufffe\uffff]/gu, '\ufffd').slice(0, 32_000);
}

const DECIMALS = new Map(
  TRUST_YEAR_COLUMNS.map((column) => [columnName(column), 'ratio' in column ? 2 : column.decimals]),
);
/** Columns of the long sheets that hold figures: the row says which. */
const FIGURES = /^(value|q1|median|q3|type_quarter_below|type_median|type_quarter_above|nearest_median)$/;
/** Years, which have no comma. */
const YEARS = /^(from|to)_year$/;

/** `@` is Excel's Text format: such a cell stays text even when somebody edits it. */
export function numberFormat(column: string, row: Row, value: unknown): string | undefined {
  if (typeof value === 'string') return /^[=+\-@\t\r\n]/.test(value) ? '@' : undefined;
  if (typeof value !== 'number') return undefined;
  if (YEARS.test(column)) return '0';
  if (column === 'distance') return withDecimals(3);
  return figureFormat(FIGURES.test(column) ? String(row['figure']) : column);
}

/** The format of a measure or ratio; whole numbers for everything else. */
export function figureFormat(figure: string): string {
  return withDecimals(DECIMALS.get(figure) ?? 0);
}

function withDecimals(decimals: number): string {
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
}
