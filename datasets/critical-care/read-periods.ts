/**
 * The adult critical care file of a year (dossier critical-care, sections 3, 4 and 7). The finding of its
 * tables is its own: several are stacked on a sheet, and in some years none is by provider.
 */
import { yearsNamed, yearsPrinted } from '../../nhs/named-years.ts';
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { dayIn } from '../../nhs/printed-date.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { cellText, type Sheet, type SheetRow, type Workbook } from '../../spreadsheet/workbook.ts';
import type { ParseContext } from '../contract/dataset.ts';
import { layoutsOf } from '../contract/layout.ts';
import type { ParsedFile, PrintedTotal } from '../contract/parsed-file.ts';
import { figuresOf, totalsOf, type FigureColumn, type OrganisationRow } from '../tables/figure-table.ts';
import {
  firstRows,
  groupsAbove,
  headingsShown,
  placeOf,
  plainHeading,
  plainHeadings,
  rowsOf,
  visibleSheets,
  type SheetRows,
} from '../tables/header-row.ts';
import { fileOfTable, readOrganisations, type OrganisationTable } from '../tables/organisation-rows.ts';
import type { Recognised } from '../tables/recognise-table.ts';
import { headingMissing, noOrganisations, noTotal, wrongPeriod } from '../tables/refusals.ts';
import {
  ACC_LAYOUTS,
  CODE_HEADING,
  CODE_OF_PROVIDERS,
  ENGLAND,
  ENGLAND_CODE,
  LEVEL_CODE,
  LEVEL_NAME,
  NAME_HEADINGS,
  OTHER_CODES,
  PART_GROUP,
  PERIODS,
  PROVIDER_CODE,
  TRUST_CODE,
  WHOLE_GROUP,
  type AccLayout,
} from './layouts.ts';

/** A table by provider. First of its columns are the critical care periods. */
interface ProviderTable extends OrganisationTable {
  readonly header: SheetRow;
}

/** In older files a small number withheld, and no zero. */
const DASH = /^\s*[-\u2010-\u2015\u2212]\s*$/;

/**
 * Measure `critical_care_periods`: adult critical care records of the year, per provider; beside it bed days
 * and unplanned periods where the table has them.
 * @throws SourceError NO_PROVIDER_TABLE where the year's file has tables for England only.
 */
export function parsePeriods(source: SourceBytes, { fy, period, note }: ParseContext): ParsedFile {
  const workbook = source.workbook();
  requireYear(source, workbook, fy);
  const [layout] = layoutsOf(ACC_LAYOUTS, fy);
  if (!layout) throw new RangeError(`No layout of adult critical care tables is of ${fy}.`);
  const tables = providerTables(workbook, layout);
  for (const table of tables) requireYearOfTable(table, fy);
  if (tables.map(hasProviders).every((has) => !has)) throw noProviderTable(workbook);
  const rows = readOrganisations<ProviderTable>(tables, {
    period,
    what: 'a table by provider',
    edition: 'year',
    totalRow: 'England row',
    ...(note && { note }),
    isTotal: isEngland,
    isArea: isLevel,
    isCode: (code) => PROVIDER_CODE.test(code),
    printedOnly: true,
    withheld: ({ printed }) => DASH.test(printed),
    numbersOnly: 'a count',
    wordsInTotal: true,
    totalsOf: [PERIODS],
    withoutTotal: true,
  });
  const totals = rows.totals.length > 0 ? rows.totals : nationalTotals(workbook, layout, rows.kept, period);
  if (totals.length === 0)
    throw noTotal(tables[0].sheet, 'England row in any table', rows.kept.length, 'year');
  const published = publishedDay(workbook);
  return {
    ...fileOfTable({ layout: layout.layout, titleBlock: [] }, { ...rows, totals }),
    ...(published !== undefined && { published }),
  };
}

/** The year of a file of adult critical care, or why it is not read. @throws SourceError for another file. */
export function yearOfPeriods(source: SourceBytes): Recognised | string {
  const workbook = source.workbook();
  const sheets = visibleSheets(workbook);
  const words = ACC_LAYOUTS.flatMap(({ periods }) => periods);
  const isOfPeriods = sheets.some(({ rows }) =>
    rows.some((row) => plainHeadings(row).some((heading) => words.includes(heading))),
  );
  if (!isOfPeriods || !sheets.some(speaksOfCriticalCare)) {
    const message = 'no heading "Critical care periods" or of adult critical care beds by trust';
    throw new SourceError(SourceErrorCode.wrongTable, message);
  }
  const fy = yearOf(source, workbook);
  return fy === undefined ? 'no title says which year of adult critical care' : { fy, slot: fy, period: fy };
}

const TITLE_ROWS = 4;

/** The latest year of the titles, or else of the file's name: contents and time series go back further. */
function yearOf(source: SourceBytes, workbook: Workbook): FinancialYear | undefined {
  const titles = workbook.sheets.flatMap((sheet) => yearsIn(firstRows(sheet, TITLE_ROWS)));
  return (titles.length > 0 ? titles : yearsPrinted(source.fileName)).toSorted().at(-1);
}

/** A calendar year by itself (`Published: January 2021`) is no financial year. */
function yearsIn(rows: readonly SheetRow[]): readonly FinancialYear[] {
  const texts = rows.flatMap((row) => row.cells.filter((cell) => typeof cell === 'string'));
  return texts.flatMap((text) => [
    // `April 2017 to March 2018`
    ...yearsNamed(text),
    ...yearsPrinted(text.replace(/(?<!\d|\d[-/\u2010-\u2015])20\d\d(?!\d|\s*[-/\u2010-\u2015]\s*\d)/g, ' ')),
  ]);
}

function requireYear(source: SourceBytes, workbook: Workbook, fy: FinancialYear): void {
  const found = yearOf(source, workbook);
  if (found === fy) return;
  const said =
    found === undefined ? 'Neither a title nor the file name says a year' : `The titles say ${found}`;
  throw wrongPeriod(said, fy, 'year');
}

function requireYearOfTable({ sheet, titleBlock, header }: ProviderTable, fy: FinancialYear): void {
  const years = yearsIn(titleBlock.slice(-6));
  if (years.length === 0 || years.includes(fy)) return;
  const said = `${placeOf(sheet)}: the table in row ${header.number} is titled ${years.join(', ')}`;
  throw wrongPeriod(said, fy, 'year');
}

/** @throws SourceError NO_PROVIDER_TABLE where a file of adult critical care has no table by provider. */
function providerTables(workbook: Workbook, layout: AccLayout): readonly [ProviderTable, ...ProviderTable[]] {
  const sheets = visibleSheets(workbook);
  const [first, ...others] = sheets.flatMap((sheet) => tablesOf(sheet, layout));
  if (first) return [first, ...others];
  for (const sheet of sheets) requireNoProviders(sheet);
  for (const sheet of workbook.sheets) if (sheet.hidden) requireNoHiddenTable(sheet, layout);
  if (sheets.some(speaksOfCriticalCare)) throw noProviderTable(workbook);
  throw new SourceError(
    SourceErrorCode.wrongTable,
    `Nothing in the file speaks of adult critical care; its sheets are ${sheetNames(workbook)}. Take the adult critical care (ACC) file of the release.`,
  );
}

/** The file is of adult critical care, and breaks England down by region, age or sex only. */
function noProviderTable(workbook: Workbook): SourceError {
  return new SourceError(
    SourceErrorCode.noProviderTable,
    `The adult critical care file has no table by provider: its sheets (${sheetNames(workbook)}) give England and its regions only. The publisher prints no figure for a trust this year; nothing has to be done.`,
  );
}

function tablesOf({ name, rows }: SheetRows, layout: AccLayout): readonly ProviderTable[] {
  const isHeader = (row: SheetRow): boolean => codeColumn(row) >= 0 && periodsIn(row, layout).length > 0;
  const headers = rows.flatMap((row, index) => (isHeader(row) ? [index] : []));
  return headers.map((at, index) => {
    const header = rows[at] ?? { number: 0, cells: [] };
    const headings = plainHeadings(header);
    const codeAt = codeColumn(header);
    const named = headings.findIndex((text, column) => column !== codeAt && NAME_HEADINGS.includes(text));
    return {
      layout: layout.layout,
      sheet: name,
      header,
      titleBlock: rows.slice(index === 0 ? 0 : (headers[index - 1] ?? 0) + 1, at),
      body: bodyOf(rows.slice(at + 1, headers[index + 1] ?? rows.length), codeAt),
      codeAt,
      nameAt: named >= 0 ? named : codeAt + 1,
      columns: [periodsColumn(name, header, rows[at - 1], layout), ...furtherColumns(header, layout)],
    };
  });
}

/** Up to the headings of the next table, of whatever: a row of two words or more and no number. */
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

/** Column of a `Provider code`, `Org code`, plain `Code`; -1 where the row has no code of organisations. */
function codeColumn(row: SheetRow): number {
  return plainHeadings(row).findIndex((heading) => CODE_HEADING.test(heading) && !OTHER_CODES.test(heading));
}

/** Columns headed as critical care periods. */
function periodsIn(row: SheetRow, { periods }: AccLayout): readonly number[] {
  return plainHeadings(row).flatMap((heading, index) => (periods.includes(heading) ? [index] : []));
}

/** All periods, where the same heading stands again under "Unplanned". */
function periodsColumn(
  sheet: string,
  header: SheetRow,
  above: SheetRow | undefined,
  layout: AccLayout,
): FigureColumn {
  const groups = groupsAbove(above, header.cells.length);
  const found = periodsIn(header, layout);
  const whole = found.filter((index) => WHOLE_GROUP.test(groups[index] ?? ''));
  const [index, ...others] =
    whole.length > 0 ? whole : found.filter((at) => !PART_GROUP.test(groups[at] ?? ''));
  if (index === undefined || others.length > 0) {
    const heading = cellText(header.cells[found[0] ?? 0]).trim();
    throw headingMissing(
      { sheet, row: header, publication: 'critical-care' },
      `the heading "${heading}" stands there ${found.length} times, and the row above (${headingsShown(above)}) does not say which column is all periods`,
    );
  }
  return { measure: PERIODS, index, heading: cellText(header.cells[index]).trim() };
}

function furtherColumns(header: SheetRow, layout: AccLayout): readonly FigureColumn[] {
  const headings = plainHeadings(header);
  return layout.further.flatMap(([heading, measure]) => {
    const index = headings.indexOf(heading);
    return index < 0 || index !== headings.lastIndexOf(heading)
      ? []
      : [{ measure, index, heading: cellText(header.cells[index]).trim() }];
  });
}

/**
 * Whether a table has rows of providers; a table of regions under the bare heading "Code" need not.
 * @throws SourceError where another table has none, or a row without a code stands below one with a code: its
 * rows are parts.
 */
function hasProviders(table: ProviderTable): boolean {
  let [providers, levels, others] = [0, 0, 0];
  for (const row of table.body) {
    const figures = figuresOf(row, table.columns);
    const prints = figures.some(
      ({ status, unreadable, printed }) => status !== 'missing' || unreadable || DASH.test(printed),
    );
    if (!prints) continue;
    const orgCode = cellText(row.cells[table.codeAt]);
    const orgName = cellText(row.cells[table.nameAt]);
    const entry = { number: row.number, orgCode, orgName, figures };
    if (isEngland(entry, row)) continue;
    if (isLevel(entry, row)) levels += 1;
    else if (PROVIDER_CODE.test(orgCode)) providers += 1;
    else if (orgCode.trim() === '' && providers > 0) throw partOfProvider(table, entry);
    else others += 1;
  }
  const ofProviders = CODE_OF_PROVIDERS.test(plainHeadings(table.header)[table.codeAt] ?? '');
  const ofRegions = !ofProviders && levels > 0 && others === 0;
  if (providers === 0 && !ofRegions) {
    throw noOrganisations(table.sheet, `a table by provider in row ${table.header.number}`, 'year');
  }
  return providers > 0;
}

/** Only the first row of a group has the code: its rows are parts (months, units) without a printed sum. */
function partOfProvider({ sheet }: ProviderTable, { number }: OrganisationRow): SourceError {
  return new SourceError(
    SourceErrorCode.unknownLayout,
    `${placeOf(sheet)}, row ${number} prints a figure without a provider code below rows that have one: the table breaks providers down, and rows that are parts of each other must not be added. Look at the file, and add the layout to datasets/critical-care/layouts.ts.`,
  );
}

function isEngland({ orgCode, orgName }: OrganisationRow, row: SheetRow): boolean {
  const words = [labelOf(orgCode, orgName, row), plainHeading(orgName)];
  return ENGLAND_CODE.test(orgCode.trim()) || words.some((text) => ENGLAND.test(text));
}

function isLevel({ orgCode, orgName }: OrganisationRow, row: SheetRow): boolean {
  return LEVEL_CODE.test(orgCode.trim()) || LEVEL_NAME.test(labelOf(orgCode, orgName, row));
}

/** What a row is called: its code, else its name, else its first word. */
function labelOf(orgCode: string, orgName: string, row: SheetRow): string {
  const first = plainHeadings(row).find((text) => text !== '') ?? '';
  return plainHeading(orgCode) || plainHeading(orgName) || first;
}

/**
 * England in the tables by region, age or sex: the same total as the providers'. A Total may be of a part:
 * such a row counts only where no row says England.
 */
function nationalTotals(
  workbook: Workbook,
  layout: AccLayout,
  kept: readonly OrganisationRow[],
  period: string,
): readonly PrintedTotal[] {
  const sheets = visibleSheets(workbook);
  const rowsOfEngland = (words: RegExp): readonly PrintedTotal[] =>
    sheets.flatMap(({ name, rows }) =>
      englandIn(rows, words, layout).flatMap(({ row, column }) => {
        const figures = figuresOf(row, [column]);
        return totalsOf({ number: row.number, orgCode: '', orgName: 'England', figures }, kept, {
          ...{ period, sheet: name },
        });
      }),
    );
  const england = rowsOfEngland(/^england$/);
  return england.length > 0 ? england : rowsOfEngland(ENGLAND);
}

function englandIn(
  rows: readonly SheetRow[],
  words: RegExp,
  layout: AccLayout,
): readonly { readonly row: SheetRow; readonly column: FigureColumn }[] {
  let column: FigureColumn | undefined;
  return rows.flatMap((row) => {
    const [index, ...others] = periodsIn(row, layout);
    if (index !== undefined) {
      const heading = cellText(row.cells[index]).trim();
      const alone = others.length === 0 && codeColumn(row) < 0;
      column = alone ? { measure: PERIODS, index, heading } : undefined;
      return [];
    }
    const identity = plainHeadings(row).slice(0, column?.index);
    return column && identity.some((heading) => words.test(heading)) ? [{ row, column }] : [];
  });
}

/** "TUE" and "TEN" look like codes of trusts; `R1H` and `RJ1` are neither words nor diagnoses (`R10`). */
const TRUSTS_AT_LEAST = 10;
const NO_WORD = /^[RT](?:\d[A-Z]|[A-Z]\d)$/;
const SURE_AT_LEAST = 2;

/** Providers under headings that are not known are no stated absence of providers: somebody has to look. */
function requireNoProviders({ name, rows }: SheetRows): void {
  const named = rows.find((row) => codeColumn(row) >= 0);
  if (named) {
    throw headingMissing(
      { sheet: name, row: named, publication: 'critical-care' },
      `a table of organisations has no heading "Critical care periods" or "Critical care records"`,
    );
  }
  const having = (code: RegExp): readonly SheetRow[] =>
    rows.filter((row) => row.cells.some((cell) => code.test(cellText(cell).trim())));
  const coded = having(TRUST_CODE);
  const [first] = coded;
  if (!first || (coded.length < TRUSTS_AT_LEAST && having(NO_WORD).length < SURE_AT_LEAST)) return;
  throw new SourceError(
    SourceErrorCode.unknownLayout,
    `${placeOf(name)}, row ${first.number} has the code of an NHS trust (${headingsShown(first)}), as ${coded.length - 1} more rows do, but no row has a heading that ends in "code" beside "Critical care periods". Look at the file; if the layout has changed, add its words to datasets/critical-care/layouts.ts.`,
  );
}

/** A table that a person does not see is no statement that there is none. */
function requireNoHiddenTable(sheet: Sheet, layout: AccLayout): void {
  const [table] = tablesOf({ name: sheet.name, rows: rowsOf(sheet) }, layout);
  if (!table) return;
  throw new SourceError(
    SourceErrorCode.unknownLayout,
    `${placeOf(sheet.name)} is hidden and has a table by provider in row ${table.header.number}, and no visible sheet has one. Look at the file: if these are the year's figures, unhide the sheet, save the file and load it from a folder.`,
  );
}

const SPOKEN_ROWS = 12;

/** Whether a sheet says in its name or its first rows that it is about critical care. */
function speaksOfCriticalCare({ name, rows }: SheetRows): boolean {
  const cells = rows.slice(0, SPOKEN_ROWS).flatMap((row) => plainHeadings(row));
  return [plainHeading(name), ...cells].some((text) => /critical care|\bacc\b/.test(text));
}

function sheetNames(workbook: Workbook): string {
  return workbook.sheets.map(({ name }) => (name === '' ? 'the CSV' : `"${name}"`)).join(', ');
}

function publishedDay(workbook: Workbook): string | undefined {
  const rows = workbook.sheets[0] ? firstRows(workbook.sheets[0], 20) : [];
  const texts = rows.map((row) => row.cells.map((cell) => cellText(cell)).join(' '));
  const line = texts.find((text) => /publi(?:shed|cation date)/i.test(text));
  return line === undefined ? undefined : dayIn(line);
}
