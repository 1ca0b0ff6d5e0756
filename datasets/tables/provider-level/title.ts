/** What a workbook says of itself on the sheet in front. */
import { yearsPrinted } from '../../../nhs/named-years.ts';
import { type Sheet, type SheetRow, type Workbook, cellText } from '../../../spreadsheet/workbook.ts';
import type { FinancialYear } from '../../../nhs/financial-year.ts';

const TITLE_ROWS = 40;

/** Cells of the sheet in front, where workbooks say what they are. */
export function titleCells(workbook: Workbook): readonly string[] {
  const [front] = workbook.sheets;
  return (front ? firstRows(front, TITLE_ROWS) : []).flatMap(({ cells }) =>
    cells.map((cell) => cellText(cell)).filter((text) => text.trim() !== ''),
  );
}

/** Rows to a row number; nothing below is read. */
export function firstRows(sheet: Sheet, most: number): readonly SheetRow[] {
  const rows: SheetRow[] = [];
  for (const row of sheet.rows()) {
    if (row.number > most) break;
    rows.push(row);
  }
  return rows;
}

/** Years of the lines that name the publication. */
export function titleYears(workbook: Workbook): readonly FinancialYear[] {
  return [...new Set(titleLines(workbook).flatMap((text) => yearsPrinted(text)))];
}

/** The later year of a workbook that says it has two: `Provider Level Analysis 2018-19 to 2019-20`. */
export function laterYear(workbook: Workbook): FinancialYear | undefined {
  const two = titleLines(workbook).some((text) => /\d\s+(?:to|and)\s+20\d\d/i.test(text));
  return two ? titleYears(workbook).toSorted().at(-1) : undefined;
}

/** Lists of contents keep the years of earlier releases. */
function titleLines(workbook: Workbook): readonly string[] {
  return titleCells(workbook).filter((text) =>
    /^\s*(?:hospital\b.{0,40}\bactivity|provider level analysis)/i.test(text),
  );
}
