/** A month's workbook of NHS Workforce Statistics to observations (dossier workforce, section 2). */
import { type Sheet, type SheetRow, type Workbook, cellText } from '../../spreadsheet/workbook.ts';
import type { Finding, ParsedFile, QuarantinedRow } from '../contract/parsed-file.ts';
import type { ParseContext } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import {
  figuresOf,
  keepOnce,
  noOrganisationCode,
  observationsOf,
  totalsOf,
  type FigureColumn,
  type OrganisationRow,
} from '../tables/figure-table.ts';
import { headingsShown, placeOf, rowsOf } from '../tables/header-row.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { plainLabel } from '../tables/provider-level/label.ts';
import { monthOfTitle } from '../tables/title-month.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import {
  CODE_HEADINGS,
  ENGLAND,
  FTE_SHEET,
  FULL_TIME_EQUIVALENT,
  HEADCOUNT,
  NURSES,
  ORGANISATION_CODE,
  TOTALS,
} from './layouts.ts';

/** Full-time equivalents at the month's end. The total is never added to its groups, nor to headcount. */
export const FTE_TOTAL = 'fte_total';
export const FTE_NURSES = 'fte_nurses_health_visitors';

interface FteTable {
  readonly sheet: string;
  readonly titleBlock: readonly SheetRow[];
  readonly body: readonly SheetRow[];
  readonly codeAt: number;
  readonly nameAt: number;
  readonly columns: readonly FigureColumn[];
}

/** @throws SourceError when the sheet or a heading is missing, the sheet is of headcount, or the month is another. */
export function parseFte(source: SourceBytes, context: ParseContext): ParsedFile {
  const workbook = source.workbook();
  const table = readFteTable(workbook);
  const month = monthOfFte(workbook, table);
  if (month !== context.slot) {
    throw new SourceError(
      SourceErrorCode.wrongPeriod,
      `The titles say ${month === undefined ? 'no month' : monthInWords(month)}, not ${monthInWords(context.slot)}. The file is of another month; take the right one from the publisher's page.`,
    );
  }
  const { organisations, england, quarantine } = sortRows(table);
  const kept = keepOnce(organisations, table.sheet);
  return {
    layout: 'organisation-workbook',
    maturity: /provisional/i.test(source.fileName) ? 'provisional' : 'final',
    observations: observationsOf(kept.kept, context.period, table.sheet),
    totals: england.flatMap((row) => totalsOf(row, kept.kept, context.period, table.sheet)),
    quarantine: [...quarantine, ...kept.quarantine],
    findings: [...kept.findings, ...(england.length === 0 ? [noTotal(table.sheet)] : [])],
    tables: [],
  };
}

/** @throws SourceError when there is no such sheet, or its headings do not fit. */
export function readFteTable(workbook: Workbook): FteTable {
  const sheet = fteSheet(workbook);
  const rows = rowsOf(sheet);
  const at = rows.slice(0, 40).findIndex((row) => labels(row).includes(NURSES));
  const header = rows[at];
  if (!header) throw headingMissing(sheet.name, rows[0], `no row has the heading "Nurses & health visitors"`);
  const headings = labels(header);
  const nursesAt = headings.indexOf(NURSES);
  const totalAt = headings.findIndex((heading) => TOTALS.includes(heading));
  if (totalAt < 2 || totalAt > nursesAt || headings.lastIndexOf(NURSES) !== nursesAt) {
    throw headingMissing(
      sheet.name,
      header,
      'no heading "Total" or "All staff groups" stands left of the one heading "Nurses & health visitors", behind name and code',
    );
  }
  const codeAt = totalAt - 1;
  const body = rows.slice(at + 1);
  const coded = body.filter((row) => ORGANISATION_CODE.test(cellText(row.cells[codeAt]).trim())).length;
  if (!CODE_HEADINGS.includes(headings[codeAt] ?? '') || coded === 0) {
    throw headingMissing(sheet.name, header, 'the column left of the total does not hold organisation codes');
  }
  const titleBlock = rows.slice(0, at);
  requireFte(sheet.name, titleBlock);
  const column = (measure: string, index: number): FigureColumn => ({
    measure,
    index,
    heading: cellText(header.cells[index]).trim(),
  });
  return {
    sheet: sheet.name,
    titleBlock,
    body,
    codeAt,
    nameAt: codeAt - 1,
    columns: [column(FTE_TOTAL, totalAt), column(FTE_NURSES, nursesAt)],
  };
}

/** The month of the sheet's own title, else of the sheet in front. */
export function monthOfFte(workbook: Workbook, { titleBlock }: FteTable): string | undefined {
  const front = workbook.sheets.find((sheet) => !sheet.hidden);
  return monthOfTitle(titleBlock) ?? (front && monthOfTitle(rowsOf(front).slice(0, 15)));
}

function fteSheet(workbook: Workbook): Sheet {
  const found = workbook.sheets.filter((sheet) => !sheet.hidden && FTE_SHEET.test(sheet.name));
  if (found.length === 1 && found[0]) return found[0];
  const names = workbook.sheets.map((sheet) => `"${sheet.name}"`).join(', ');
  throw new SourceError(
    SourceErrorCode.wrongTable,
    `${found.length === 0 ? 'No sheet' : 'More than one sheet'} is named like "NHSE, Org & SG - FTE". The sheets are: ${names}. Take the workbook "England and Organisation" of the month.`,
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

interface SortedRows {
  readonly organisations: readonly OrganisationRow[];
  readonly england: readonly OrganisationRow[];
  readonly quarantine: readonly QuarantinedRow[];
}

/** Rows of regions and integrated care systems have no organisation code; they are left out. */
function sortRows(table: FteTable): SortedRows {
  const organisations: OrganisationRow[] = [];
  const england: OrganisationRow[] = [];
  const quarantine: QuarantinedRow[] = [];
  for (const row of table.body) {
    const orgCode = cellText(row.cells[table.codeAt]);
    const orgName = cellText(row.cells[table.nameAt]);
    const entry = { number: row.number, orgCode, orgName, figures: figuresOf(row, table.columns) };
    if (!entry.figures.some((figure) => figure.status !== 'missing' || figure.unreadable)) continue;
    const identity = labels(row).slice(0, table.codeAt + 1);
    if (ORGANISATION_CODE.test(orgCode.trim())) organisations.push(readable(entry, table.sheet));
    else if (identity.some((text) => ENGLAND.test(text))) england.push(entry);
    else if (orgCode.trim() !== '')
      quarantine.push(noOrganisationCode(table.sheet, entry, 'the England row'));
  }
  return { organisations, england, quarantine };
}

function readable(row: OrganisationRow, sheet: string): OrganisationRow {
  const bad = row.figures.find((figure) => figure.unreadable);
  if (!bad) return row;
  throw new SourceError(
    SourceErrorCode.implausible,
    `${placeOf(sheet)}, row ${row.number} prints "${bad.printed}" under "${bad.column.heading}", which is no number of staff. The columns may be shifted; compare with the publisher's file.`,
  );
}

function noTotal(sheet: string): Finding {
  return {
    kind: 'no-total',
    severity: 'warning',
    message: `${placeOf(sheet)} prints no row for England, so its organisations could not be checked against a total.`,
  };
}

function labels(row: SheetRow): readonly string[] {
  return row.cells.map((cell) => plainLabel(cellText(cell)));
}

function headingMissing(sheet: string, row: SheetRow | undefined, what: string): SourceError {
  return new SourceError(
    SourceErrorCode.headingMissing,
    `${placeOf(sheet)}${row ? `, row ${row.number}` : ''}: ${what}. Headings found: ${headingsShown(row)}. If the layout has changed, add its words to datasets/workforce/layouts.ts.`,
  );
}
