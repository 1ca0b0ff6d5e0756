/**
 * A file of the publication as named columns, held in typed arrays: quin-age has 350,000 rows, for which an object a row
 * would be too much. That is why the lists have a reader of their own and not that of tables of organisations.
 */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { day, fullYear } from '../../nhs/printed-date.ts';
import { monthInWords, monthNumber } from '../../nhs/printed-month.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import {
  type ColumnarSheet,
  type SheetRow,
  CellKind,
  cellText,
  columnLetter,
} from '../../spreadsheet/workbook.ts';
import { layoutsOf } from '../contract/layout.ts';
import { headingsShown, plainHeading } from '../tables/header-row.ts';
import { headingMissing } from '../tables/refusals.ts';
import { type Column, type FileKind, type ListLayout, LAYOUTS, NOT_READ } from './layouts.ts';

export interface ListTable {
  readonly layout: string;
  /** Of the body, without the headings. */
  readonly rows: number;
  /** Trimmed; empty where the cell is, or the file lacks the column. */
  readonly text: (column: Column, row: number) => string;
  /** 1-based line of the file. */
  readonly line: (row: number) => number;
  readonly letter: (column: Column) => string;
  /** `Row 12, column I ("NUMBER_OF_PATIENTS")`. */
  readonly place: (column: Column, row: number) => string;
}

interface Headings {
  readonly row: SheetRow;
  /** In plain form. */
  readonly names: readonly string[];
}

/** The first row's headings; undefined where the file is no csv or has no row. */
export function headingsOf(source: SourceBytes): Headings | undefined {
  const sheet = source.kind === 'csv' ? source.workbook().sheets[0] : undefined;
  const [row] = sheet?.rows() ?? [];
  return row && { row, names: row.cells.map((cell) => plainName(cellText(cell))) };
}

/** The form in which headings are compared. */
export function plainName(text: string): string {
  return plainHeading(text).replace(/[\s_-]+/g, '_');
}

export type KindOfFile =
  | { readonly kind: FileKind }
  /** `known` files are of the publication, and not read. */
  | { readonly known: boolean; readonly why: string };

/** By all required headings of one kind, in any year; else by the headings that tell a sibling. */
export function kindOfFile(source: SourceBytes): KindOfFile {
  const found = headingsOf(source);
  if (!found)
    return { known: false, why: `a .${source.kind} file without a row of headings that is read here` };
  const layout = LAYOUTS.find((row) => lacking(found, row).length === 0);
  if (layout) return { kind: layout.kind };
  const sibling = NOT_READ.find(({ headings }) => headings.every((heading) => found.names.includes(heading)));
  if (sibling) return { known: true, why: sibling.why };
  return {
    known: false,
    why: `no list of patients registered at practices; headings found: ${headingsShown(found.row)}`,
  };
}

/** Required columns that a layout finds no heading for. */
function lacking({ names }: Headings, { columns, optional }: ListLayout): readonly Column[] {
  const known = Object.entries(columns) as readonly (readonly [Column, readonly string[]])[];
  return known
    .filter(
      ([column, headings]) =>
        !optional.includes(column) && !headings.some((heading) => names.includes(heading)),
    )
    .map(([column]) => column);
}

/**
 * The layout of a year that a file has.
 * @throws SourceError HEADING_MISSING, with the headings found beside those of the nearest layout of the year
 */
export function layoutOf(found: Headings, kind: FileKind, fy: FinancialYear): ListLayout {
  const [nearest] = layoutsOf(LAYOUTS, fy)
    .filter((row) => row.kind === kind)
    .toSorted((a, b) => lacking(found, a).length - lacking(found, b).length);
  if (!nearest) throw new RangeError(`no layout of ${kind} is of ${fy}`);
  const [column] = lacking(found, nearest);
  if (column !== undefined) throw noColumn(found, nearest, column, 'no');
  return nearest;
}

export async function readListTable(
  source: SourceBytes,
  kind: FileKind,
  fy: FinancialYear,
): Promise<ListTable> {
  const found = headingsOf(source);
  const sheet = source.workbook().sheets[0];
  if (!found || !sheet) throw noTable(source);
  const layout = layoutOf(found, kind, fy);
  const at = new Map<Column, number>();
  for (const [column, headings] of Object.entries(layout.columns) as [Column, readonly string[]][]) {
    const heading = headings.find((word) => found.names.includes(word)) ?? '';
    const index = found.names.indexOf(heading);
    if (heading !== '' && found.names.lastIndexOf(heading) !== index)
      throw noColumn(found, layout, column, 'more than one');
    if (heading !== '') at.set(column, index);
  }
  return tableOf(layout.layout, sheet.name, await sheet.columns(), found.row, at);
}

function tableOf(
  layout: string,
  name: string,
  sheet: ColumnarSheet,
  header: SheetRow,
  at: ReadonlyMap<Column, number>,
): ListTable {
  const trimmed = sheet.strings.map((text) => text.trim());
  const first = sheet.rowNumbers.indexOf(header.number) + 1;
  const index = (column: Column): number => at.get(column) ?? -1;
  const line = (row: number): number => sheet.rowNumbers[first + row] ?? 0;
  const letter = (column: Column): string => (index(column) < 0 ? '' : columnLetter(index(column)));
  const printed = (column: Column): string => cellText(header.cells[index(column)]).trim();
  return {
    layout,
    rows: sheet.rows - first,
    text(column, row) {
      const cells = sheet.columns[index(column)];
      if (cells?.kinds[first + row] !== CellKind.text) return '';
      return trimmed[cells.indices[first + row] ?? -1] ?? '';
    },
    line,
    letter,
    place: (column, row) =>
      `Row ${line(row)}, column ${letter(column)} ("${printed(column)}")${name && ` of sheet "${name}"`}`,
  };
}

function noColumn(
  { row }: Headings,
  { layout, columns }: ListLayout,
  column: Column,
  howMany: 'no' | 'more than one',
): SourceError {
  const shown = columns[column]?.map((heading) => heading.toUpperCase()).join(' or ');
  return headingMissing(
    { sheet: '', row, publication: 'gp-registered-patients' },
    `${howMany} column ${shown} in the first row`,
    { layout, headings: Object.values(columns).flat(), plain: plainName },
  );
}

/** `01-Apr-17`, `01APR2019`, `01Jun2021`. */
const IN_WORDS = /^(\d{1,2})(-?)([a-z]{3})\2(\d{4}|\d\d)$/i;
const ISO = /^(\d{4})-(\d\d)-(\d\d)$/;

/** ISO date of `01-Apr-17`, `01APR2019`, `01Jun2021` or `2021-03-01`; undefined for every other form. */
export function extractDate(text: string): string | undefined {
  const words = IN_WORDS.exec(text);
  if (words) return day(fullYear(words[4] ?? ''), monthNumber(words[3] ?? '') ?? 0, Number(words[1]));
  const iso = ISO.exec(text);
  return iso ? day(Number(iso[1]), Number(iso[2]), Number(iso[3])) : undefined;
}

/**
 * The day every row was extracted. A file of another month, or of several, is refused: names carry no month, so this is
 * the only thing that tells one month's file from another's.
 * @throws SourceError WRONG_PERIOD
 */
export function requireMonth(table: ListTable, month: string): string {
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
export function peopleIn(table: ListTable, row: number): number {
  const text = table.text('patients', row);
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new SourceError(
    SourceErrorCode.implausible,
    `${table.place('patients', row)} is ${text === '' ? 'empty' : `"${text}"`}, not a number of people. The columns may be shifted or the file damaged; compare with the publisher's file.`,
  );
}

function noTable(source: SourceBytes): SourceError {
  return new SourceError(
    SourceErrorCode.wrongTable,
    `${source.fileName} is ${source.kind === 'csv' ? 'a CSV without a row' : `an .${source.kind} file`}; the files of this publication are CSV, alone or in a zip. Take the file from the publisher's page.`,
  );
}
