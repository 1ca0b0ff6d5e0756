/** The provider sheet of the monthly workbook (dossier ae-monthly, section 6). */
import {
  type Sheet,
  type SheetRow,
  type Workbook,
  cellText,
  columnLetter,
} from '../../spreadsheet/workbook.ts';
import type { FigureColumn } from '../tables/figure-table.ts';
import {
  besideLabel,
  findHeaderRow,
  groupsAbove,
  nearestHeaderRow,
  plainHeadings,
  rowsOf,
} from '../tables/header-row.ts';
import { onlyMonthIn } from '../../nhs/printed-month.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { headingMissing, unknownColumn, type AeTable } from './ae-table.ts';
import { XLS_GROUPS, XLS_HEADINGS, XLS_IDENTITY, XLS_SHEETS, type XlsGroup } from './layouts.ts';
import { plainAeHeading } from './plain-heading.ts';

/** @throws SourceError when there is no such sheet, or a heading is missing or unknown. */
export function readXlsTable(workbook: Workbook): AeTable {
  const { sheet, layout } = providerSheet(workbook);
  const rows = rowsOf(sheet);
  const wanted = [XLS_IDENTITY.orgCode, XLS_IDENTITY.orgName];
  const at = findHeaderRow(rows, wanted);
  const header = at === undefined ? undefined : rows[at];
  if (at === undefined || !header) {
    throw headingMissing(
      `Sheet "${sheet.name}"`,
      'no row has the headings "Code" and "Name"',
      nearestHeaderRow(rows, wanted),
    );
  }
  const headings = plainHeadings(header);
  const titleBlock = rows.slice(0, at);
  return {
    layout,
    sheet: sheet.name,
    body: rows.slice(at + 1),
    columns: figureColumns(sheet, header, groupRowAbove(sheet, rows, at)),
    orgCodeAt: headings.findIndex((heading) => XLS_IDENTITY.orgCode.some((word) => word === heading)),
    orgNameAt: headings.findIndex((heading) => XLS_IDENTITY.orgName.some((word) => word === heading)),
    period: { printed: besideLabel(titleBlock, 'period') },
    shareWithin4hAt: headings.findIndex((heading) => /^percent.*\(all\)/.test(heading)),
    published: besideLabel(titleBlock, 'published'),
    revised: besideLabel(titleBlock, 'revised'),
  };
}

/** The month in a workbook's own title blocks decides which sheets it may have: the name of the file is no proof. */
function providerSheet(workbook: Workbook): { readonly sheet: Sheet; readonly layout: string } {
  const visible = workbook.sheets.filter((sheet) => !sheet.hidden);
  for (const { layout, name, until } of XLS_SHEETS) {
    const sheet = name ? visible.find((one) => name.test(one.name)) : visible[0];
    if (!sheet) continue;
    if (until === undefined) return { sheet, layout };
    const month = onlyMonthIn(besideLabel(rowsOf(sheet).slice(0, 60), 'period'));
    if (month !== undefined && month <= until) return { sheet, layout };
  }
  const names = workbook.sheets.map((sheet) => `"${sheet.name}"`).join(', ');
  throw new SourceError(
    SourceErrorCode.wrongTable,
    `No sheet is named "Provider Level Data", and the first is not a provider sheet of a month before August 2020. The sheets are: ${names}. This is not a monthly A&E workbook by provider; take the one of the month.`,
  );
}

function groupRowAbove(sheet: Sheet, rows: readonly SheetRow[], headerAt: number): SheetRow {
  const above = rows.slice(Math.max(0, headerAt - 3), headerAt).reverse();
  const found = above.find((row) => {
    const groups = row.cells.map((cell) => groupOf(plainAeHeading(cellText(cell))));
    return groups.includes('attendances') && groups.includes('over4h');
  });
  if (found) return found;
  throw headingMissing(
    `Sheet "${sheet.name}"`,
    'the row above the headings does not say "A&E attendances" and "A&E attendances greater than 4 hours"',
    above[0],
  );
}

function groupOf(words: string): XlsGroup | undefined {
  return words === '' ? undefined : XLS_GROUPS.find(([pattern]) => pattern.test(words))?.[1];
}

function figureColumns(sheet: Sheet, header: SheetRow, groupRow: SheetRow): readonly FigureColumn[] {
  const above = groupsAbove(groupRow, header.cells.length);
  const columns: FigureColumn[] = [];
  for (const [index, cell] of header.cells.entries()) {
    const heading = plainAeHeading(cellText(cell));
    const words = above[index] ?? '';
    if (heading === '' || words === '') continue;
    const group = groupOf(heading) === 'percentage' ? 'percentage' : groupOf(plainAeHeading(words));
    if (group === 'percentage') continue;
    const known = XLS_HEADINGS.find((one) => one.group === group && one.heading.test(heading));
    const place = `Sheet "${sheet.name}", row ${header.number}, column ${columnLetter(index)}`;
    if (!known) throw unknownColumn(place, cellText(cell).trim(), header);
    if (columns.some((column) => column.measure === known.measure)) {
      throw headingMissing(place, `a second column for ${known.measure}`, header);
    }
    columns.push({ measure: known.measure, index, heading: `${words}: ${cellText(cell).trim()}` });
  }
  const lacking = XLS_HEADINGS.filter(
    (one) => one.required && !columns.some((column) => column.measure === one.measure),
  );
  if (lacking.length > 0) {
    const names = lacking.map((one) => one.measure).join(', ');
    throw headingMissing(`Sheet "${sheet.name}", row ${header.number}`, `no column for ${names}`, header);
  }
  return columns;
}
