/** Finds the data sheet of a provider level workbook, and its columns, by the words of their headings. */
import { yearsPrinted } from '../../../nhs/named-years.ts';
import { type Sheet, type SheetRow, type Workbook, cellText } from '../../../spreadsheet/workbook.ts';
import type { FinancialYear } from '../../../nhs/financial-year.ts';
import { SourceError, SourceErrorCode } from '../../../nhs/source-error.ts';
import type { FigureColumn } from '../figure-table.ts';
import { headingsShown, placeOf } from '../header-row.ts';
import { plainLabel, type MeasureOfLabel } from './label.ts';
import { firstRows, laterYear, titleYears } from './title.ts';

const CODE: readonly string[] = ['code', 'geography level code', 'org code', 'organisation code'];
const NAME: readonly string[] = [
  ...['description', 'name', 'provider', 'organisation', 'region/provider', 'commissioning region/provider'],
  ...['org', 'provider', 'organisation', 'hospital provider'].flatMap((of) => [
    `${of} name`,
    `${of} description`,
  ]),
];
const HEADER_WITHIN = 30;
/** `201920 DATA`, `MPDP 2019-20`. Tables for reading (`Table A_2021`) and shares (`201920PERCENT`) can have the same headings. */
const DATA_SHEET = /data|mpdp/i;

export interface ProviderSheetRules {
  /** By a column's heading in the form of `plainLabel`. */
  readonly measureOf: (heading: string) => MeasureOfLabel;
  /** Without one of these a sheet is not the data sheet. */
  readonly required: readonly string[];
  /** Where a new heading is to be added: `datasets/outpatients/layouts.ts`. */
  readonly layouts: string;
}

export interface ProviderSheet {
  readonly sheet: Sheet;
  /** By the sheet's name; else by the workbook's title. */
  readonly fy: FinancialYear | undefined;
  readonly header: SheetRow;
  /** 0-based; -1 where there is no such column. */
  readonly codeAt: number;
  readonly nameAt: number;
  readonly columns: readonly {
    /** Null for a column that belongs to what is read and is not known. */
    readonly measure: string | null;
    readonly index: number;
    readonly heading: string;
  }[];
}

/**
 * The data sheet of the workbook's own year. The year before is often printed beside it, as republished: it is never
 * taken, whatever year is asked for.
 * @throws SourceError when no sheet has the headings, only that of the year before, or two of the same year.
 */
export function findProviderSheet(workbook: Workbook, rules: ProviderSheetRules): ProviderSheet {
  const fitting = workbook.sheets.flatMap((sheet) => {
    const found = fit(sheet, rules);
    return found ? [found] : [];
  });
  const title = lastYear(titleYears(workbook));
  const dated = fitting.map((one) => ({ ...one, fy: lastYear(yearsPrinted(one.sheet.name)) ?? title }));
  const newest = lastYear(dated.flatMap(({ fy }) => (fy === undefined ? [] : [fy])));
  const ofYear = dated.filter(({ fy }) => fy === newest);
  const data = ofYear.filter(({ sheet }) => DATA_SHEET.test(sheet.name));
  const [only, ...others] = data.length > 0 ? data : ofYear;
  if (!only) throw noSheet(workbook, rules);
  if (others.length > 0) {
    const names = [only, ...others].map(({ sheet }) => `"${sheet.name}"`).join(' and ');
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `The sheets ${names} both have the headings of the year's provider data. Look at the file, and load another edition.`,
    );
  }
  const own = laterYear(workbook);
  if (own !== undefined && only.fy !== own) {
    throw new SourceError(
      SourceErrorCode.wrongPeriod,
      `The workbook is of ${own} by its title, but no sheet of that year can be read, and the year before ("${only.sheet.name}") is never taken from it. Look at the file, and load another edition.`,
    );
  }
  return only;
}

function lastYear(years: readonly FinancialYear[]): FinancialYear | undefined {
  return [...years].sort().at(-1);
}

function fit(sheet: Sheet, rules: ProviderSheetRules): Omit<ProviderSheet, 'fy'> | undefined {
  for (const row of headerRows(sheet)) {
    const headings = row.cells.map((cell) => plainLabel(cellText(cell)));
    const measures = headings.map((heading) => rules.measureOf(heading));
    if (!rules.required.every((measure) => measures.includes(measure))) continue;
    return {
      sheet,
      header: row,
      codeAt: headings.findIndex((heading) => CODE.includes(heading)),
      nameAt: headings.findIndex((heading) => NAME.includes(heading)),
      columns: measures.flatMap((measure, index) =>
        measure === undefined ? [] : [{ measure, index, heading: headingAt(row, index) }],
      ),
    };
  }
  return undefined;
}

/** Rows among the first that name a column of codes. */
function headerRows(sheet: Sheet): readonly SheetRow[] {
  return firstRows(sheet, HEADER_WITHIN).filter((row) =>
    row.cells.some((cell) => CODE.includes(plainLabel(cellText(cell)))),
  );
}

function headingAt(row: SheetRow, index: number): string {
  return cellText(row.cells[index]).replace(/\s+/g, ' ').trim();
}

/** @throws SourceError where a column of the sheet's sums is not known, or stands there twice. */
export function knownColumns(found: ProviderSheet, { layouts }: ProviderSheetRules): readonly FigureColumn[] {
  const place = `${placeOf(found.sheet.name)}, row ${found.header.number}`;
  const seen = new Set<string>();
  return found.columns.map(({ measure, index, heading }) => {
    if (measure === null) {
      throw new SourceError(
        SourceErrorCode.unknownLayout,
        `${place}: the column "${heading}" is not known, and it may be part of a sum. Read what the publisher says about it, then add it to ${layouts}.`,
      );
    }
    if (seen.has(measure)) {
      throw new SourceError(
        SourceErrorCode.headingMissing,
        `${place}: two columns are ${measure}, the second headed "${heading}". Headings found: ${headingsShown(found.header)}. Look at the file, then mend ${layouts}.`,
      );
    }
    seen.add(measure);
    return { measure, index, heading };
  });
}

function noSheet(workbook: Workbook, rules: ProviderSheetRules): SourceError {
  const coded = workbook.sheets.flatMap((sheet) => headerRows(sheet).map((row) => ({ sheet, row })));
  const known = (row: SheetRow): number =>
    row.cells.filter((cell) => typeof rules.measureOf(plainLabel(cellText(cell))) === 'string').length;
  const [nearest] = coded.sort((a, b) => known(b.row) - known(a.row));
  if (!nearest) {
    const names = workbook.sheets.map((sheet) => `"${sheet.name}"`).join(', ');
    return new SourceError(
      SourceErrorCode.wrongTable,
      `No sheet has a column of organisation codes ("Code") among its first ${HEADER_WITHIN} rows. The sheets are: ${names}. Make sure this is the provider level analysis.`,
    );
  }
  return new SourceError(
    SourceErrorCode.headingMissing,
    `${placeOf(nearest.sheet.name)}, row ${nearest.row.number}: not all of ${rules.required.join(', ')} have a column. Headings found: ${headingsShown(nearest.row)}. If the layout has changed, add its words to ${rules.layouts}.`,
  );
}
