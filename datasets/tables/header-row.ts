/** Finds tables in sheets by the words of their headings, never by position. */
import { cellText, type Sheet, type SheetRow, type Workbook } from '../../spreadsheet/workbook.ts';
import { withoutInvisible } from '../../nhs/visible-text.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';

/** Tables of organisations have a few hundred rows. More than this is not such a table. */
const ROWS_AT_MOST = 5000;
const SEARCHED_ROWS = 60;

/** All rows of a sheet that should hold one table of organisations. */
export function rowsOf(sheet: Sheet): readonly SheetRow[] {
  const rows: SheetRow[] = [];
  for (const row of sheet.rows()) {
    rows.push(row);
    if (rows.length > ROWS_AT_MOST) {
      throw new SourceError(
        SourceErrorCode.implausible,
        `${placeOf(sheet.name)} has more than ${ROWS_AT_MOST} rows; a table of NHS organisations has a few hundred. Look at the file.`,
      );
    }
  }
  return rows;
}

/** The first rows of a sheet that may be long; the rest stays unread. */
export function firstRows(sheet: Sheet, most: number): readonly SheetRow[] {
  const rows: SheetRow[] = [];
  for (const row of sheet.rows()) {
    rows.push(row);
    if (rows.length >= most) break;
  }
  return rows;
}

/** A sheet that a person sees, with its rows. */
export interface SheetRows {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

export function visibleSheets({ sheets }: Workbook): readonly SheetRows[] {
  return sheets.filter(({ hidden }) => !hidden).map((sheet) => ({ name: sheet.name, rows: rowsOf(sheet) }));
}

/** Where in a file, at the start of a sentence; the one sheet of a CSV has no name. */
export function placeOf(sheet: string): string {
  return sheet === '' ? 'The CSV' : `Sheet "${sheet}"`;
}

/** Lower case, one space between words, `&` as `and`, without a closing colon: `General & Acute ` is `general and acute`. */
export function plainHeading(text: string): string {
  return withoutInvisible(text)
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[–—−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\s*[:*]+$/, '');
}

/** A row's cells as plain headings; empty strings where there is nothing. */
export function plainHeadings(row: SheetRow): readonly string[] {
  return row.cells.map((cell) => plainHeading(cellText(cell)));
}

/** The headings of a row as printed, for a message. */
export function headingsShown(row: SheetRow | undefined): string {
  const shown = (row?.cells ?? []).map((cell) => cellText(cell).trim()).filter((text) => text !== '');
  return shown.length > 0 ? shown.map((text) => `"${text}"`).join(', ') : 'none';
}

/** Index of the first row that has all of these headings (plain form; alternatives allowed), among the first sixty. */
export function findHeaderRow(
  rows: readonly SheetRow[],
  wanted: readonly (readonly string[])[],
): number | undefined {
  const index = rows.slice(0, SEARCHED_ROWS).findIndex((row) => {
    const present = new Set(plainHeadings(row));
    return wanted.every((alternatives) => alternatives.some((heading) => present.has(heading)));
  });
  return index >= 0 ? index : undefined;
}

/** Of the rows searched, the one that has most of these headings: what a message should show. */
export function nearestHeaderRow(
  rows: readonly SheetRow[],
  wanted: readonly (readonly string[])[],
): SheetRow | undefined {
  const score = (row: SheetRow): number => {
    const present = new Set(plainHeadings(row));
    return wanted.filter((alternatives) => alternatives.some((heading) => present.has(heading))).length;
  };
  const scored = rows.slice(0, SEARCHED_ROWS).map((row) => ({ row, score: score(row) }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a), { row: rows[0], score: 0 });
  return best.score > 0 ? best.row : undefined;
}

/**
 * The group each column stands under: the group row's own cell, or the nearest one to its left (merged cells keep
 * their words in the first). Plain form; empty left of the first group.
 */
export function groupsAbove(groupRow: SheetRow | undefined, width: number): readonly string[] {
  const own = groupRow ? plainHeadings(groupRow) : [];
  let group = '';
  return Array.from({ length: width }, (_, index) => {
    group = own[index] || group;
    return group;
  });
}

/** What stands beside a label of the title block: `April to June 2020` for `Period:`; empty where there is none. */
export function besideLabel(rows: readonly SheetRow[], label: string): string {
  for (const row of rows) {
    const at = plainHeadings(row).indexOf(label);
    if (at < 0) continue;
    return (
      row.cells
        .slice(at + 1)
        .map((cell) => cellText(cell).trim())
        .find((text) => text !== '') ?? ''
    );
  }
  return '';
}
