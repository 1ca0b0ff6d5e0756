import { readFile, writeFile } from 'node:fs/promises';
import type ExcelJS from 'exceljs';
import { TRUST_YEAR_COLUMNS, columnName } from '../join/trust-year-columns.ts';
import { isIllustrative } from './read-me-first.ts';
import { ILLUSTRATIVE_WARNING } from './status-meanings.ts';
import type { Row } from '../../duckdb/statements.ts';
import type { Warehouse } from '../warehouse.ts';
import { COMPARABLE, SHEETS, type SheetPlan } from './workbook-sheets.ts';
import { withFixedDates } from './zip-dates.ts';

/** The workbook's own dates: fixed, so that the same tables give the same bytes. */
const NO_PARTICULAR_DAY = new Date(Date.UTC(2000, 0, 1));

/** So many rows are written before other work gets its turn. */
const ROWS_AT_ONCE = 500;

/**
 * `trust_year.xlsx`, for people who live in Excel. Text stays text: no cell can run as a formula. Rows go to the disk as
 * they are made: the workbook of seven years has 100,000, which take 1.5 GB when they are held.
 */
export async function writeWorkbook(warehouse: Warehouse, path: string): Promise<void> {
  // Loaded when there is something to publish: a run with nothing changed should not wait for it.
  const { default: library } = await import('exceljs');
  const workbook = new library.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true });
  workbook.created = NO_PARTICULAR_DAY;
  workbook.modified = NO_PARTICULAR_DAY;
  workbook.creator = 'nhs-trust-activity';
  workbook.lastModifiedBy = 'nhs-trust-activity';
  const illustrative = await isIllustrative(warehouse);
  for (const plan of SHEETS) await writeSheet(workbook, warehouse, plan, illustrative);
  await workbook.commit();
  await writeFile(path, withFixedDates(new Uint8Array(await readFile(path))));
}

async function writeSheet(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  warehouse: Warehouse,
  { title, query }: SheetPlan,
  illustrative: boolean,
): Promise<void> {
  const described = await warehouse.rows(`DESCRIBE ${query}`);
  const names = described.map((column) => String(column['column_name']));
  const columns = names.filter((name) => !name.endsWith(COMPARABLE));
  const judged = new Set(names.filter((name) => name.endsWith(COMPARABLE)));
  const rows = await warehouse.rows(query);
  const headerRow = illustrative ? 2 : 1;
  const sheet = workbook.addWorksheet(title, { views: [{ state: 'frozen', ySplit: headerRow }] });
  sheet.columns = columns.map((name) => ({ width: columnWidth(name, rows) }));
  sheet.autoFilter = {
    from: { row: headerRow, column: 1 },
    to: { row: headerRow + rows.length, column: columns.length },
  };
  if (illustrative) {
    const warning = sheet.addRow([ILLUSTRATIVE_WARNING]);
    warning.getCell(1).font = { bold: true, color: { argb: 'FFC00000' } };
    warning.commit();
  }
  const header = sheet.addRow(columns);
  header.font = { bold: true };
  header.commit();
  for (const [index, row] of rows.entries()) {
    const values = columns.map((column) => cellValue(row[column]));
    const added = sheet.addRow(values);
    for (const [place, column] of columns.entries()) {
      const value = values[place] ?? null;
      if (value === null) continue;
      const format = numberFormat(column, row, value);
      const judgement = judged.has(`${column}${COMPARABLE}`)
        ? row[`${column}${COMPARABLE}`] === true
        : undefined;
      if (format !== undefined || judgement !== undefined)
        added.getCell(place + 1).style = styleOf(format, judgement);
    }
    added.commit();
    if (index % ROWS_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  sheet.commit();
}

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
function styleOf(numFmt: string | undefined, comparable: boolean | undefined): Partial<ExcelJS.Style> {
  const key = `${numFmt ?? ''} ${String(comparable)}`;
  const known = styles.get(key);
  if (known) return known;
  const judged = comparable === undefined ? {} : comparable ? FULL : HOLLOW;
  const style = { ...judged, ...(numFmt !== undefined && { numFmt }) };
  styles.set(key, style);
  return style;
}

/** Plain numbers and plain strings only: ExcelJS writes a string as text, whatever it begins with. */
function cellValue(value: unknown): string | number | null {
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
/** Columns of the long sheet that hold figures: the row says which. */
const FIGURES = /^(value|type_quarter_below|type_median|type_quarter_above|nearest_median)$/;

/** `@` is Excel's Text format: such a cell stays text even when somebody edits it. */
function numberFormat(column: string, row: Row, value: unknown): string | undefined {
  if (typeof value === 'string') return /^[=+\-@\t\r\n]/.test(value) ? '@' : undefined;
  if (typeof value !== 'number') return undefined;
  const name = FIGURES.test(column) ? String(row['figure']) : column;
  const decimals = column === 'distance' ? 3 : (DECIMALS.get(name) ?? 0);
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
}

function columnWidth(name: string, rows: readonly Row[]): number {
  const longest = rows.slice(0, 200).reduce((most, row) => {
    const value = row[name];
    return Math.max(most, typeof value === 'string' ? value.length : typeof value === 'number' ? 12 : 0);
  }, name.length);
  return Math.min(longest + 2, 60);
}
