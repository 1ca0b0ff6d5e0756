/**
 * Finds the block of financial years by its headings. A finder of its own: the index is known by the base year in its
 * heading, which is another in each edition, and by the group above; calendar years stand beside it under the same words.
 */
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { cellText, type SheetRow, type Workbook } from '../../spreadsheet/workbook.ts';
import { firstRows, groupsAbove, type SheetRows, visibleSheets } from '../tables/header-row.ts';
import { headingMissing, type Place, twoSheets, unknownColumn } from '../tables/refusals.ts';
import { BASE_HEADING, type DeflatorLayout, plainWords } from './layouts.ts';

export interface FoundTable {
  readonly sheet: string;
  readonly titleBlock: readonly SheetRow[];
  readonly header: SheetRow;
  readonly body: readonly SheetRow[];
  readonly base: string;
  readonly yearAt: number;
  readonly indexAt: number;
  readonly changeAt: number;
}

const PUBLICATION = 'gdp-deflators';
/** The title block has four lines. */
const SEARCHED_ROWS = 40;
/** The group stands right above; a row of the blocks' names above that. */
const GROUP_ROWS = 3;

/** @throws SourceError when a heading is missing, unknown, or stands there twice. */
export function findDeflators(workbook: Workbook, layout: DeflatorLayout): FoundTable {
  const sheets = visibleSheets(workbook);
  const found = sheets.flatMap((sheet) =>
    sheet.rows
      .slice(0, SEARCHED_ROWS)
      .flatMap((row, at) => (baseColumns(row, layout).length > 0 ? [{ sheet, row, at }] : [])),
  );
  const [first, other] = found;
  if (!first) throw noTable(sheets, layout);
  if (other && other.sheet !== first.sheet)
    throw twoSheets([first.sheet.name, other.sheet.name], 'an index of financial years');
  const place = { sheet: first.sheet.name, row: first.row, publication: PUBLICATION };
  if (other) throw headingMissing(place, `row ${other.row.number} has the headings of the index once more`);
  return {
    ...columnsOf(place, first.sheet.rows.slice(0, first.at), first.row, layout),
    body: first.sheet.rows.slice(first.at + 1),
  };
}

/** Whether a file has the words of the publication, whatever is wrong with it. */
export function speaksOfDeflators({ sheets }: Workbook, { group }: DeflatorLayout): boolean {
  return sheets.some((sheet) =>
    firstRows(sheet, SEARCHED_ROWS).some(({ cells }) =>
      cells.some((cell) => plainWords(cellText(cell)).startsWith(group)),
    ),
  );
}

function columnsOf(
  place: Place & { readonly row: SheetRow },
  titleBlock: readonly SheetRow[],
  header: SheetRow,
  layout: DeflatorLayout,
): Omit<FoundTable, 'body'> {
  const headings = wordsOf(header);
  const [base, again] = baseColumns(header, layout);
  const years = headings.flatMap((heading, at) => (heading === layout.year ? [at] : []));
  const [yearAt] = years;
  if (!base || again || yearAt === undefined || years.length > 1)
    throw headingMissing(
      place,
      'more than one column is headed with a financial year "= 100", or "Financial year" is there twice',
    );
  if (!isUnder(titleBlock, headings.length, base, layout))
    throw headingMissing(
      place,
      `no heading "${layout.group}" stands above "${headings[base.at] ?? ''}", so it may be the index of another price`,
    );
  const changes: number[] = [];
  for (const at of blockFrom(headings, yearAt)) {
    const heading = headings[at] ?? '';
    if (heading === layout.change) changes.push(at);
    else if (at !== yearAt && at !== base.at && !layout.notRead.test(heading))
      throw unknownColumn(place, at, cellText(header.cells[at]).trim());
  }
  const [changeAt] = changes;
  if (changeAt === undefined || changes.length > 1)
    throw headingMissing(
      place,
      `${changes.length === 0 ? 'no heading' : 'more than one heading'} "${layout.change}" stands beside the index of financial years`,
    );
  return { ...{ sheet: place.sheet, titleBlock, header, base: base.fy }, yearAt, indexAt: base.at, changeAt };
}

interface BaseColumn {
  readonly at: number;
  readonly fy: string;
  /** Words before the base year in the same cell. */
  readonly words: string;
}

/** Columns of a row that are headed with a financial year = 100, where `Financial year` stands left of them. */
function baseColumns(row: SheetRow, layout: DeflatorLayout): readonly BaseColumn[] {
  const headings = wordsOf(row);
  const yearAt = headings.indexOf(layout.year);
  if (yearAt < 0) return [];
  return headings.flatMap((heading, at) => {
    const [, words = '', fy] = BASE_HEADING.exec(heading) ?? [];
    return fy !== undefined && at > yearAt ? [{ at, fy, words: plainWords(words) }] : [];
  });
}

function isUnder(
  titleBlock: readonly SheetRow[],
  width: number,
  { at, words }: BaseColumn,
  { group }: DeflatorLayout,
): boolean {
  if (words !== '') return words === group;
  return titleBlock
    .slice(-GROUP_ROWS)
    .some((row) => plainWords(groupsAbove(row, Math.max(width, row.cells.length))[at] ?? '') === group);
}

/** Columns from the years to the next column without a heading, or to the calendar years. */
function blockFrom(headings: readonly string[], yearAt: number): readonly number[] {
  const end = headings.findIndex(
    (heading, at) => at > yearAt && (heading === '' || heading.startsWith('calendar year')),
  );
  const until = end < 0 ? headings.length : end;
  return Array.from({ length: until - yearAt }, (_, step) => yearAt + step);
}

function wordsOf(row: SheetRow): readonly string[] {
  return row.cells.map((cell) => plainWords(cellText(cell)));
}

function noTable(sheets: readonly SheetRows[], layout: DeflatorLayout): SourceError {
  const near = sheets.flatMap(({ name, rows }) =>
    rows
      .slice(0, SEARCHED_ROWS)
      .filter((row) => wordsOf(row).includes(layout.year))
      .map((row) => ({ sheet: name, row, publication: PUBLICATION })),
  );
  // The names of the blocks stand above the headings, so the lowest row is the nearest.
  const place = near.at(-1) ?? {
    ...{ sheet: sheets[0]?.name ?? '', row: sheets[0]?.rows[0], publication: PUBLICATION },
  };
  if (sheets.length === 0)
    return new SourceError(
      SourceErrorCode.wrongTable,
      "The workbook has no sheet that a person sees. Take the file of the newest release from the publisher's page.",
    );
  return headingMissing(
    place,
    'no row has the heading "Financial year" and right of it a financial year "= 100"',
  );
}
