/** The sentences with which a table is refused: the place, what was found, and what to do. */
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { columnLetter, type SheetRow, type Workbook } from '../../spreadsheet/workbook.ts';
import type { Figure } from './figure-table.ts';
import { headingsShown, placeOf } from './header-row.ts';

/** A sheet, and the row of its headings where one was found. */
export interface Place {
  readonly sheet: string;
  readonly row?: SheetRow | undefined;
  /** The folder whose layouts.ts has the words: `beds`. */
  readonly publication: string;
}

/** The wanted headings of a layout, in the form in which they are compared. */
export interface WantedHeadings {
  readonly layout: string;
  readonly headings: readonly string[];
  /** Brings a printed heading into that form. */
  readonly plain: (printed: string) => string;
}

/** A heading is not there, or stands there twice. `nearest` is shown beside the headings of the file. */
export function headingMissing(place: Place, what: string, nearest?: WantedHeadings): SourceError {
  const shown = nearest
    ? headingByHeading(place.row, nearest)
    : `Headings found: ${headingsShown(place.row)}.`;
  return new SourceError(
    SourceErrorCode.headingMissing,
    `${rowOf(place)}: ${what}. ${shown} If the layout has changed, add its words to datasets/${place.publication}/layouts.ts.`,
  );
}

/** Every heading of the file beside that of the nearest layout, so that the word which differs is seen at a glance. */
function headingByHeading(row: SheetRow | undefined, { layout, headings, plain }: WantedHeadings): string {
  const printed = (row?.cells ?? [])
    .filter((cell) => cell !== null)
    .map((cell) => String(typeof cell === 'object' ? cell.error : cell).trim())
    .filter((text) => text !== '');
  const found = printed.map((text) => {
    const known = headings.find((heading) => heading === plain(text));
    return known === undefined ? `"${text}" is not among them` : `"${text}"`;
  });
  const plainly = new Set(printed.map(plain));
  const lacking = headings.filter((heading) => !plainly.has(heading)).map((heading) => `"${heading}"`);
  return `Headings found, beside those of layout ${layout}: ${found.join(', ') || 'none'}; not found: ${lacking.join(', ') || 'none'}.`;
}

/** A column that may be part of a sum. */
export function unknownColumn(place: Place, index: number, heading: string): SourceError {
  const what = heading === '' ? 'the column without a heading' : `the column "${heading}"`;
  return new SourceError(
    SourceErrorCode.unknownLayout,
    `${rowOf(place)}, column ${columnLetter(index)}: ${what} is not known, and it may be part of a sum. Headings found: ${headingsShown(place.row)}. Read what the publisher says about it, then add it to datasets/${place.publication}/layouts.ts.`,
  );
}

/** No sheet has a name like `like`. */
export function noSheet(workbook: Workbook, like: string, remedy: string): SourceError {
  const names = workbook.sheets.map((sheet) => `"${sheet.name}"`).join(', ');
  return new SourceError(
    SourceErrorCode.wrongTable,
    `No sheet is named like "${like}". The sheets are: ${names}. ${remedy}`,
  );
}

/** Two sheets could be the table, and nothing says which counts. */
export function twoSheets(names: readonly string[], what: string): SourceError {
  const shown = names.map((name) => `"${name}"`).join(' and ');
  return new SourceError(
    SourceErrorCode.unknownLayout,
    `The sheets ${shown} both have ${what}, and nothing says which counts. Look at the file, and load another edition.`,
  );
}

/** `found`: `Sheet "A", row 7 says "June"`; `wanted`: `Quarter 2 (July to September 2020)`; `edition`: `quarter`. */
export function wrongPeriod(found: string, wanted: string, edition: string): SourceError {
  return new SourceError(
    SourceErrorCode.wrongPeriod,
    `${found}, not ${wanted}. The file is of another ${edition}; take the right one from the publisher's page.`,
  );
}

/** A word where every cell is a number. `what`: `a count`, `a number of beds`. */
export function notANumber(
  sheet: string,
  row: number,
  { column, printed }: Figure,
  what: string,
): SourceError {
  return new SourceError(
    SourceErrorCode.implausible,
    `${placeOf(sheet)}, row ${row}, column ${columnLetter(column.index)} ("${column.heading}") prints "${printed}", which is not ${what}. The columns may be shifted or the file damaged; compare with the publisher's file.`,
  );
}

/** The headings are there, and no organisation below them. */
export function noOrganisations(sheet: string, what: string, edition: string): SourceError {
  return new SourceError(
    SourceErrorCode.unknownLayout,
    `${placeOf(sheet)} has the headings of ${what} but no organisation under them. Load another edition of the ${edition}.`,
  );
}

/** Without the publisher's total nothing shows that a row was lost. */
export function noTotal(
  sheet: string,
  totalRow: string,
  organisations: number,
  edition: string,
): SourceError {
  return new SourceError(
    SourceErrorCode.totalDisagrees,
    `${placeOf(sheet)} has no ${totalRow}, so its ${organisations} organisations cannot be checked against a total; the file may be cut short. Load another edition of the ${edition}.`,
  );
}

function rowOf({ sheet, row }: Place): string {
  return row ? `${placeOf(sheet)}, row ${row.number}` : placeOf(sheet);
}
