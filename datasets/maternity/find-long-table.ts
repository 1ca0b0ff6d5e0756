/**
 * Finds the long table of the publication, one figure a row (dossier maternity, sections 4a to 4d). Of its
 * sixteen thousand rows those of a few dimensions are taken.
 */
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { cellText, type Sheet, type SheetRow, type Workbook } from '../../spreadsheet/workbook.ts';
import { findHeaderRow, firstRows, placeOf, plainHeading, plainHeadings } from '../tables/header-row.ts';
import { headingMissing } from '../tables/refusals.ts';
import {
  LONG_HEADINGS,
  LONG_LAYOUTS,
  MONTHS_SUBMITTED,
  type Collection,
  type LongLayout,
} from './layouts.ts';

/** The longest known has 16,160. */
const ROWS_AT_MOST = 200_000;
const SEARCHED_ROWS = 60;

export interface LongTable {
  readonly sheet: string;
  readonly header: SheetRow;
  /** 0-based column of each heading. */
  readonly at: Readonly<Record<keyof typeof LONG_HEADINGS, number>>;
  /** Rows of the dimensions that are taken. */
  readonly rows: readonly SheetRow[];
  /** Each period printed, with the first row that prints it. */
  readonly periods: ReadonlyMap<string, number>;
  /** Every dimension, as printed. */
  readonly dimensions: ReadonlySet<string>;
  /** Every organisation of every dimension: the first row of each collection, level and code. */
  readonly organisations: readonly SheetRow[];
}

/** A cell of a row, as printed. */
export function textOf({ at }: LongTable, row: SheetRow, key: keyof typeof LONG_HEADINGS): string {
  return cellText(row.cells[at[key]]);
}

/** In the workbook of both collections HES has dimensions of its own: `TotalDeliveries_HES`. */
export function collectionOf(dimension: string): Collection {
  return /_hes\s*$/i.test(dimension) ? 'HES' : 'MSDS';
}

const TAKEN = new Set<string>([
  ...LONG_LAYOUTS.flatMap(({ total }) => total),
  ...MONTHS_SUBMITTED.dimensions,
]);

/** The long table of a csv or of the first visible sheet that has one; undefined where none has. */
export function findLongTable(workbook: Workbook): LongTable | undefined {
  for (const sheet of workbook.sheets) {
    if (sheet.hidden) continue;
    const top = firstRows(sheet, SEARCHED_ROWS);
    const header = top[findHeaderRow(top, Object.values(LONG_HEADINGS)) ?? -1];
    if (header) return readBody(sheet, header);
  }
  return undefined;
}

function readBody(sheet: Sheet, header: SheetRow): LongTable {
  const headings = plainHeadings(header);
  const at = Object.fromEntries(
    Object.entries(LONG_HEADINGS).map(([key, words]) => [
      key,
      headings.findIndex((heading) => words.some((word) => word === heading)),
    ]),
  ) as LongTable['at'];
  if (headings.filter((heading) => heading === headings[at.value]).length > 1)
    throw headingMissing(
      { sheet: sheet.name, row: header, publication: 'maternity' },
      'two headings "Value", and nothing says which has the figures',
    );
  const rows: SheetRow[] = [];
  const periods = new Map<string, number>();
  const dimensions = new Set<string>();
  const organisations = new Map<string, SheetRow>();
  for (const row of sheet.rows()) {
    if (row.number <= header.number) continue;
    if (row.number > ROWS_AT_MOST) throw tooLong(sheet);
    const text = (key: keyof typeof LONG_HEADINGS): string => cellText(row.cells[at[key]]);
    const dimension = text('dimension');
    // Behind its data the sheet of 2017-18 has thousands of rows with nothing in them.
    if (dimension.trim() === '' && text('value').trim() === '') continue;
    if (!periods.has(text('period'))) periods.set(text('period'), row.number);
    dimensions.add(dimension);
    const organisation = `${collectionOf(dimension)} ${text('level')} ${text('orgCode')}`;
    if (!organisations.has(organisation)) organisations.set(organisation, row);
    if (TAKEN.has(plainHeading(dimension))) rows.push(row);
  }
  const all = [...organisations.values()];
  return { sheet: sheet.name, header, at, rows, periods, dimensions, organisations: all };
}

/** The layouts of which the table has the dimension that is the total. */
export function layoutsIn({ dimensions }: LongTable): readonly LongLayout[] {
  const plain = new Set([...dimensions].map(plainHeading));
  return LONG_LAYOUTS.filter(({ total }) => total.some((word) => plain.has(word)));
}

function tooLong(sheet: Sheet): SourceError {
  return new SourceError(
    SourceErrorCode.implausible,
    `${placeOf(sheet.name)} has more than ${ROWS_AT_MOST} rows; the maternity data have some 16,000. Look at the file.`,
  );
}
