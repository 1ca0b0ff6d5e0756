/** Says whether a file somebody downloaded is an accounts workbook, and which. Reads the first rows only. */
import { cellText, type Sheet, type Workbook } from '../../spreadsheet/workbook.ts';
import type { Recognition } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { SourceError } from '../../nhs/source-error.ts';
import { yearsIn } from './file-name.ts';
import { findSheets } from './find-sheets.ts';
import { findHeadings, type TextRow } from './find-headings.ts';
import { ALL_DATA_LAYOUTS, HEADER_ROWS, keyOf, PROVIDER_HEADINGS, SHEETS } from './layouts.ts';
import { sectorOfNames, slotOf, YEARS } from './slots.ts';

/** Whose accounts they are, by what is inside; of which year, by the name, because All data prints none. */
export function recognise(source: SourceBytes): Recognition {
  let nearly = false;
  try {
    const workbook = source.workbook();
    nearly = speaksOfAccounts(workbook);
    const sheets = findSheets(workbook);
    const years = yearsIn(source.fileName);
    const [fy] = years;
    if (fy === undefined || years.length > 1) return { notThis: unnamedYear(years), nearly: true };
    if (!YEARS.includes(fy)) {
      return {
        notThis: `TAC accounts workbook of ${fy}; what can be read is ${YEARS[0] ?? ''} to ${YEARS.at(-1) ?? ''}.`,
        nearly: true,
      };
    }
    const names = providerNames(sheets.providers) ?? firstOrganisation(sheets.allData);
    if (!names)
      return { notThis: `Sheet "${sheets.allData.name}" does not have the headings of NHS accounts (TAC).` };
    const sector = sectorOfNames(names);
    if (sector === 'mixed') {
      return {
        notThis:
          'TAC accounts workbook, but with trusts and foundation trusts mixed; the NHS publishes them apart.',
        nearly: true,
      };
    }
    return { fy, slot: slotOf(fy, sector), period: fy, by: 'content' };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { notThis: error.message, ...(nearly && { nearly }) };
  }
}

/** Has a sheet of an accounts workbook, or of its blank form. */
function speaksOfAccounts(workbook: Workbook): boolean {
  const ours = [SHEETS.allData, SHEETS.illustrativeForm];
  return workbook.sheets.some(({ name }) => ours.some((pattern) => pattern.test(keyOf(name))));
}

function unnamedYear(years: readonly string[]): string {
  if (years.length > 1) {
    return `TAC accounts workbook, but its name has several financial years (${years.join(', ')}); rename it like TAC_FTs_2019-20.xlsx`;
  }
  return 'TAC accounts workbook, but its name has no financial year; rename it like TAC_FTs_2019-20.xlsx';
}

function providerNames(sheet: Sheet | undefined): readonly string[] | undefined {
  if (!sheet) return undefined;
  const rows = firstRows(sheet, 500);
  const headings = findHeadings(rows.slice(0, HEADER_ROWS), PROVIDER_HEADINGS, sheet.name);
  const at = headings?.columns.name;
  if (!headings || at === undefined) return undefined;
  const names = rows
    .slice(headings.index + 1)
    .flatMap((row) => (row.texts[at]?.trim() ? [row.texts[at]] : []));
  return names.length > 0 ? names : undefined;
}

function firstOrganisation(sheet: Sheet): readonly string[] | undefined {
  const rows = firstRows(sheet, HEADER_ROWS + 1);
  for (const { headings: spellings } of ALL_DATA_LAYOUTS) {
    const headings = findHeadings(rows.slice(0, HEADER_ROWS), spellings, sheet.name);
    const at = headings?.columns.organisation;
    const name = at === undefined || !headings ? undefined : rows[headings.index + 1]?.texts[at];
    if (name?.trim()) return [name];
  }
  return undefined;
}

function firstRows(sheet: Sheet, most: number): readonly TextRow[] {
  const rows: TextRow[] = [];
  for (const row of sheet.rows()) {
    rows.push({ number: row.number, texts: row.cells.map((cell) => cellText(cell)) });
    if (rows.length >= most) break;
  }
  return rows;
}
