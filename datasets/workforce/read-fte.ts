/**
 * A month's workbook of NHS Workforce Statistics (dossier workforce, section 2). The finding of its columns
 * is its own: name and code have no headings in some years, and are found from the total, which is found from
 * the nurses.
 */
import { monthInWords } from '../../nhs/printed-month.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { cellText, type Sheet, type SheetRow, type Workbook } from '../../spreadsheet/workbook.ts';
import type { ParseContext, Recognition } from '../contract/dataset.ts';
import { layoutsOf, yearsOf } from '../contract/layout.ts';
import { Maturity, type Finding, type ParsedFile } from '../contract/parsed-file.ts';
import type { FigureColumn } from '../tables/figure-table.ts';
import { placeOf, rowsOf } from '../tables/header-row.ts';
import { fileOfTable, readOrganisations, type OrganisationTable } from '../tables/organisation-rows.ts';
import { plainLabel } from '../tables/provider-level/label.ts';
import { recogniseBy } from '../tables/recognise-table.ts';
import { headingMissing, noSheet, wrongPeriod } from '../tables/refusals.ts';
import { monthOfTitle } from '../tables/title-month.ts';
import {
  ENGLAND,
  FTE_LAYOUTS,
  FTE_NURSES,
  FTE_SHEET,
  FTE_TOTAL,
  FULL_TIME_EQUIVALENT,
  HEADCOUNT,
  NURSES,
  ORGANISATION_CODE,
  type FteLayout,
} from './layouts.ts';
import { yearOfMonth } from './slots.ts';

/** Rows of regions and integrated care systems have no organisation code; they are left out. */
export function parseFte(source: SourceBytes, { fy, slot, period }: ParseContext): ParsedFile {
  const workbook = source.workbook();
  const table = readTable(workbook, layoutsOf(FTE_LAYOUTS, fy));
  const month = monthOf(workbook, table);
  if (month !== slot) {
    const said = month === undefined ? 'no month' : monthInWords(month);
    throw wrongPeriod(`The titles say ${said}`, monthInWords(slot), 'month');
  }
  const rows = readOrganisations(table, {
    period,
    what: 'NHS Workforce Statistics',
    edition: 'month',
    totalRow: 'England row',
    isTotal: ({ orgCode }, row) =>
      !isCode(orgCode) &&
      labels(row)
        .slice(0, table.codeAt + 1)
        .some((text) => ENGLAND.test(text)),
    isArea: ({ orgCode }) => orgCode.trim() === '',
    isCode,
    printedOnly: true,
    numbersOnly: 'a number of staff',
    wordsInTotal: true,
    withoutTotal: true,
  });
  return {
    ...fileOfTable(
      { layout: table.layout, titleBlock: [] },
      rows,
      rows.totals.length > 0 ? [] : [noTotal(table)],
    ),
    maturity: /provisional/i.test(source.fileName) ? Maturity.provisional : Maturity.final,
  };
}

/** Tells a month's workbook from what is in it. */
export function recogniseFte(source: SourceBytes): Recognition {
  return recogniseBy(source, {
    title: 'NHS Workforce Statistics',
    years: yearsOf(FTE_LAYOUTS),
    inWords: monthInWords,
    read: () => {
      const workbook = source.workbook();
      const slot = monthOf(workbook, readTable(workbook, FTE_LAYOUTS));
      if (slot === undefined) return 'its titles do not say which month';
      const fy = yearOfMonth(slot);
      const ofYear = layoutsOf(FTE_LAYOUTS, fy);
      if (ofYear.length > 0) readTable(workbook, ofYear);
      return { fy, slot, period: slot };
    },
  });
}

/** @throws SourceError when there is no such sheet, the sheet is of headcount, or its headings do not fit. */
function readTable(workbook: Workbook, layouts: readonly FteLayout[]): OrganisationTable {
  const sheet = fteSheet(workbook);
  const rows = rowsOf(sheet);
  const at = rows.slice(0, 40).findIndex((row) => labels(row).includes(NURSES));
  const header = rows[at];
  const place = { sheet: sheet.name, row: header ?? rows[0], publication: 'workforce' };
  if (!header) throw headingMissing(place, 'no row has the heading "Nurses & health visitors"');
  const headings = labels(header);
  const nursesAt = headings.indexOf(NURSES);
  const totalAt = headings.findIndex((heading) => layouts.some(({ total }) => total.includes(heading)));
  if (totalAt < 2 || totalAt > nursesAt || headings.lastIndexOf(NURSES) !== nursesAt) {
    throw headingMissing(
      place,
      'no heading "Total" or "All staff groups" stands left of the one heading "Nurses & health visitors", behind name and code',
    );
  }
  const codeAt = totalAt - 1;
  const body = rows.slice(at + 1);
  const layout = layouts.find(({ code }) => code.includes(headings[codeAt] ?? ''));
  if (!layout || !body.some((row) => isCode(cellText(row.cells[codeAt])))) {
    throw headingMissing(place, 'the column left of the total does not hold organisation codes');
  }
  const titleBlock = rows.slice(0, at);
  requireFte(sheet.name, titleBlock);
  const column = (measure: string, index: number): FigureColumn => {
    return { measure, index, heading: cellText(header.cells[index]).trim() };
  };
  return {
    layout: layout.layout,
    sheet: sheet.name,
    titleBlock,
    body,
    codeAt,
    nameAt: codeAt - 1,
    columns: [column(FTE_TOTAL, totalAt), column(FTE_NURSES, nursesAt)],
  };
}

/** The month of the sheet's own title, else of the sheet in front. */
function monthOf(workbook: Workbook, { titleBlock }: OrganisationTable): string | undefined {
  const front = workbook.sheets.find((sheet) => !sheet.hidden);
  return monthOfTitle(titleBlock) ?? (front && monthOfTitle(rowsOf(front).slice(0, 15)));
}

function fteSheet(workbook: Workbook): Sheet {
  const [sheet, ...others] = workbook.sheets.filter(({ hidden, name }) => !hidden && FTE_SHEET.test(name));
  if (!sheet) {
    throw noSheet(
      workbook,
      'NHSE, Org & SG - FTE',
      'Take the workbook "England and Organisation" of the month.',
    );
  }
  if (others.length === 0) return sheet;
  const names = [sheet, ...others].map(({ name }) => `"${name}"`).join(', ');
  throw new SourceError(
    SourceErrorCode.wrongTable,
    `More than one sheet is named like "NHSE, Org & SG - FTE": ${names}. Take the workbook "England and Organisation" of the month.`,
  );
}

function requireFte(sheet: string, titleBlock: readonly SheetRow[]): void {
  const title = titleBlock.flatMap((row) => row.cells.map((cell) => cellText(cell))).join(' ');
  if (!HEADCOUNT.test(title) || FULL_TIME_EQUIVALENT.test(title)) return;
  throw new SourceError(
    SourceErrorCode.wrongTable,
    `${placeOf(sheet)} is titled as headcount ("${title.slice(0, 120).trim()}"), not full-time equivalents. Headcount is another figure; take another edition of the month.`,
  );
}

function isCode(text: string): boolean {
  return ORGANISATION_CODE.test(text.trim());
}

function labels(row: SheetRow): readonly string[] {
  return row.cells.map((cell) => plainLabel(cellText(cell)));
}

function noTotal({ sheet }: OrganisationTable): Finding {
  return {
    kind: 'no-total',
    severity: 'warning',
    message: `${placeOf(sheet)} prints no row for England, so its organisations could not be checked against a total.`,
  };
}
