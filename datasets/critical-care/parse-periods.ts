/** The adult critical care file of a year to observations (dossier critical-care, sections 3, 4 and 7). */
import { type Sheet, type SheetRow, type Workbook, cellText } from '../../spreadsheet/workbook.ts';
import type { FinancialYear } from '../../nhs/financial-year.ts';
import type { ParseContext } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { ParsedFile, QuarantinedRow } from '../contract/parsed-file.ts';
import {
  figuresOf,
  keepOnce,
  noOrganisationCode,
  observationsOf,
  totalsOf,
  type Figure,
  type OrganisationRow,
} from '../tables/figure-table.ts';
import { placeOf, plainHeading, plainHeadings } from '../tables/header-row.ts';
import { yearsNamed, yearsPrinted } from '../../nhs/named-years.ts';
import { dayIn } from '../../nhs/printed-date.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import {
  CODE_OF_PROVIDERS,
  ENGLAND,
  ENGLAND_CODE,
  LEVEL_CODE,
  LEVEL_NAME,
  PROVIDER_CODE,
} from './layouts.ts';
import {
  noProviderTable,
  PERIODS,
  readAccTables,
  type AccTables,
  type ProviderTable,
} from './provider-tables.ts';
import { wrongPeriod } from './refusals.ts';

/**
 * Measure `critical_care_periods`: adult critical care records of the year, per provider; beside it bed days and unplanned
 * periods where the table has them.
 * @throws SourceError NO_PROVIDER_TABLE where the year's file has tables for England only.
 */
export function parsePeriods(source: SourceBytes, context: ParseContext): ParsedFile {
  const workbook = source.workbook();
  requireYear(source, workbook, context.fy);
  const tables = readAccTables(workbook);
  for (const table of tables.providers) requireYearOfTable(table, context.fy);
  const sorted = tables.providers.map(sortRows);
  if (sorted.every(({ organisations }) => organisations.length === 0)) throw noProviderTable(workbook);
  const rows = sorted.flatMap(({ table, organisations }) => organisations.map((row) => ({ table, row })));
  const { kept, quarantine, findings } = keepOnce(
    rows.map(({ row }) => row),
    tables.providers[0]?.sheet ?? '',
  );
  const published = publishedDay(workbook);
  return {
    layout: 'acc-provider-table',
    maturity: 'final',
    ...(published !== undefined && { published }),
    observations: rows
      .filter(({ row }) => kept.includes(row))
      .flatMap(({ table, row }) => observationsOf([row], context.period, table.sheet)),
    totals: totalsIn(tables, sorted, kept, context.period),
    quarantine: [...sorted.flatMap((one) => one.quarantine), ...quarantine],
    findings,
    tables: [],
  };
}

/** The latest year that the file's titles name, or else its name: lists of contents and time series go back further. */
export function yearOf(source: SourceBytes, workbook: Workbook): FinancialYear | undefined {
  const titles = workbook.sheets.flatMap((sheet) => yearsIn(firstRows(sheet, TITLE_ROWS)));
  return (titles.length > 0 ? titles : yearsPrinted(source.fileName)).toSorted().at(-1);
}

const TITLE_ROWS = 4;

function firstRows(sheet: Sheet, count: number): readonly SheetRow[] {
  const first: SheetRow[] = [];
  for (const row of sheet.rows()) {
    if (first.push(row) === count) break;
  }
  return first;
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
  throw wrongPeriod(
    found === undefined ? 'Neither a title nor the file name says a year' : `The titles say ${found}`,
    fy,
  );
}

function requireYearOfTable({ sheet, titleBlock, header }: ProviderTable, fy: FinancialYear): void {
  const years = yearsIn(titleBlock.slice(-6));
  if (years.length === 0 || years.includes(fy)) return;
  throw wrongPeriod(`${placeOf(sheet)}: the table in row ${header.number} is titled ${years.join(', ')}`, fy);
}

interface SortedTable {
  readonly table: ProviderTable;
  readonly organisations: readonly OrganisationRow[];
  readonly england: readonly OrganisationRow[];
  readonly quarantine: readonly QuarantinedRow[];
}

function sortRows(table: ProviderTable): SortedTable {
  const organisations: OrganisationRow[] = [];
  const england: OrganisationRow[] = [];
  const quarantine: QuarantinedRow[] = [];
  let levels = 0;
  for (const row of table.body) {
    const orgCode = cellText(row.cells[table.codeAt]);
    const orgName = cellText(row.cells[table.nameAt]);
    const figures = figuresOf(row, table.columns).map(dashIsSuppressed);
    const entry = { number: row.number, orgCode, orgName, figures };
    const prints = figures.some((figure) => figure.status !== 'missing' || figure.unreadable);
    const label =
      plainHeading(orgCode) ||
      plainHeading(orgName) ||
      (plainHeadings(row).find((text) => text !== '') ?? '');
    if (!prints) continue;
    if (isEngland(orgCode, label) || isEngland('', plainHeading(orgName))) england.push(entry);
    else if (LEVEL_CODE.test(orgCode.trim()) || LEVEL_NAME.test(label)) levels += 1;
    else if (PROVIDER_CODE.test(orgCode)) organisations.push(readable(entry, table.sheet));
    else if (orgCode.trim() === '' && organisations.length > 0) throw partOfProvider(table, entry);
    else quarantine.push(noOrganisationCode(table.sheet, entry, 'the England row'));
  }
  const ofProviders = CODE_OF_PROVIDERS.test(plainHeadings(table.header)[table.codeAt] ?? '');
  const ofRegions = !ofProviders && levels > 0 && quarantine.length === 0;
  if (organisations.length === 0 && !ofRegions) {
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `${placeOf(table.sheet)} has the headings of a provider table in row ${table.header.number} but no provider under them. Load another edition of the year.`,
    );
  }
  return { table, organisations, england, quarantine };
}

function isEngland(code: string, label: string): boolean {
  return ENGLAND.test(label) || ENGLAND_CODE.test(code.trim());
}

/** Small numbers are withheld with an asterisk or, in older files, a dash; a dash is no zero. */
function dashIsSuppressed(figure: Figure): Figure {
  return /^\s*[-\u2010-\u2015\u2212]\s*$/.test(figure.printed) ? { ...figure, status: 'suppressed' } : figure;
}

/** In a table of counts a word means that the columns are not what their headings say. */
function readable(row: OrganisationRow, sheet: string): OrganisationRow {
  const bad = row.figures.find((figure) => figure.unreadable);
  if (!bad) return row;
  throw new SourceError(
    SourceErrorCode.implausible,
    `${placeOf(sheet)}, row ${row.number} prints "${bad.printed}" under "${bad.column.heading}", which is not a count. The columns may be shifted; compare with the publisher's file.`,
  );
}

/** The provider's code stands in the first row of a group only: its rows are parts (months, units) whose sum is not printed. */
function partOfProvider(table: ProviderTable, row: OrganisationRow): SourceError {
  return new SourceError(
    SourceErrorCode.unknownLayout,
    `${placeOf(table.sheet)}, row ${row.number} prints a figure without a provider code below rows that have one: the table breaks providers down, and rows that are parts of each other must not be added. Look at the file, and add the layout to datasets/critical-care/layouts.ts.`,
  );
}

/** The provider tables' own England rows; where they print none, the England rows of the tables by age or sex. */
function totalsIn(
  { england }: AccTables,
  sorted: readonly SortedTable[],
  kept: readonly OrganisationRow[],
  period: string,
): ParsedFile['totals'] {
  const own = sorted.flatMap(({ table, england: rows }) =>
    rows.flatMap((row) => totalsOf(row, keptLike(row, kept), period, table.sheet, [PERIODS])),
  );
  if (own.length > 0) return own;
  const others = england.flatMap(({ sheet, row, column }) =>
    totalsOf(
      { number: row.number, orgCode: '', orgName: 'England', figures: figuresOf(row, [column]) },
      kept,
      period,
      sheet,
    ),
  );
  if (others.length > 0) return others;
  throw new SourceError(
    SourceErrorCode.totalDisagrees,
    `${placeOf(sorted[0]?.table.sheet ?? '')} has no England row, nor has another table of the file, so its ${kept.length} providers cannot be checked against a total; the file may be cut short. Load another edition of the year.`,
  );
}

/** Rows with the columns of the total, in its order: stacked tables need not have the same ones. */
function keptLike(total: OrganisationRow, kept: readonly OrganisationRow[]): readonly OrganisationRow[] {
  return kept.map((row) => ({
    ...row,
    figures: total.figures.map(
      (one) =>
        row.figures.find((figure) => figure.column.measure === one.column.measure) ?? {
          ...one,
          printed: '',
          value: null,
          status: 'missing' as const,
        },
    ),
  }));
}

function publishedDay(workbook: Workbook): string | undefined {
  const rows = workbook.sheets[0] ? firstRows(workbook.sheets[0], 20) : [];
  const texts = rows.map((row) => row.cells.map((cell) => cellText(cell)).join(' '));
  const line = texts.find((text) => /publi(?:shed|cation date)/i.test(text));
  return line === undefined ? undefined : dayIn(line);
}
