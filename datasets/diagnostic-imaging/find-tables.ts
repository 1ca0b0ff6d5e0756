/**
 * Finds the sheets of Table 1, their layout, and which column is of which modality or month (dossier
 * diagnostic-imaging, sections 2 and 3). Sibling tables have the same sheet name and the same headings: only
 * the title tells them apart.
 */
import { type FinancialYear, financialYearOfMonth, monthsOf } from '../../nhs/financial-year.ts';
import { yearsNamed } from '../../nhs/named-years.ts';
import { monthInWords, monthNumber, monthsIn, onlyMonthIn } from '../../nhs/printed-month.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { cellText, type Sheet, type SheetRow, type Workbook } from '../../spreadsheet/workbook.ts';
import { layoutsOf } from '../contract/layout.ts';
import type { FigureColumn } from '../tables/figure-table.ts';
import {
  besideLabel,
  findHeaderRow,
  firstRows,
  nearestHeaderRow,
  placeOf,
  plainHeading,
  plainHeadings,
  rowsOf,
} from '../tables/header-row.ts';
import { headingMissing, unknownColumn, type Place, type WantedHeadings } from '../tables/refusals.ts';
import { ANY_TITLE, LAYOUTS, TITLE, TITLE_PAGE, type ImagingLayout } from './layouts.ts';

/** A column of figures; its measure is empty where the row names the modality. */
export interface ImagingColumn extends FigureColumn {
  readonly period: string;
}

/** One sheet of Table 1. */
export interface ImagingTable {
  readonly layout: ImagingLayout;
  readonly sheet: string;
  readonly fy: FinancialYear;
  /** Rows above the headings. */
  readonly titleBlock: readonly SheetRow[];
  /** Rows below them. */
  readonly body: readonly SheetRow[];
  /** 0-based columns of what identifies a row. */
  readonly at: Readonly<Record<'region' | 'orgCode' | 'orgName', number>> & { readonly modality?: number };
  readonly columns: readonly ImagingColumn[];
}

interface TitledSheet {
  readonly sheet: Sheet;
  /** 0 for April to 11 for March, where the title says which month's table it is (`1a` to `1l`). */
  readonly monthIndex: number | undefined;
}

const TITLE_ROWS = 30;
const TITLES_SHOWN = 4;

/**
 * @throws SourceError when the workbook is no Table 1, a heading is missing or unknown, or its sheets
 * disagree on the year.
 */
export function findTables(workbook: Workbook): readonly [ImagingTable, ...ImagingTable[]] {
  const [first, ...others] = sheetsOfTable1(workbook).map(readTable);
  if (!first) throw new RangeError('sheetsOfTable1 gives at least one sheet');
  const seen = new Map<string, string>();
  for (const { sheet, fy, columns } of [first, ...others]) {
    const periods = new Set(columns.map(({ period }) => period));
    const twice = [...periods].find((period) => seen.has(period));
    if (twice !== undefined) {
      const other = seen.get(twice) ?? '';
      throw wrongPeriod(
        `Sheet "${sheet}" is of ${twice}, as is sheet "${other}"; the tests of one period stand there twice`,
      );
    }
    if (fy !== first.fy)
      throw wrongPeriod(`Sheet "${sheet}" is of ${fy}, but sheet "${first.sheet}" is of ${first.fy}`);
    for (const period of periods) seen.set(period, sheet);
  }
  requireLayoutOfYear(first);
  return [first, ...others];
}

/** Whether the workbook is a table of the publication at all. */
export function isOfPublication(workbook: Workbook): boolean {
  return titles(workbook).some(({ title }) => ANY_TITLE.test(plainHeading(title)));
}

/** Measure of a modality's name: `tests_nuclear_medicine` for `Nuclear\nMedicine`. */
export function modalityNamed({ modalities }: ImagingLayout, name: string): string | undefined {
  return Object.entries(modalities).find(([, words]) => words.includes(plainHeading(name)))?.[0];
}

function sheetsOfTable1(workbook: Workbook): readonly TitledSheet[] {
  const found = titles(workbook).flatMap(({ sheet, title }) => {
    const match = TITLE.exec(plainHeading(title));
    if (!match || TITLE_PAGE.test(sheet.name)) return [];
    return [{ sheet, monthIndex: match[1] === undefined ? undefined : 'abcdefghijkl'.indexOf(match[1]) }];
  });
  const [first, ...others] = found;
  // Where every sheet has the same letter, the letter is of the table and tells no month.
  const isOneLetter = others.length > 0 && others.every(({ monthIndex }) => monthIndex === first?.monthIndex);
  if (isOneLetter) return found.map(({ sheet }) => ({ sheet, monthIndex: undefined }));
  if (found.length > 0) return found;
  throw new SourceError(
    SourceErrorCode.wrongTable,
    `No sheet is titled "Table 1 DID - Count of Imaging Activity by Modality". ${titlesShown(workbook)} Only Table 1 counts all imaging tests; take it from the page of the year.`,
  );
}

function titles(workbook: Workbook): readonly { readonly sheet: Sheet; readonly title: string }[] {
  return workbook.sheets
    .filter((sheet) => !sheet.hidden)
    .map((sheet) => ({ sheet, title: besideLabel(firstRows(sheet, TITLE_ROWS), 'title') }));
}

function titlesShown(workbook: Workbook): string {
  const titled = titles(workbook).filter(({ title }) => title !== '');
  if (titled.length === 0) {
    const names = workbook.sheets.map(({ name }) => `"${name}"`).join(', ');
    return `No sheet has a title at all; the sheets are: ${names}.`;
  }
  const more = titled.length > TITLES_SHOWN ? ` and ${titled.length - TITLES_SHOWN} more` : '';
  const shown = titled
    .slice(0, TITLES_SHOWN)
    .map(({ sheet, title }) => `${placeOf(sheet.name)} is titled "${title}"`);
  return `${shown.join('; ')}${more}.`;
}

function readTable({ sheet, monthIndex }: TitledSheet): ImagingTable {
  const rows = rowsOf(sheet);
  const { layout, headerAt, header } = layoutOf(sheet.name, rows);
  const titleBlock = rows.slice(0, headerAt);
  const period = periodOf(sheet.name, titleBlock, layout, monthIndex);
  const headings = plainHeadings(header);
  const column = (words: readonly string[]): number =>
    headings.findIndex((heading) => words.includes(heading));
  const { region, orgCode, orgName, modality } = layout.identity;
  const at = {
    ...{ region: column(region), orgCode: column(orgCode), orgName: column(orgName) },
    ...(modality && { modality: column(modality) }),
  };
  const place = { ...placeIn(sheet.name), row: header };
  const columns = figureColumns(place, new Set(Object.values(at)), layout, period);
  return {
    layout,
    sheet: sheet.name,
    fy: period.fy,
    titleBlock,
    body: rows.slice(headerAt + 1),
    at,
    columns,
  };
}

/** The layouts that differ in their words: one row of each name. */
const WORDINGS = [...new Map(LAYOUTS.map((layout) => [layout.layout, layout])).values()];

/** Headings that tell a layout: what identifies a row, and the year's own column or any modality. */
function tellingHeadings({
  identity,
  rows,
  year,
  modalities,
}: ImagingLayout): readonly (readonly string[])[] {
  return [...Object.values(identity), rows === 'modality' ? year : Object.values(modalities).flat()];
}

/**
 * @throws SourceError that shows the headings found beside those of the nearest layout, where none has them.
 */
function layoutOf(
  sheet: string,
  rows: readonly SheetRow[],
): { readonly layout: ImagingLayout; readonly headerAt: number; readonly header: SheetRow } {
  for (const layout of WORDINGS) {
    const headerAt = findHeaderRow(rows, tellingHeadings(layout)) ?? -1;
    const header = rows[headerAt];
    if (header) return { layout, headerAt, header };
  }
  const row = nearestHeaderRow(rows, WORDINGS.flatMap(tellingHeadings));
  const headings = new Set(row && plainHeadings(row));
  const known = (layout: ImagingLayout): number =>
    wantedOf(layout).headings.filter((heading) => headings.has(heading)).length;
  const [nearest] = WORDINGS.toSorted((a, b) => known(b) - known(a)).map(wantedOf);
  throw headingMissing({ ...placeIn(sheet), row }, 'no row has the headings of Table 1 together', nearest);
}

/** All headings of a layout, for a refusal that shows them beside those of the file. */
function wantedOf({ layout, identity, rows, modalities, year }: ImagingLayout): WantedHeadings {
  const months = ['apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec', 'jan', 'feb', 'mar'];
  const figures = rows === 'month' ? Object.values(modalities) : [months, year];
  return { layout, headings: [...Object.values(identity), ...figures].flat(), plain: plainHeading };
}

/**
 * Every column that identifies no row is of a modality or a period that is known, and none stands there
 * twice.
 */
function figureColumns(
  place: Place,
  identity: ReadonlySet<number>,
  layout: ImagingLayout,
  { fy, month }: { readonly fy: FinancialYear; readonly month: string },
): readonly ImagingColumn[] {
  const columns: ImagingColumn[] = [];
  for (const [index, cell] of (place.row?.cells ?? []).entries()) {
    const heading = cellText(cell).replace(/\s+/g, ' ').trim();
    if (plainHeading(heading) === '' || identity.has(index)) continue;
    const measure = layout.rows === 'month' ? modalityNamed(layout, heading) : '';
    const period = layout.rows === 'month' ? month : periodNamed(heading, layout, fy);
    if (measure === undefined || period === undefined) throw unknownColumn(place, index, heading);
    if (columns.some((column) => column.measure === measure && column.period === period))
      throw headingMissing(place, `"${heading}" stands there twice`);
    columns.push({ measure, index, heading, period });
  }
  const lacking = columnLacking(columns, layout, fy);
  if (lacking !== undefined) throw headingMissing(place, `no column ${lacking}`, wantedOf(layout));
  return columns;
}

/**
 * A sheet of a month has all modalities; other sheets have all months, or the first without a gap where they
 * may end early.
 */
function columnLacking(
  columns: readonly ImagingColumn[],
  { rows, modalities, partOfYear }: ImagingLayout,
  fy: FinancialYear,
): string | undefined {
  if (rows === 'month') {
    const printed = new Set(columns.map(({ measure }) => measure));
    const lacking = Object.keys(modalities).find((measure) => !printed.has(measure));
    return lacking && `"${modalities[lacking]?.[0] ?? lacking}"`;
  }
  const printed = new Set(columns.map(({ period }) => period));
  const months = monthsOf(fy);
  const last = partOfYear ? months.findLastIndex((month) => printed.has(month)) : months.length - 1;
  const lacking = months.slice(0, Math.max(last, 0) + 1).find((month) => !printed.has(month));
  return lacking && `for ${monthInWords(lacking)}`;
}

/**
 * The month (`Jan` of a table of 2019-20 is 2020-01; a dated heading says it itself) or the year a heading is
 * of.
 */
function periodNamed(heading: string, layout: ImagingLayout, fy: FinancialYear): string | undefined {
  if (layout.year.includes(plainHeading(heading))) return fy;
  const dated = onlyMonthIn(heading);
  const number = monthNumber(heading);
  return monthsOf(fy).find((month) =>
    dated === undefined ? Number(month.slice(5)) === number : month === dated,
  );
}

/**
 * Sheets of single months print no figure of the year: in later years such a workbook is not what the
 * publisher made.
 */
function requireLayoutOfYear({ sheet, layout, fy }: ImagingTable): void {
  const ofYear = layoutsOf(LAYOUTS, fy);
  if (ofYear.length === 0 || ofYear.some((row) => row.layout === layout.layout)) return;
  const is = layout.rows === 'month' ? 'is of a single month' : 'has all months of the year';
  const wanted =
    layout.rows === 'month'
      ? 'has all months and a column "Year" in one sheet'
      : 'has a sheet for each month';
  throw new SourceError(
    SourceErrorCode.unknownLayout,
    `Sheet "${sheet}" ${is} (layout ${layout.layout}); the table of ${fy} ${wanted}. Take Table 1 of the year from the publisher's page.`,
  );
}

/** The month of a sheet that is a month, and the year of any sheet. */
function periodOf(
  sheet: string,
  titleBlock: readonly SheetRow[],
  layout: ImagingLayout,
  monthIndex: number | undefined,
): { readonly fy: FinancialYear; readonly month: string } {
  const printed = besideLabel(titleBlock, 'period');
  const says = `Sheet "${sheet}" says "${printed}" as its period`;
  if (layout.rows === 'modality') {
    const fy = yearOf(printed);
    const above = yearOf(besideLabel(titleBlock, 'provider level data'));
    if (fy === undefined) throw wrongPeriod(`${says}, which is no financial year`);
    if (above !== undefined && above !== fy) throw wrongPeriod(`${says}, but ${above} above its figures`);
    return { fy, month: '' };
  }
  const month = onlyMonthIn(printed);
  if (month === undefined) throw wrongPeriod(`${says}, which is no month`);
  const fy = yearOfMonth(month);
  const byTitle = monthIndex === undefined ? month : (monthsOf(fy)[monthIndex] ?? '');
  if (byTitle !== month) {
    throw wrongPeriod(
      `Sheet "${sheet}" says ${monthInWords(month)} as its period, but by the letter in its title it is ${monthInWords(byTitle)}`,
    );
  }
  return { fy, month };
}

/** `2018/19`, `2018-19`, `April to July 2022`; undefined where no year or several are named. */
function yearOf(printed: string): FinancialYear | undefined {
  const named = yearsNamed(printed);
  const [year, ...others] = new Set(named.length > 0 ? named : monthsIn(printed).map(yearOfMonth));
  return others.length === 0 ? year : undefined;
}

function yearOfMonth(month: string): FinancialYear {
  return financialYearOfMonth(Number(month.slice(0, 4)), Number(month.slice(5)));
}

function placeIn(sheet: string): Place {
  return { sheet, publication: 'diagnostic-imaging' };
}

function wrongPeriod(what: string): SourceError {
  return new SourceError(
    SourceErrorCode.wrongPeriod,
    `${what}. Take Table 1 of the year from the publisher's page.`,
  );
}
