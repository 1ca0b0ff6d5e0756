/**
 * Finds the tables by provider in the adult critical care file of a year (dossier critical-care, sections 3 and 7): by
 * their headings, on any sheet, several stacked on one sheet.
 */
import { type Sheet, type SheetRow, type Workbook, cellText } from '../../spreadsheet/workbook.ts';
import type { FigureColumn } from '../tables/figure-table.ts';
import {
  groupsAbove,
  headingsShown,
  placeOf,
  plainHeading,
  plainHeadings,
  rowsOf,
} from '../tables/header-row.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import {
  CODE_HEADING,
  ENGLAND,
  FURTHER_HEADINGS,
  NAME_HEADINGS,
  OTHER_CODES,
  PART_GROUP,
  PERIODS_HEADINGS,
  PROVIDER_CODE,
  TRUST_CODE,
  WHOLE_GROUP,
} from './layouts.ts';
import { headingMissing, wrongTable } from './refusals.ts';

export const PERIODS = 'critical_care_periods';

export interface ProviderTable {
  readonly sheet: string;
  readonly header: SheetRow;
  /** Rows above the headings, back to the table before. */
  readonly titleBlock: readonly SheetRow[];
  readonly body: readonly SheetRow[];
  readonly codeAt: number;
  readonly nameAt: number;
  /** First of them the critical care periods. */
  readonly columns: readonly FigureColumn[];
}

/** A figure for all England in any table of the file: what the providers are reconciled with where theirs prints none. */
export interface EnglandFigure {
  readonly sheet: string;
  readonly row: SheetRow;
  readonly column: FigureColumn;
}

export interface AccTables {
  readonly providers: readonly ProviderTable[];
  readonly england: readonly EnglandFigure[];
}

/**
 * @throws SourceError NO_PROVIDER_TABLE where the file is of adult critical care and has none; others where it has
 * providers under headings that are not known, or is of something else.
 */
export function readAccTables(workbook: Workbook): AccTables {
  const sheets = workbook.sheets
    .filter((sheet) => !sheet.hidden)
    .map((sheet) => ({ name: sheet.name, rows: rowsOf(sheet) }));
  const providers = sheets.flatMap(({ name, rows }) => tablesOf(name, rows));
  if (providers.length > 0) {
    const rowsOfEngland = (words: RegExp): readonly EnglandFigure[] =>
      sheets.flatMap(({ name, rows }) => englandIn(name, rows, words));
    const england = rowsOfEngland(/^england$/);
    // The Total of another table may be of a part: only where no row says England.
    return { providers, england: england.length > 0 ? england : rowsOfEngland(ENGLAND) };
  }
  for (const { name, rows } of sheets) requireNoProviders(name, rows);
  for (const sheet of workbook.sheets) if (sheet.hidden) requireNoHiddenTable(sheet);
  if (!sheets.some(({ name, rows }) => speaksOfCriticalCare(name, rows))) {
    throw wrongTable(
      `Nothing in the file speaks of adult critical care; its sheets are ${sheetNames(workbook)}. Take the adult critical care (ACC) file of the release.`,
    );
  }
  throw noProviderTable(workbook);
}

/** The file is of adult critical care, and breaks England down by region, age or sex only. */
export function noProviderTable(workbook: Workbook): SourceError {
  return new SourceError(
    SourceErrorCode.noProviderTable,
    `The adult critical care file has no table by provider: its sheets (${sheetNames(workbook)}) give England and its regions only. The publisher prints no figure for a trust this year; nothing has to be done.`,
  );
}

function tablesOf(sheet: string, rows: readonly SheetRow[]): readonly ProviderTable[] {
  const headers = rows.flatMap((row, index) => (codeColumn(row) >= 0 && hasFigures(row) ? [index] : []));
  return headers.map((at, index) => {
    const header = rows[at] as SheetRow;
    const from = index === 0 ? 0 : (headers[index - 1] ?? 0) + 1;
    const headings = plainHeadings(header);
    const codeAt = codeColumn(header);
    const named = headings.findIndex(
      (heading, column) => column !== codeAt && NAME_HEADINGS.includes(heading),
    );
    return {
      sheet,
      header,
      titleBlock: rows.slice(from, at),
      body: bodyOf(rows.slice(at + 1, headers[index + 1] ?? rows.length), codeAt),
      codeAt,
      nameAt: named >= 0 ? named : codeAt + 1,
      columns: [periodsColumn(sheet, header, rows[at - 1]), ...furtherColumns(header)],
    };
  });
}

/** Up to the headings of the next table, which need not be of providers: a row of two words or more and no number. */
function bodyOf(rows: readonly SheetRow[], codeAt: number): readonly SheetRow[] {
  const end = rows.findIndex(({ cells }) => {
    const filled = cells.filter((cell) => cellText(cell).trim() !== '');
    const words =
      filled.length >= 2 &&
      filled.every((cell) => typeof cell === 'string' && !/^[\d*.,-]+$/.test(cell.trim()));
    return words && !PROVIDER_CODE.test(cellText(cells[codeAt]).trim());
  });
  return end < 0 ? rows : rows.slice(0, end);
}

/** Column of a `Provider code`, `Org code`, plain `Code`; -1 where the row has none, or only codes of something else. */
function codeColumn(row: SheetRow): number {
  return plainHeadings(row).findIndex((heading) => CODE_HEADING.test(heading) && !OTHER_CODES.test(heading));
}

function hasFigures(row: SheetRow): boolean {
  return plainHeadings(row).some((heading) => PERIODS_HEADINGS.includes(heading));
}

/** All periods, where the same heading stands again under "Unplanned". */
function periodsColumn(sheet: string, header: SheetRow, above: SheetRow | undefined): FigureColumn {
  const headings = plainHeadings(header);
  const groups = groupsAbove(above, headings.length);
  const found = headings.flatMap((heading, index) => (PERIODS_HEADINGS.includes(heading) ? [index] : []));
  const whole = found.filter((index) => WHOLE_GROUP.test(groups[index] ?? ''));
  const candidates =
    whole.length > 0 ? whole : found.filter((index) => !PART_GROUP.test(groups[index] ?? ''));
  const [index] = candidates;
  if (index === undefined || candidates.length > 1) {
    throw headingMissing(
      sheet,
      header,
      `the heading "${headings[found[0] ?? 0] ?? ''}" stands there ${found.length} times, and the row above (${headingsShown(above)}) does not say which column is all periods`,
    );
  }
  return { measure: PERIODS, index, heading: cellText(header.cells[index]).trim() };
}

function furtherColumns(header: SheetRow): readonly FigureColumn[] {
  const headings = plainHeadings(header);
  return FURTHER_HEADINGS.flatMap(([heading, measure]) => {
    const index = headings.indexOf(heading);
    return index < 0 || index !== headings.lastIndexOf(heading)
      ? []
      : [{ measure, index, heading: cellText(header.cells[index]).trim() }];
  });
}

/** The England row of a table by region, age or sex: the same total as the providers'. */
function englandIn(sheet: string, rows: readonly SheetRow[], words: RegExp): readonly EnglandFigure[] {
  const found: EnglandFigure[] = [];
  let column: FigureColumn | undefined;
  for (const row of rows) {
    const headings = plainHeadings(row);
    const at = headings.findIndex((heading) => PERIODS_HEADINGS.includes(heading));
    if (at >= 0) {
      const alone = headings.filter((heading) => PERIODS_HEADINGS.includes(heading)).length === 1;
      const heading = cellText(row.cells[at]).trim();
      column = alone && codeColumn(row) < 0 ? { measure: PERIODS, index: at, heading } : undefined;
    } else if (column && headings.slice(0, column.index).some((heading) => words.test(heading))) {
      found.push({ sheet, row, column });
    }
  }
  return found;
}

/** Providers under headings that are not known are no stated absence of providers: somebody has to look. */
function requireNoProviders(sheet: string, rows: readonly SheetRow[]): void {
  const named = rows.find((row) => codeColumn(row) >= 0);
  if (named) {
    throw headingMissing(
      sheet,
      named,
      `a table of organisations has no heading "Critical care periods" or "Critical care records"`,
    );
  }
  const having = (code: RegExp): readonly SheetRow[] =>
    rows.filter((row) => row.cells.some((cell) => code.test(cellText(cell).trim())));
  const coded = having(TRUST_CODE);
  const sure = having(NO_WORD);
  if ((coded.length >= TRUSTS_AT_LEAST || sure.length >= SURE_AT_LEAST) && coded[0]) {
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `${placeOf(sheet)}, row ${coded[0].number} has the code of an NHS trust (${headingsShown(coded[0])}), as ${coded.length - 1} more rows do, but no row has a heading that ends in "code" beside "Critical care periods". Look at the file; if the layout has changed, add its words to datasets/critical-care/layouts.ts.`,
    );
  }
}

/** A table that a person does not see is no statement that there is none. */
function requireNoHiddenTable(sheet: Sheet): void {
  const [table] = tablesOf(sheet.name, rowsOf(sheet));
  if (!table) return;
  throw new SourceError(
    SourceErrorCode.unknownLayout,
    `${placeOf(sheet.name)} is hidden and has a table by provider in row ${table.header.number}, and no visible sheet has one. Look at the file: if these are the year's figures, unhide the sheet, save the file and load it from a folder.`,
  );
}

/** "TUE" and "TEN" look like codes too; `R1H` and `RJ1` are neither words nor diagnoses (`R10`). */
const TRUSTS_AT_LEAST = 10;
const NO_WORD = /^[RT](?:\d[A-Z]|[A-Z]\d)$/;
const SURE_AT_LEAST = 2;
const TITLE_ROWS = 12;

/** Whether a sheet says in its name or its first rows that it is about critical care. */
export function speaksOfCriticalCare(sheet: string, rows: readonly SheetRow[]): boolean {
  const cells = rows
    .slice(0, TITLE_ROWS)
    .flatMap((row) => row.cells.map((cell) => plainHeading(cellText(cell))));
  return [plainHeading(sheet), ...cells].some((text) => /critical care|\bacc\b/.test(text));
}

function sheetNames(workbook: Workbook): string {
  return workbook.sheets.map(({ name }) => (name === '' ? 'the CSV' : `"${name}"`)).join(', ');
}
