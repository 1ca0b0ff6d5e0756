/**
 * The data sheet of a provider level workbook, by the words of its headings (dossiers outpatients 2a, admitted-patient-care
 * 2b, ae-annual 1). The finding of the sheet is its own: the workbook prints the year before too, and tables for reading.
 */
import type { ParseContext } from '../../contract/dataset.ts';
import type { FinancialYear } from '../../../nhs/financial-year.ts';
import { yearsPrinted } from '../../../nhs/named-years.ts';
import { dayIn } from '../../../nhs/printed-date.ts';
import { SourceError, SourceErrorCode } from '../../../nhs/source-error.ts';
import { type Sheet, type SheetRow, type Workbook, cellText } from '../../../spreadsheet/workbook.ts';
import type { ParsedFile } from '../../contract/parsed-file.ts';
import type { FigureColumn, OrganisationRow } from '../figure-table.ts';
import { headingsShown, placeOf, rowsOf } from '../header-row.ts';
import { fileOfTable, readOrganisations } from '../organisation-rows.ts';
import { headingMissing, twoSheets, wrongPeriod, type Place } from '../refusals.ts';
import { unreadableCells } from './figures.ts';
import { plainLabel } from './label.ts';
import { layoutsOfYear, placeOfWords, type ProviderRules, type WorkbookLayout } from './layouts.ts';

/** Headings of the column of names. */
export const NAME_HEADINGS: readonly string[] = [
  ...['description', 'name', 'provider', 'organisation', 'region/provider', 'commissioning region/provider'],
  ...['org', 'provider', 'organisation', 'hospital provider'].flatMap((of) => [
    `${of} name`,
    `${of} description`,
  ]),
];
const HEADER_WITHIN = 30;
const TITLE_ROWS = 40;
/** `201920 DATA`, `MPDP 2019-20`. Tables for reading (`Table A_2021`) and shares (`201920PERCENT`) can have the same headings. */
const DATA_SHEET = /data|mpdp/i;
const ENGLAND: readonly string[] = ['all', 'eng', 'england', 'total', 'england total'];
/** Commissioning regions, Wales (`Q99`), and activity whose region is not known: cuts of England, not organisations. */
const REGION = /^(?:[yq]\d\d|y|-)$/i;

export interface ProviderSheet {
  readonly sheet: Sheet;
  readonly header: SheetRow;
  readonly headings: readonly string[];
  /** By the sheet's name; else by the workbook's title. */
  readonly fy: FinancialYear | undefined;
}

/** @throws SourceError when the sheet or the title is of another year, or there is no England row or no organisation. */
export function readProviderSheet(
  workbook: Workbook,
  fy: FinancialYear,
  rules: ProviderRules,
  note?: ParseContext['note'],
): ParsedFile {
  const found = findProviderSheet(workbook, rules);
  const { sheet, header, headings } = found;
  if (found.fy !== fy)
    throw wrongPeriod(`${placeOf(sheet.name)} holds ${found.fy ?? 'no year that can be told'}`, fy, 'year');
  const titles = titleYears(workbook);
  if (titles.length > 0 && !titles.includes(fy))
    throw wrongPeriod(`The title says ${titles.join(', ')}`, fy, 'year');
  const layout = requireLayoutOfYear(found, fy, rules);
  const table = {
    layout: layout.layout,
    sheet: sheet.name,
    titleBlock: [],
    body: rowsOf(sheet).filter(({ number }) => number > header.number),
    codeAt: headings.findIndex((heading) => layout.code.includes(heading)),
    nameAt: headings.findIndex((heading) => NAME_HEADINGS.includes(heading)),
    columns: knownColumns(found, layout, rules.publication),
  };
  const rows = readOrganisations(table, {
    period: fy,
    what: 'provider data',
    edition: 'year',
    totalRow: 'England row',
    isTotal: isEngland,
    isArea: ({ orgCode }) => REGION.test(orgCode.trim()),
    totalsOf: layout.required,
    ...(note && { note }),
    ...(rules.notSummed && { notSummed: rules.notSummed }),
  });
  const [published] = titleCells(workbook)
    .filter((text) => /^\s*publication date/i.test(text))
    .map(dayIn);
  return {
    ...fileOfTable(table, rows, unreadableCells(rows.observations)),
    ...(published !== undefined && { published }),
  };
}

function isEngland({ orgCode, orgName }: OrganisationRow): boolean {
  return [orgCode, orgName].some((text) => ENGLAND.includes(plainLabel(text)));
}

/**
 * The data sheet of the workbook's own year. The year before is often printed beside it, as republished: that sheet is
 * never taken, whatever year is asked for.
 * @throws SourceError when no sheet has the headings, only that of the year before, or two of the same year.
 */
export function findProviderSheet(workbook: Workbook, rules: ProviderRules): ProviderSheet {
  const fitting = workbook.sheets.flatMap((sheet) => {
    const fit = headerRows(sheet, rules)
      .map((header) => ({ sheet, header, headings: plainLabels(header) }))
      .find(({ headings }) => rules.workbooks.some((layout) => fits(headings, layout)));
    return fit ? [fit] : [];
  });
  const title = lastYear(titleYears(workbook));
  const dated = fitting.map((fit) => ({ ...fit, fy: lastYear(yearsPrinted(fit.sheet.name)) ?? title }));
  const newest = lastYear(dated.flatMap(({ fy }) => (fy === undefined ? [] : [fy])));
  const ofYear = dated.filter(({ fy }) => fy === newest);
  const data = ofYear.filter(({ sheet }) => DATA_SHEET.test(sheet.name));
  const [only, ...others] = data.length > 0 ? data : ofYear;
  if (!only) throw noDataSheet(workbook, rules);
  if (others.length > 0) {
    const names = [only, ...others].map(({ sheet }) => sheet.name);
    throw twoSheets(names, "the headings of the year's provider data");
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

/** A spelling counts in the years of its row: the headings must be those of the year. */
export function requireLayoutOfYear(
  { sheet, header, headings }: ProviderSheet,
  fy: FinancialYear,
  { workbooks, publication }: ProviderRules,
): WorkbookLayout {
  const [layout] = layoutsOfYear(workbooks, fy, 'workbook', publication);
  if (fits(headings, layout)) return layout;
  const codes = layout.code.map((word) => `"${word}"`).join(' or ');
  throw headingMissing(
    { sheet: sheet.name, row: header, publication },
    `these are not the headings of ${fy}, in which the codes stand under ${codes}`,
  );
}

function fits(headings: readonly string[], { code, meaningOf, required }: WorkbookLayout): boolean {
  const measures = new Set(headings.map((heading) => measureOf(meaningOf(heading))));
  return headings.some((heading) => code.includes(heading)) && required.every((name) => measures.has(name));
}

function measureOf(meaning: ReturnType<WorkbookLayout['meaningOf']>): string | undefined {
  return typeof meaning === 'string' ? undefined : meaning.measure;
}

/** Rows among the first that name a column of codes. */
function headerRows(sheet: Sheet, { workbooks }: ProviderRules): readonly SheetRow[] {
  const codes = new Set(workbooks.flatMap(({ code }) => code));
  return firstRows(sheet, HEADER_WITHIN).filter((row) =>
    plainLabels(row).some((heading) => codes.has(heading)),
  );
}

function plainLabels(row: SheetRow): readonly string[] {
  return row.cells.map((cell) => plainLabel(cellText(cell)));
}

/** @throws SourceError where a column of the sheet's sums is not known, or stands there twice. */
function knownColumns(
  { sheet, header, headings }: ProviderSheet,
  { meaningOf }: WorkbookLayout,
  publication: string,
): readonly FigureColumn[] {
  const words = placeOfWords(publication);
  const place = `${placeOf(sheet.name)}, row ${header.number}`;
  const columns = new Map<string, FigureColumn>();
  for (const [index, plain] of headings.entries()) {
    const meaning = meaningOf(plain);
    if (meaning === 'not read') continue;
    const heading = cellText(header.cells[index]).replace(/\s+/g, ' ').trim();
    if (meaning === 'not known') {
      throw new SourceError(
        SourceErrorCode.unknownLayout,
        `${place}: the column "${heading}" is not known, and it may be part of a sum. Read what the publisher says about it, then add it to ${words}.`,
      );
    }
    const { measure } = meaning;
    if (columns.has(measure)) {
      throw new SourceError(
        SourceErrorCode.headingMissing,
        `${place}: two columns are ${measure}, the second headed "${heading}". Headings found: ${headingsShown(header)}. Look at the file, then mend ${words}.`,
      );
    }
    columns.set(measure, { measure, index, heading });
  }
  return [...columns.values()];
}

/** Of the rows that name a column of codes, the row with the most known headings is shown. */
function noDataSheet(workbook: Workbook, rules: ProviderRules): SourceError {
  const coded = workbook.sheets.flatMap((sheet) => headerRows(sheet, rules).map((row) => ({ sheet, row })));
  const known = (row: SheetRow): number =>
    plainLabels(row).filter((heading) =>
      rules.workbooks.some((layout) => measureOf(layout.meaningOf(heading))),
    ).length;
  const [nearest] = coded.sort((a, b) => known(b.row) - known(a.row));
  if (!nearest) {
    const names = workbook.sheets.map((sheet) => `"${sheet.name}"`).join(', ');
    return new SourceError(
      SourceErrorCode.wrongTable,
      `No sheet has a column of organisation codes ("Code") among its first ${HEADER_WITHIN} rows. The sheets are: ${names}. Make sure this is the provider level analysis.`,
    );
  }
  const place: Place = { sheet: nearest.sheet.name, row: nearest.row, publication: rules.publication };
  const required = [...new Set(rules.workbooks.flatMap((layout) => layout.required))];
  return headingMissing(place, `not all of ${required.join(', ')} have a column`);
}

/** Cells of the sheet in front, where workbooks say what they are. */
export function titleCells(workbook: Workbook): readonly string[] {
  const [front] = workbook.sheets;
  return (front ? firstRows(front, TITLE_ROWS) : []).flatMap(({ cells }) =>
    cells.map((cell) => cellText(cell)).filter((text) => text.trim() !== ''),
  );
}

/** Lists of contents keep the years of earlier releases: only lines that name the publication count. */
function titleLines(workbook: Workbook): readonly string[] {
  return titleCells(workbook).filter((text) =>
    /^\s*(?:hospital\b.{0,40}\bactivity|provider level analysis)/i.test(text),
  );
}

function titleYears(workbook: Workbook): readonly FinancialYear[] {
  return [...new Set(titleLines(workbook).flatMap((text) => yearsPrinted(text)))];
}

/** The later year of a workbook that says it has two: `Provider Level Analysis 2018-19 to 2019-20`. */
function laterYear(workbook: Workbook): FinancialYear | undefined {
  const two = titleLines(workbook).some((text) => /\d\s+(?:to|and)\s+20\d\d/i.test(text));
  return two ? lastYear(titleYears(workbook)) : undefined;
}

function lastYear(years: readonly FinancialYear[]): FinancialYear | undefined {
  return [...years].sort().at(-1);
}

/** Rows to a row number; nothing below is read. */
function firstRows(sheet: Sheet, most: number): readonly SheetRow[] {
  const rows: SheetRow[] = [];
  for (const row of sheet.rows()) {
    if (row.number > most) break;
    rows.push(row);
  }
  return rows;
}
