/** Writes a sheet of formulas: each with the result it has for what is chosen first, for viewers that do not calculate. */
import type ExcelJS from 'exceljs';
import { styleOf } from './cell-look.ts';
import { addNotes, notesRows, startSheet } from './start-sheet.ts';
import type { WorkbookNotes } from './workbook-notes.ts';

/** What a formula gives: nothing is the empty text. */
export type Result = string | number | { readonly error: '#N/A' };

export interface FormulaCell {
  readonly formula?: string;
  /** The formula's result, or the text or number itself. */
  readonly value: Result;
  readonly format?: string;
  readonly bold?: true;
}

export interface FormulaSheet {
  readonly title: string;
  readonly widths: readonly number[];
  /** Rows below the notes; a place without a cell stays empty. */
  readonly rows: readonly (readonly (FormulaCell | undefined)[])[];
  /** How many of these rows stay in sight; the last of them is printed on every page. */
  readonly headings: number;
  /** Cells with a list to choose from, by their address. */
  readonly choices?: Readonly<Record<string, { readonly from: string; readonly prompt: string }>>;
}

export async function writeFormulaSheet(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  { title, widths, rows, headings, choices = {} }: FormulaSheet,
  notes: WorkbookNotes,
): Promise<void> {
  const headerRow = notesRows(notes) + headings;
  const sheet = startSheet(workbook, title, {
    notes,
    frozenRows: headerRow,
    repeated: [headerRow, headerRow],
  });
  sheet.columns = widths.map((width) => ({ width }));
  addNotes(sheet, notes);
  for (const cells of rows) {
    const row = sheet.addRow([]);
    for (const [place, cell] of cells.entries()) {
      if (!cell || (cell.formula === undefined && cell.value === '')) continue;
      const written = row.getCell(place + 1);
      written.value = contentOf(cell);
      if (cell.format !== undefined) written.style = styleOf(cell.format);
      if (cell.bold) written.style = { ...written.style, font: { bold: true } };
    }
    row.commit();
  }
  for (const [address, { from, prompt }] of Object.entries(choices))
    validationsOf(sheet).add(address, {
      type: 'list',
      allowBlank: false,
      formulae: [from],
      showInputMessage: true,
      promptTitle: 'Choose',
      prompt,
      showErrorMessage: true,
      errorTitle: 'Not in the list',
      error: 'Choose an entry of the list.',
    });
  sheet.commit();
  await new Promise((resolve) => setImmediate(resolve));
}

function contentOf({ formula, value }: FormulaCell): ExcelJS.CellValue {
  if (formula === undefined) return value;
  return { formula, result: value };
}

/** The writer has them; its types do not say so. */
function validationsOf(sheet: ExcelJS.Worksheet): {
  add(address: string, validation: ExcelJS.DataValidation): void;
} {
  return (sheet as unknown as { dataValidations: ReturnType<typeof validationsOf> }).dataValidations;
}
