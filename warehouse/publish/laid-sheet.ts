/** What a sheet of the workbook holds, and in which rows: formulas of other sheets look its columns up. */
import type { Row } from '../../duckdb/statements.ts';
import type { Warehouse } from '../warehouse.ts';
import { notesRows } from './start-sheet.ts';
import type { WorkbookNotes } from './workbook-notes.ts';
import { type SheetPlan, COMPARABLE } from './workbook-sheets.ts';

export interface LaidSheet {
  readonly title: string;
  /** Columns that are shown, in their order. */
  readonly columns: readonly string[];
  /** Columns that say how another column looks. */
  readonly judged: ReadonlySet<string>;
  readonly rows: readonly Row[];
  readonly headerRow: number;
}

export async function laidSheet(
  warehouse: Warehouse,
  { title, query, units }: SheetPlan,
  notes: WorkbookNotes,
): Promise<LaidSheet> {
  const described = await warehouse.rows(`DESCRIBE ${query}`);
  const names = described.map((column) => String(column['column_name']));
  return {
    title,
    columns: names.filter((name) => !name.endsWith(COMPARABLE)),
    judged: new Set(names.filter((name) => name.endsWith(COMPARABLE))),
    rows: await warehouse.rows(query),
    headerRow: notesRows(notes) + (units ? 2 : 1),
  };
}

/** Where the cells of a column are, for a formula of another sheet: `'peers by type'!$G$4:$G$300`. */
export function rangeOf({ title, columns, rows, headerRow }: LaidSheet, column: string): string {
  const place = columns.indexOf(column);
  if (place < 0) throw new Error(`The sheet ${title} has no column ${column}.`);
  const letter = columnLetter(place + 1);
  return `'${title}'!$${letter}$${headerRow + 1}:$${letter}$${headerRow + Math.max(rows.length, 1)}`;
}

/** The name of a column by its number, from 1: A, B … Z, AA. */
export function columnLetter(number: number): string {
  const rest = (number - 1) % 26;
  const before = Math.floor((number - 1) / 26);
  return `${before > 0 ? columnLetter(before) : ''}${String.fromCharCode(65 + rest)}`;
}
