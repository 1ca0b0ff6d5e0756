/** Sheets of Table 1 as tables: which year, which layout, which column is what (dossier diagnostic-imaging, section 3). */
import type { SheetRow, Workbook } from '../../spreadsheet/workbook.ts';
import { type FinancialYear, financialYearOfMonth, monthsOf } from '../../nhs/financial-year.ts';
import { yearsNamed } from '../../nhs/named-years.ts';
import type { FigureColumn } from '../tables/figure-table.ts';
import { besideLabel, findHeaderRow, nearestHeaderRow, plainHeadings, rowsOf } from '../tables/header-row.ts';
import { monthInWords, monthsIn, onlyMonthIn } from '../../nhs/printed-month.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { figureColumns, headingMissing, modalityNamed } from './figure-columns.ts';
import { type TitledSheet, sheetsOfTable1 } from './find-sheets.ts';
import { IDENTITY, LAYOUTS, MODALITY, type Layout } from './layouts.ts';

/** One sheet of Table 1. */
export interface ImagingTable {
  readonly layout: string;
  readonly sheet: string;
  readonly fy: FinancialYear;
  /** Everything above the headings. */
  readonly titleBlock: readonly SheetRow[];
  readonly body: readonly SheetRow[];
  /** 0-based; `modality` is -1 where the modalities are columns. */
  readonly at: Readonly<Record<keyof typeof IDENTITY | 'modality', number>>;
  /** Columns of figures; the measure is empty where the row's modality says it. */
  readonly columns: readonly FigureColumn[];
  /** For each column, the month or the year it is of. */
  readonly periods: readonly string[];
}

/** @throws SourceError when the workbook is no Table 1, a heading is missing or unknown, or its sheets disagree on the year. */
export function readImagingTables(workbook: Workbook): readonly [ImagingTable, ...ImagingTable[]] {
  const [first, ...others] = sheetsOfTable1(workbook).map(readTable);
  if (!first) throw new RangeError('sheetsOfTable1 gives at least one sheet');
  const seen = new Map(first.periods.map((period) => [period, first.sheet]));
  for (const table of others) {
    const twice = table.periods.find((period) => seen.has(period));
    if (twice !== undefined) {
      throw wrongPeriod(
        table.sheet,
        `is of ${twice}, as is sheet "${seen.get(twice) ?? ''}"; the tests of one period stand there twice`,
      );
    }
    if (table.fy !== first.fy) {
      throw wrongPeriod(table.sheet, `is of ${table.fy}, but sheet "${first.sheet}" is of ${first.fy}`);
    }
    for (const period of table.periods) seen.set(period, table.sheet);
  }
  requireLayoutOfYear(first);
  return [first, ...others];
}

function readTable({ sheet, monthIndex }: TitledSheet): ImagingTable {
  const rows = rowsOf(sheet);
  const wanted = Object.values(IDENTITY);
  const headerAt = findHeaderRow(rows, wanted);
  const header = headerAt === undefined ? undefined : rows[headerAt];
  if (headerAt === undefined || !header) {
    throw headingMissing(
      sheet.name,
      nearestHeaderRow(rows, wanted),
      'no row has the headings "Region", "Org Code" and "Provider name" together',
    );
  }
  const headings = plainHeadings(header);
  const column = (words: readonly string[]): number =>
    headings.findIndex((heading) => words.includes(heading));
  const at = {
    region: column(IDENTITY.region),
    orgCode: column(IDENTITY.orgCode),
    orgName: column(IDENTITY.orgName),
    modality: column(MODALITY),
  };
  if (at.modality < 0 && !headings.some((heading) => modalityNamed(heading) !== undefined)) {
    throw headingMissing(sheet.name, header, 'no column "Modality", and no column for a modality');
  }
  const titleBlock = rows.slice(0, headerAt);
  const layout = layoutOf(sheet.name, header, at.modality >= 0 ? 'modality' : 'month');
  const period = periodOf(sheet.name, titleBlock, layout, monthIndex);
  const columns = figureColumns(sheet.name, header, at, layout, period);
  return {
    layout: layout.layout,
    sheet: sheet.name,
    fy: period.fy,
    titleBlock,
    body: rows.slice(headerAt + 1),
    at,
    columns: columns.map(({ measure, index, heading }) => ({ measure, index, heading })),
    periods: columns.map((one) => one.period),
  };
}

function layoutOf(sheet: string, header: SheetRow, rows: Layout['rows']): Layout {
  const headings = plainHeadings(header);
  const fits = LAYOUTS.filter((layout) => layout.rows === rows).filter(
    (layout) => layout.year.length === 0 || layout.year.some((word) => headings.includes(word)),
  );
  if (fits.length === 1 && fits[0]) return fits[0];
  throw headingMissing(
    sheet,
    header,
    fits.length === 0 ? 'no column "Year" or "Year to date"' : 'both a column "Year" and "Year to date"',
  );
}

/** Sheets of single months print no figure of the year: later, a workbook of them is not what the publisher made. */
function requireLayoutOfYear({ sheet, layout, fy }: ImagingTable): void {
  const until = LAYOUTS.find((one) => one.layout === layout)?.until;
  if (until === undefined || fy <= until) return;
  throw new SourceError(
    SourceErrorCode.unknownLayout,
    `Sheet "${sheet}" is of a single month, as up to ${until}; the table of ${fy} has all months and a column "Year" in one sheet. Take Table 1 of the year from the publisher's page.`,
  );
}

/** The month of a sheet that is a month, and the year of any sheet. */
function periodOf(
  sheet: string,
  titleBlock: readonly SheetRow[],
  layout: Layout,
  monthIndex: number | undefined,
): { readonly fy: FinancialYear; readonly month: string } {
  const printed = besideLabel(titleBlock, 'period');
  if (layout.rows === 'modality') {
    const fy = yearOf(printed);
    const above = yearOf(besideLabel(titleBlock, 'provider level data'));
    if (fy === undefined)
      throw wrongPeriod(sheet, `says "${printed}" as its period, which is no financial year`);
    if (above !== undefined && above !== fy) {
      throw wrongPeriod(sheet, `says "${printed}" as its period, but ${above} above its figures`);
    }
    return { fy, month: '' };
  }
  const month = onlyMonthIn(printed);
  if (month === undefined) throw wrongPeriod(sheet, `says "${printed}" as its period, which is no month`);
  const fy = financialYearOfMonth(Number(month.slice(0, 4)), Number(month.slice(5)));
  const byTitle = monthIndex === undefined ? month : monthsOf(fy)[monthIndex];
  if (byTitle !== month) {
    throw wrongPeriod(
      sheet,
      `says ${monthInWords(month)} as its period, but by the letter in its title it is ${monthInWords(byTitle ?? '')}`,
    );
  }
  return { fy, month };
}

/** `2018/19`, `2018-19`, `April to July 2022`; undefined where no year or several are named. */
function yearOf(printed: string): FinancialYear | undefined {
  const ofMonths = monthsIn(printed).map((month) =>
    financialYearOfMonth(Number(month.slice(0, 4)), Number(month.slice(5))),
  );
  const named = yearsNamed(printed);
  const [year, ...others] = new Set(named.length > 0 ? named : ofMonths);
  return others.length === 0 ? year : undefined;
}

/** What stands beside a label in the title blocks, first sheet first; empty where none prints it. */
export function besideTitle(tables: readonly ImagingTable[], label: string): string {
  return tables.map((table) => besideLabel(table.titleBlock, label)).find((text) => text !== '') ?? '';
}

function wrongPeriod(sheet: string, what: string): SourceError {
  return new SourceError(
    SourceErrorCode.wrongPeriod,
    `Sheet "${sheet}" ${what}. Take Table 1 of the year from the publisher's page.`,
  );
}
