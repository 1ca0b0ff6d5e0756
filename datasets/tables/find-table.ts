/** Finds the one table of a file whose headings stand in one row, each heading once. */
import { cellText, type SheetRow, type Workbook } from '../../spreadsheet/workbook.ts';
import type { Layout } from '../contract/layout.ts';
import { findHeaderRow, nearestHeaderRow, plainHeading, plainHeadings, rowsOf } from './header-row.ts';
import type { OrganisationTable } from './organisation-rows.ts';
import { headingMissing, noSheet, twoSheets, type Place } from './refusals.ts';

/** A layout that needs no reader of its own. Headings in the form of `plainHeading`. */
export interface TableLayout extends Layout {
  /** Name of the sheet; any visible sheet where not given. */
  readonly sheet?: RegExp;
  readonly code: readonly string[];
  readonly name: readonly string[];
  /** Headings of each observation measure: the file has one column of each. */
  readonly figures: Readonly<Record<string, readonly string[]>>;
}

/**
 * The table of the layout that fits.
 * @param publication the folder, for messages: `beds`
 * @throws SourceError when no layout fits, or two sheets do.
 */
export function findTable(
  workbook: Workbook,
  layouts: readonly TableLayout[],
  publication: string,
): OrganisationTable {
  const tries = workbook.sheets
    .filter(({ hidden }) => !hidden)
    .flatMap((sheet) =>
      layouts
        .filter((layout) => layout.sheet?.test(sheet.name) ?? true)
        .map((layout) => tryLayout({ sheet: sheet.name, publication }, rowsOf(sheet), layout)),
    );
  const [found, other] = tries.filter((attempt) => attempt.missing.length === 0);
  if (found && other && found.place.sheet !== other.place.sheet)
    throw twoSheets([found.place.sheet, other.place.sheet], 'the headings of the table');
  if (found) return tableOf(found);
  const [nearest] = tries.toSorted((a, b) => a.missing.length - b.missing.length);
  if (!nearest) throw noSheet(workbook, String(layouts[0]?.sheet ?? ''), 'Take another file of the period.');
  throw headingMissing(nearest.place, 'no layout of this year has these headings', {
    layout: nearest.layout.layout,
    headings: [nearest.layout.code, nearest.layout.name, ...Object.values(nearest.layout.figures)].flat(),
    plain: plainHeading,
  });
}

interface Attempt {
  readonly place: Place;
  readonly rows: readonly SheetRow[];
  readonly layout: TableLayout;
  readonly headerAt: number;
  /** What has no column, or more than one. */
  readonly missing: readonly string[];
}

function tryLayout(place: Place, rows: readonly SheetRow[], layout: TableLayout): Attempt {
  const identity = [layout.code, layout.name];
  const headerAt = findHeaderRow(rows, identity) ?? -1;
  const header = rows[headerAt] ?? nearestHeaderRow(rows, identity) ?? rows[0];
  const headings = header ? plainHeadings(header) : [];
  const once = (words: readonly string[]): boolean =>
    headings.filter((heading) => words.includes(heading)).length === 1;
  const wanted = { code: layout.code, name: layout.name, ...layout.figures };
  const missing = Object.entries(wanted).flatMap(([what, words]) =>
    headerAt >= 0 && once(words) ? [] : [what],
  );
  return { place: { ...place, row: header }, rows, layout, headerAt, missing };
}

function tableOf({ place, rows, layout, headerAt }: Attempt): OrganisationTable {
  const { cells } = rows[headerAt] ?? { cells: [] };
  const headings = cells.map((cell) => plainHeading(cellText(cell)));
  const column = (words: readonly string[]): number =>
    headings.findIndex((heading) => words.includes(heading));
  return {
    layout: layout.layout,
    sheet: place.sheet,
    titleBlock: rows.slice(0, headerAt),
    body: rows.slice(headerAt + 1),
    codeAt: column(layout.code),
    nameAt: column(layout.name),
    columns: Object.entries(layout.figures).map(([measure, words]) => ({
      measure,
      index: column(words),
      heading: cellText(cells[column(words)]).trim(),
    })),
  };
}
