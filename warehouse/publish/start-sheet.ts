/** Begins a sheet of the workbook: how it is printed, what stays in sight, and the notes above its headings. */
import type ExcelJS from 'exceljs';
import type { WorkbookNotes } from './workbook-notes.ts';

const A4 = 9;

export interface SheetStart {
  readonly notes: WorkbookNotes;
  /** Rows at the top that stay in sight. */
  readonly frozenRows: number;
  /** First and last row that is printed again on every page. */
  readonly repeated: readonly [number, number];
}

/** Landscape, as wide as one page, with its headings on every page. */
export function startSheet(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  title: string,
  { notes, frozenRows, repeated }: SheetStart,
): ExcelJS.Worksheet {
  const warning = notes.warning === undefined ? '' : '&LILLUSTRATIVE: accounts are MADE UP';
  return workbook.addWorksheet(title, {
    views: [{ state: 'frozen', ySplit: frozenRows }],
    pageSetup: {
      orientation: 'landscape',
      paperSize: A4,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${repeated[0]}:${repeated[1]}`,
    },
    headerFooter: { oddFooter: `${warning}&C${title}. ${notes.release}&R&P / &N` },
  });
}

/** How many rows the notes take. */
export function notesRows({ warning }: WorkbookNotes): number {
  return warning === undefined ? 2 : 3;
}

/** Writes the notes: the warning where the accounts are made up, the source, and the years that are not whole. */
export function addNotes(sheet: ExcelJS.Worksheet, { warning, source, incomplete }: WorkbookNotes): void {
  if (warning !== undefined) {
    const row = sheet.addRow([warning]);
    row.getCell(1).font = { bold: true, color: { argb: 'FFC00000' } };
    row.commit();
  }
  for (const text of [source, incomplete]) {
    const row = sheet.addRow([text]);
    row.getCell(1).font = { italic: true, color: { argb: 'FF595959' } };
    row.commit();
  }
}
