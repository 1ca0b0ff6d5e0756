/** The provider sheet of the monthly workbook (dossier ae-monthly, section 6). */
import { type Sheet, type SheetRow, type Workbook, cellText } from '../../spreadsheet/workbook.ts';
import type { FigureColumn } from '../tables/figure-table.ts';
import {
  besideLabel,
  findHeaderRow,
  groupsAbove,
  nearestHeaderRow,
  plainHeadings,
  rowsOf,
} from '../tables/header-row.ts';
import { financialYearOfMonth } from '../../nhs/financial-year.ts';
import { onlyMonthIn } from '../../nhs/printed-month.ts';
import { headingMissing, noSheet, unknownColumn, type Place } from '../tables/refusals.ts';
import type { AeTable } from './ae-table.ts';
import {
  plainAeHeading,
  XLS_GROUPS,
  XLS_HEADINGS,
  XLS_IDENTITY,
  XLS_LAYOUTS,
  type XlsGroup,
} from './layouts.ts';

/** @throws SourceError when there is no such sheet, or a heading is missing or unknown. */
export function readXlsTable(workbook: Workbook): AeTable {
  const { sheet, layout } = providerSheet(workbook);
  const rows = rowsOf(sheet);
  const wanted = [XLS_IDENTITY.orgCode, XLS_IDENTITY.orgName];
  const at = findHeaderRow(rows, wanted);
  const header = at === undefined ? undefined : rows[at];
  if (at === undefined || !header) {
    throw headingMissing(
      { ...placeIn(sheet), row: nearestHeaderRow(rows, wanted) },
      'no row has the headings "Code" and "Name"',
    );
  }
  const headings = plainHeadings(header);
  const titleBlock = rows.slice(0, at);
  return {
    layout,
    sheet: sheet.name,
    titleBlock,
    body: rows.slice(at + 1),
    columns: figureColumns(sheet, header, groupRowAbove(sheet, rows, at)),
    codeAt: headings.findIndex((heading) => XLS_IDENTITY.orgCode.some((word) => word === heading)),
    nameAt: headings.findIndex((heading) => XLS_IDENTITY.orgName.some((word) => word === heading)),
    period: { printed: besideLabel(titleBlock, 'period') },
    shareWithin4hAt: headings.findIndex((heading) => /^percent.*\(all\)/.test(heading)),
  };
}

/** The month in a workbook's own title blocks decides which sheets count: the name of the file is no proof. */
function providerSheet(workbook: Workbook): { readonly sheet: Sheet; readonly layout: string } {
  const visible = workbook.sheets.filter((sheet) => !sheet.hidden);
  for (const { layout, sheet: name, untilMonth, years } of XLS_LAYOUTS) {
    const sheet = name ? visible.find((candidate) => name.test(candidate.name)) : visible[0];
    if (!sheet) continue;
    const month = onlyMonthIn(besideLabel(rowsOf(sheet).slice(0, 60), 'period'));
    if (name && month === undefined) return { sheet, layout };
    if (month === undefined || (untilMonth !== undefined && month > untilMonth)) continue;
    if (years.includes(financialYearOfMonth(Number(month.slice(0, 4)), Number(month.slice(5)))))
      return { sheet, layout };
  }
  const named = XLS_LAYOUTS.find(({ sheet: name }) =>
    visible.some((candidate) => name?.test(candidate.name)),
  );
  const sheet = named && visible.find((candidate) => named.sheet?.test(candidate.name));
  if (named && sheet) return { sheet, layout: named.layout };
  throw noSheet(
    workbook,
    'Provider Level Data',
    'The first is not a provider sheet of a month before August 2020 either. This is not a monthly A&E workbook by provider; take the workbook of the month.',
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
    { ...placeIn(sheet), row: above[0] },
    'the row above the headings does not say "A&E attendances" and "A&E attendances greater than 4 hours"',
  );
}

function groupOf(words: string): XlsGroup | undefined {
  return words === '' ? undefined : XLS_GROUPS.find(([pattern]) => pattern.test(words))?.[1];
}

function figureColumns(sheet: Sheet, header: SheetRow, groupRow: SheetRow): readonly FigureColumn[] {
  const above = groupsAbove(groupRow, header.cells.length);
  const place = { ...placeIn(sheet), row: header };
  const columns: FigureColumn[] = [];
  for (const [index, cell] of header.cells.entries()) {
    const heading = plainAeHeading(cellText(cell));
    const words = above[index] ?? '';
    if (heading === '' || words === '') continue;
    const group = groupOf(heading) === 'percentage' ? 'percentage' : groupOf(plainAeHeading(words));
    if (group === 'percentage') continue;
    const known = XLS_HEADINGS.find((column) => column.group === group && column.heading.test(heading));
    if (!known) throw unknownColumn(place, index, cellText(cell).trim());
    if (columns.some((column) => column.measure === known.measure)) {
      throw headingMissing(place, `a second column for ${known.measure}`);
    }
    columns.push({ measure: known.measure, index, heading: `${words}: ${cellText(cell).trim()}` });
  }
  const lacking = XLS_HEADINGS.filter(
    ({ required, measure }) => required && !columns.some((column) => column.measure === measure),
  );
  if (lacking.length > 0) {
    const names = lacking.map(({ measure }) => measure).join(', ');
    throw headingMissing(place, `no column for ${names}`);
  }
  return columns;
}

function placeIn({ name }: Sheet): Place {
  return { sheet: name, publication: 'ae-monthly' };
}
