/** Finds the long table of the publication, one figure a row (dossier maternity, sections 4a to 4d). */
import { type Sheet, type SheetRow, type Workbook, cellText } from '../../spreadsheet/workbook.ts';
import { findHeaderRow, headingsShown, placeOf, plainHeading, plainHeadings } from '../tables/header-row.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { LONG_FIGURES, LONG_HEADINGS } from './layouts.ts';
import type { Collection } from './slots.ts';

/** The longest known has 16,160. */
const ROWS_AT_MOST = 200_000;
const SEARCHED_ROWS = 60;

export interface LongRow {
  readonly row: SheetRow;
  /** As printed. */
  readonly period: string;
  readonly dimension: string;
  readonly level: string;
  readonly orgCode: string;
  readonly orgName: string;
  readonly measure: string;
  readonly countOf: string;
}

export interface LongTable {
  readonly sheet: string;
  /** 0-based column of the figure, and its heading as printed. */
  readonly valueAt: number;
  readonly valueHeading: string;
  /** 0-based column of the organisation codes, and its heading as printed. */
  readonly codeAt: number;
  readonly codeHeading: string;
  /** Rows of the dimensions that are taken. */
  readonly rows: readonly LongRow[];
  /** Each period printed, with the first row that prints it. */
  readonly periods: ReadonlyMap<string, number>;
  /** Every dimension, as printed. */
  readonly dimensions: ReadonlySet<string>;
  /** Every organisation of every dimension: the first row of each collection, level and code, as printed. */
  readonly organisations: ReadonlyMap<string, LongRow>;
}

const WANTED = Object.values(LONG_HEADINGS);
const TAKEN = new Set(LONG_FIGURES.flatMap((figure) => figure.dimensions));

/** The long table of a csv or of the first visible sheet that has one; undefined where none has. */
export function readLongTable(workbook: Workbook): LongTable | undefined {
  for (const sheet of workbook.sheets) {
    if (sheet.hidden) continue;
    const top = firstRows(sheet);
    const header = top[findHeaderRow(top, WANTED) ?? -1];
    if (header) return readBody(sheet, header);
  }
  return undefined;
}

/** The first rows of a sheet; the rest stays unread. */
export function firstRows(sheet: Sheet): readonly SheetRow[] {
  const rows: SheetRow[] = [];
  for (const row of sheet.rows()) {
    rows.push(row);
    if (rows.length === SEARCHED_ROWS) break;
  }
  return rows;
}

function readBody(sheet: Sheet, header: SheetRow): LongTable {
  const headings = plainHeadings(header);
  const at = (words: readonly string[]): number => headings.findIndex((heading) => words.includes(heading));
  const column = Object.fromEntries(
    Object.entries(LONG_HEADINGS).map(([key, words]) => [key, at(words)]),
  ) as Readonly<Record<keyof typeof LONG_HEADINGS, number>>;
  if (headings.filter((heading) => LONG_HEADINGS.value.some((word) => word === heading)).length > 1) {
    throw twice(sheet, header);
  }
  const rows: LongRow[] = [];
  const periods = new Map<string, number>();
  const dimensions = new Set<string>();
  const organisations = new Map<string, LongRow>();
  for (const row of sheet.rows()) {
    if (row.number <= header.number) continue;
    if (row.number > ROWS_AT_MOST) throw tooLong(sheet);
    const text = (key: keyof typeof LONG_HEADINGS): string => cellText(row.cells[column[key]]);
    const dimension = text('dimension');
    // Behind its data the sheet of 2017-18 has thousands of rows with nothing in them.
    if (dimension.trim() === '' && text('value').trim() === '') continue;
    const one = {
      row,
      period: text('period'),
      dimension,
      level: text('level'),
      orgCode: text('orgCode'),
      orgName: text('orgName'),
      measure: text('measure'),
      countOf: text('countOf'),
    };
    if (!periods.has(one.period)) periods.set(one.period, row.number);
    dimensions.add(dimension);
    const organisation = `${collectionOf(dimension)} ${one.level} ${one.orgCode}`;
    if (!organisations.has(organisation)) organisations.set(organisation, one);
    if (TAKEN.has(plainHeading(dimension))) rows.push(one);
  }
  const valueHeading = cellText(header.cells[column.value]);
  const codeHeading = cellText(header.cells[column.orgCode]);
  return {
    ...{ sheet: sheet.name, valueAt: column.value, valueHeading, codeAt: column.orgCode, codeHeading },
    ...{ rows, periods, dimensions, organisations },
  };
}

/** In the workbook of both collections HES has dimensions of its own: `TotalDeliveries_HES`. */
export function collectionOf(dimension: string): Collection {
  return /_hes\s*$/i.test(dimension) ? 'HES' : 'MSDS';
}

function twice(sheet: Sheet, header: SheetRow): SourceError {
  return new SourceError(
    SourceErrorCode.headingMissing,
    `${placeOf(sheet.name)}, row ${header.number}: the heading "${LONG_HEADINGS.value[0]}" stands there twice, and nothing says which has the figures. Headings found: ${headingsShown(header)}. Look at the file, and load another edition.`,
  );
}

function tooLong(sheet: Sheet): SourceError {
  return new SourceError(
    SourceErrorCode.implausible,
    `${placeOf(sheet.name)} has more than ${ROWS_AT_MOST} rows; the maternity data have some 16,000. Look at the file.`,
  );
}
