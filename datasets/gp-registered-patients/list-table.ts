/** A file of the publication as named columns, held in typed arrays: quin-age has 350,000 rows. */
import {
  type ColumnarSheet,
  type SheetRow,
  CellKind,
  cellText,
  columnLetter,
} from '../../spreadsheet/workbook.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { headingsShown, plainHeading } from '../tables/header-row.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { extractDate } from './extract-date.ts';
import type { ColumnLayout } from './layouts.ts';

export interface ListTable<Name extends string> {
  /** Of the body, without the headings. */
  readonly rows: number;
  /** Trimmed; empty where the cell is, or the file lacks the column. */
  readonly text: (column: Name, row: number) => string;
  /** 1-based line of the file. */
  readonly line: (row: number) => number;
  readonly letter: (column: Name) => string;
  /** The heading a column was found by, in plain form; empty where the file lacks it. */
  readonly heading: (column: Name) => string;
  /** `Row 12, column I ("NUMBER_OF_PATIENTS")`. */
  readonly place: (column: Name, row: number) => string;
}

/** The first row's headings in plain form; undefined where the file is no csv or has no row. */
export function headingsOf(
  source: SourceBytes,
): { readonly row: SheetRow; readonly names: readonly string[] } | undefined {
  const sheet = source.kind === 'csv' ? source.workbook().sheets[0] : undefined;
  const [row] = sheet?.rows() ?? [];
  return row && { row, names: row.cells.map((cell) => plainName(cellText(cell))) };
}

/** @throws SourceError HEADING_MISSING, with the headings found */
export async function readListTable<Name extends string>(
  source: SourceBytes,
  layouts: readonly ColumnLayout<Name>[],
): Promise<ListTable<Name>> {
  const found = headingsOf(source);
  const sheet = source.workbook().sheets[0];
  if (!found || !sheet) throw noTable(source);
  const at = new Map(layouts.map((layout) => [layout.name, findColumn(found, layout)]));
  return tableOf(sheet.name, await sheet.columns(), found, at);
}

function tableOf<Name extends string>(
  name: string,
  sheet: ColumnarSheet,
  { row: header, names }: { readonly row: SheetRow; readonly names: readonly string[] },
  at: ReadonlyMap<Name, number>,
): ListTable<Name> {
  const trimmed = sheet.strings.map((text) => text.trim());
  const first = sheet.rowNumbers.indexOf(header.number) + 1;
  const index = (column: Name): number => at.get(column) ?? -1;
  const line = (row: number): number => sheet.rowNumbers[first + row] ?? 0;
  const letter = (column: Name): string => (index(column) < 0 ? '' : columnLetter(index(column)));
  const printed = (column: Name): string => cellText(header.cells[index(column)]).trim();
  return {
    rows: sheet.rows - first,
    text(column, row) {
      const cells = sheet.columns[index(column)];
      if (cells?.kinds[first + row] !== CellKind.text) return '';
      return trimmed[cells.indices[first + row] ?? -1] ?? '';
    },
    line,
    letter,
    heading: (column) => names[index(column)] ?? '',
    place: (column, row) =>
      `Row ${line(row)}, column ${letter(column)} ("${printed(column)}")${name && ` of sheet "${name}"`}`,
  };
}

/** Of several headings a column is known by, the first that is there; -1 where none is and none need be. */
function findColumn<Name extends string>(
  { row, names }: { readonly row: SheetRow; readonly names: readonly string[] },
  { headings, required }: ColumnLayout<Name>,
): number {
  const heading = headings.find((one) => names.includes(one));
  const index = heading === undefined ? -1 : names.indexOf(heading);
  const again = heading !== undefined && names.lastIndexOf(heading) !== index;
  if (again || (required && index < 0)) {
    const shown = headings.map((one) => one.toUpperCase()).join(' or ');
    throw new SourceError(
      SourceErrorCode.headingMissing,
      `The CSV has ${again ? 'more than one' : 'no'} column ${shown} in its first row. Headings found: ${headingsShown(row)}. If the layout has changed, add it to datasets/gp-registered-patients/layouts.ts.`,
    );
  }
  return index;
}

/**
 * The day every row was extracted. A file of another month, or of several, is refused: names carry no month, so this is
 * the only thing that tells one month's file from another's.
 * @throws SourceError WRONG_PERIOD
 */
export function requireMonth(table: ListTable<'date'>, month: string): string {
  const days = new Map<string, string | undefined>();
  for (let row = 0; row < table.rows; row += 1) {
    const text = table.text('date', row);
    if (days.has(text)) continue;
    const date = extractDate(text);
    days.set(text, date);
    if (date?.slice(0, 7) === month && new Set(days.values()).size === 1) continue;
    const says = text === '' ? 'prints no date' : `prints "${text}"`;
    throw new SourceError(
      SourceErrorCode.wrongPeriod,
      `${table.place('date', row)} ${says}, and the file should be the snapshot of ${monthInWords(month)} in every row. The file is of another month or damaged; take the right one from the page of ${monthInWords(month)}.`,
    );
  }
  return [...days.values()][0] ?? '';
}

/** A whole number of people, 0 and more. Small ones are not withheld in this publication: a mark in their place is not read. */
export function peopleIn<Name extends string>(table: ListTable<Name>, column: Name, row: number): number {
  const text = table.text(column, row);
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new SourceError(
    SourceErrorCode.implausible,
    `${table.place(column, row)} is ${text === '' ? 'empty' : `"${text}"`}, not a number of people. The columns may be shifted or the file damaged; compare with the publisher's file.`,
  );
}

function plainName(text: string): string {
  return plainHeading(text).replace(/[\s_-]+/g, '_');
}

function noTable(source: SourceBytes): SourceError {
  return new SourceError(
    SourceErrorCode.wrongTable,
    `${source.fileName} is ${source.kind === 'csv' ? 'a CSV without a row' : `an .${source.kind} file`}; the files of this publication are CSV, alone or in a zip. Take the file from the publisher's page.`,
  );
}
