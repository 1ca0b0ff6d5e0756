import { readFile, writeFile } from 'node:fs/promises';
import type ExcelJS from 'exceljs';
import { cellValue, numberFormat, styleOf } from './cell-look.ts';
import { myTrustChart } from './my-trust-chart.ts';
import { myTrust } from './my-trust.ts';
import type { Row } from '../../duckdb/statements.ts';
import { addNotes, startSheet } from './start-sheet.ts';
import type { Warehouse } from '../warehouse.ts';
import { type WorkbookNotes, workbookNotes } from './workbook-notes.ts';
import { type SheetPlan, COMPARABLE, LOOKED_UP, SHEETS } from './workbook-sheets.ts';
import { type LaidSheet, laidSheet } from './laid-sheet.ts';
import { writeFormulaSheet } from './write-formula-sheet.ts';
import { withParts } from './zip-parts.ts';

/** The workbook's own dates: fixed, so that the same tables give the same bytes. */
const NO_PARTICULAR_DAY = new Date(Date.UTC(2000, 0, 1));

/** So many rows are written before other work gets its turn. */
const ROWS_AT_ONCE = 500;

/**
 * `trust_year.xlsx`, for people who live in Excel. Text stays text: no cell of a table can run as a formula; the only
 * formulas are ours, on the sheets "my trust" and "lookups". Rows go to the disk as they are made: the workbook of seven
 * years has 100,000, which take 1.5 GB when they are held.
 */
export async function writeWorkbook(warehouse: Warehouse, path: string): Promise<void> {
  // Loaded when there is something to publish: a run with nothing changed should not wait for it.
  const { default: library } = await import('exceljs');
  const workbook = new library.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true });
  workbook.created = NO_PARTICULAR_DAY;
  workbook.modified = NO_PARTICULAR_DAY;
  workbook.creator = 'nhs-trust-activity';
  workbook.lastModifiedBy = 'nhs-trust-activity';
  const notes = await workbookNotes(warehouse);
  const units = await wordsOf(warehouse, 'unit');
  const meanings = await wordsOf(warehouse, 'meaning');
  const lookedUp = new Map<string, LaidSheet>();
  for (const plan of SHEETS) {
    if (Object.values<string>(LOOKED_UP).includes(plan.title))
      lookedUp.set(plan.title, await laidSheet(warehouse, plan, notes));
  }
  const mine = myTrust({ sheets: lookedUp, units, meanings, notes });
  await writeFormulaSheet(workbook, mine.sheet, notes);
  for (const plan of SHEETS) {
    const laid = lookedUp.get(plan.title) ?? (await laidSheet(warehouse, plan, notes));
    await writeSheet(workbook, plan, laid, { notes, units });
  }
  await writeFormulaSheet(workbook, mine.lookups, notes);
  await workbook.commit();
  const zip = await readFile(path);
  await writeFile(path, withParts(zip, mine.chart && myTrustChart(mine.chart)));
}

/** The unit or the meaning of every figure, by its column in trust_year. */
async function wordsOf(
  warehouse: Warehouse,
  column: 'unit' | 'meaning',
): Promise<ReadonlyMap<string, string>> {
  const rows = await warehouse.rows(
    `SELECT column_name, any_value(${column}) AS words FROM gold.data_dictionary
     WHERE table_name = 'trust_year' AND unit IS NOT NULL
     GROUP BY column_name`,
  );
  return new Map(rows.map((row) => [String(row['column_name']), String(row['words'])]));
}

async function writeSheet(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  plan: SheetPlan,
  { columns, judged, rows, headerRow }: LaidSheet,
  { notes, units }: { readonly notes: WorkbookNotes; readonly units: ReadonlyMap<string, string> },
): Promise<void> {
  const headings = plan.units ? 2 : 1;
  const sheet = startSheet(workbook, plan.title, {
    ...{ notes, frozenRows: headerRow },
    repeated: [headerRow - headings + 1, headerRow],
  });
  sheet.columns = columns.map((name) => ({ width: columnWidth(name, rows) }));
  sheet.autoFilter = {
    from: { row: headerRow, column: 1 },
    to: { row: headerRow + rows.length, column: columns.length },
  };
  addNotes(sheet, notes);
  if (plan.units) {
    const line = sheet.addRow(columns.map((name) => units.get(name) ?? null));
    line.font = { italic: true, color: { argb: 'FF595959' } };
    line.commit();
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

function columnWidth(name: string, rows: readonly Row[]): number {
  const longest = rows.slice(0, 200).reduce((most, row) => {
    const value = row[name];
    return Math.max(most, typeof value === 'string' ? value.length : typeof value === 'number' ? 12 : 0);
  }, name.length);
  return Math.min(longest + 2, 60);
}
