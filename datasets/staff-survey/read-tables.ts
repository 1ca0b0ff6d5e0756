/** Finds the tables of organisations in a survey workbook, one a sheet (dossier staff-survey, sections 4a and 4b). */
import { type Sheet, type SheetRow, type Workbook, cellText } from '../../spreadsheet/workbook.ts';
import type { FigureColumn } from '../tables/figure-table.ts';
import { headingsShown, placeOf, rowsOf } from '../tables/header-row.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import {
  ENGAGEMENT,
  headingOf,
  LAYOUTS,
  OTHER_SHEETS,
  plainName,
  SIBLINGS,
  type SurveyLayout,
} from './layouts.ts';

export interface SurveyTable {
  readonly sheet: string;
  readonly header: SheetRow;
  readonly body: readonly SheetRow[];
  /** 0-based column of each heading, by its plain name; -1 where it stands there twice. */
  readonly at: ReadonlyMap<string, number>;
}

export interface SurveyWorkbook {
  readonly layout: SurveyLayout;
  /** Surveys it prints engagement for, ascending; the last is the edition. */
  readonly surveys: readonly number[];
  readonly edition: number;
  readonly tables: readonly SurveyTable[];
}

/** Sheets run on for a million empty rows (Community Surgical Services, 2019): so many in a row are the end. */
const EMPTY_ROWS_AT_MOST = 500;
const HEADER_AMONG_ROWS = 10;
const IDENTITY_AMONG_COLUMNS = 20;
const HEADINGS_SHOWN = 24;
/** A sheet with so many numbers in a row is a table of results, and not words or a list of names. */
const NUMBERS_OF_A_TABLE = 8;

/** @throws SourceError when it is a sibling of these workbooks, or a sheet of results has not the headings. */
export function readSurveyTables(workbook: Workbook): SurveyWorkbook {
  const visible = workbook.sheets.filter((sheet) => !sheet.hidden);
  const tables: { readonly layout: SurveyLayout; readonly table: SurveyTable }[] = [];
  for (const sheet of visible) {
    const beginning = firstRows(sheet);
    requireNoSibling(sheet, beginning);
    if (OTHER_SHEETS.some((pattern) => pattern.test(sheet.name))) continue;
    const found = tableIn(sheet, beginning);
    if (found) tables.push(found);
  }
  const [first] = tables;
  if (!first) {
    const names = workbook.sheets.map(({ name }) => `"${name}"`).join(', ');
    throw new SourceError(
      SourceErrorCode.wrongTable,
      `No sheet has the headings "org_id" and "org_name", or "trust" and "trustname". The sheets are: ${names}. This is no workbook of Staff Survey results by organisation; take the benchmark report Excel data.`,
    );
  }
  return withSurveys(
    first.layout,
    tables.map(({ table }) => table),
  );
}

/** Columns of one survey. @throws SourceError HEADING_MISSING when one that is needed is not there, or is there twice. */
export function columnsOfSurvey(
  { layout, edition }: SurveyWorkbook,
  table: SurveyTable,
  survey: number,
): readonly FigureColumn[] {
  return layout.figures.flatMap((figure) => {
    const heading = headingOf(figure, survey);
    const yearless = heading === figure.heading;
    const index = yearless && survey !== edition ? undefined : table.at.get(heading);
    if (index !== undefined && index >= 0) return [{ measure: figure.measure, index, heading }];
    if (index === undefined && figure.feeds === undefined) return [];
    const what = index === undefined ? `no heading "${heading}"` : `the heading "${heading}" more than once`;
    throw headingMissing(table, `${what}, which the survey of ${survey} needs`, String(survey));
  });
}

/** A look at a sheet before it is read as a whole: other workbooks have sheets of a million rows. */
function firstRows(sheet: Sheet): readonly SheetRow[] {
  const rows: SheetRow[] = [];
  for (const row of toLastFilled(sheet)) {
    rows.push(row);
    if (rows.length >= HEADER_AMONG_ROWS) break;
  }
  return rows;
}

function* toLastFilled(sheet: Sheet): Iterable<SheetRow> {
  let empty = 0;
  for (const row of sheet.rows()) {
    if (row.cells.some((cell) => cellText(cell).trim() !== '')) {
      empty = 0;
      yield row;
    } else if (++empty > EMPTY_ROWS_AT_MOST) return;
  }
}

function tableIn(
  sheet: Sheet,
  beginning: readonly SheetRow[],
): { readonly layout: SurveyLayout; readonly table: SurveyTable } | undefined {
  for (const [index, header] of beginning.entries()) {
    const first = new Set(namesIn(header, IDENTITY_AMONG_COLUMNS));
    const layout = LAYOUTS.find(({ orgCode, orgName }) => first.has(orgCode) && first.has(orgName));
    if (!layout) continue;
    const at = new Map<string, number>();
    for (const [column, name] of namesIn(header).entries()) at.set(name, at.has(name) ? -1 : column);
    const rows = rowsOf({ ...sheet, rows: () => toLastFilled(sheet) });
    return { layout, table: { sheet: sheet.name, header, body: rows.slice(index + 1), at } };
  }
  const [header] = beginning;
  if (!header || !beginning.some(isResults)) return undefined;
  throw headingMissing(
    { sheet: sheet.name, header },
    'no row has the headings "org_id" and "org_name", or "trust" and "trustname", together',
    '',
  );
}

function isResults({ cells }: SheetRow): boolean {
  return cells.filter((cell) => typeof cell === 'number').length >= NUMBERS_OF_A_TABLE;
}

function namesIn({ cells }: SheetRow, columns = cells.length): readonly string[] {
  return cells.slice(0, columns).map((cell) => plainName(cellText(cell)));
}

/** By the sheet's name, and by the words above its table. */
function requireNoSibling(sheet: Sheet, rows: readonly SheetRow[]): void {
  for (const words of [sheet.name, cellText(rows[0]?.cells[0])]) {
    const sibling = SIBLINGS.find(([pattern]) => pattern.test(words));
    if (!sibling) continue;
    throw new SourceError(
      SourceErrorCode.wrongTable,
      `${placeOf(sheet.name)} says "${words.trim().slice(0, 120)}": these are ${sibling[1]}. Take the benchmark report Excel data instead.`,
    );
  }
}

function withSurveys(layout: SurveyLayout, tables: readonly SurveyTable[]): SurveyWorkbook {
  const engagement = new RegExp(`^${ENGAGEMENT.replace('{year}', '(20\\d\\d)')}$`);
  const years = tables.flatMap(({ at }) => [...at.keys()].map((name) => Number(engagement.exec(name)?.[1])));
  const surveys = [...new Set(years.filter((year) => year > 0))].sort();
  const [table] = tables;
  const edition = surveys.at(-1);
  if (edition === undefined || !table) {
    throw headingMissing(table, `no heading "${ENGAGEMENT.replace('{year}', '20..')}"`, 'engagement');
  }
  if (surveys.length < layout.yearsAtLeast) {
    throw new SourceError(
      SourceErrorCode.wrongTable,
      `The workbook has the headings of benchmark report data, but prints ${surveys.join(' and ')} only, where the results of staff have five surveys. The results of bank workers look like that. Take the benchmark report Excel data of all staff.`,
    );
  }
  return { layout, surveys, edition, tables };
}

/** Of two thousand headings those that say most: the first ones, or those of the year that is looked for. */
function headingMissing(
  table: Pick<SurveyTable, 'sheet' | 'header'> | undefined,
  what: string,
  like: string,
): SourceError {
  const cells = table?.header.cells ?? [];
  const alike = like === '' ? [] : cells.filter((cell) => cellText(cell).includes(like));
  const shown = { number: 0, cells: (alike.length > 0 ? alike : cells).slice(0, HEADINGS_SHOWN) };
  const place = table ? `${placeOf(table.sheet)}, row ${table.header.number}` : 'The workbook';
  return new SourceError(
    SourceErrorCode.headingMissing,
    `${place}: ${what}. Headings found, among ${cells.length}: ${headingsShown(shown)}. If the layout has changed, add its words to datasets/staff-survey/layouts.ts.`,
  );
}
