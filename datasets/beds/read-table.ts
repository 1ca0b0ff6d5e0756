/** Finds the table of overnight beds in a KH03 workbook (dossier beds, section 5a). */
import { type Sheet, type SheetRow, type Workbook, columnLetter } from '../../spreadsheet/workbook.ts';
import type { FigureColumn } from '../tables/figure-table.ts';
import {
  besideLabel,
  findHeaderRow,
  groupsAbove,
  headingsShown,
  nearestHeaderRow,
  plainHeadings,
  rowsOf,
} from '../tables/header-row.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { GROUPS, IDENTITY, LAYOUTS, SECTORS, SHEETS } from './layouts.ts';

export interface BedsTable {
  readonly layout: string;
  readonly sheet: string;
  /** Everything above the headings. */
  readonly titleBlock: readonly SheetRow[];
  readonly body: readonly SheetRow[];
  /** 0-based columns of what identifies a row. */
  readonly at: Readonly<Record<keyof typeof IDENTITY, number>>;
  readonly columns: readonly FigureColumn[];
}

/** @throws SourceError when there is no such sheet, the title is of another table, or a heading is missing. */
export function readBedsTable(workbook: Workbook): BedsTable {
  const sheet = trustSheet(workbook);
  const rows = rowsOf(sheet);
  requireOvernight(sheet, rows);
  const wanted = Object.values(IDENTITY);
  const at = findHeaderRow(rows, wanted);
  const header = at === undefined ? undefined : rows[at];
  if (at === undefined || !header) {
    throw missing(
      sheet,
      nearestHeaderRow(rows, wanted),
      'no row has the headings "Year", "Period End", "Org Code" and "Org Name" together',
    );
  }
  const headings = plainHeadings(header);
  const column = (words: readonly string[]): number =>
    headings.findIndex((heading) => words.includes(heading));
  const region = LAYOUTS.find((one) => headings.includes(one.region));
  return {
    layout: region?.layout ?? 'kh03',
    sheet: sheet.name,
    titleBlock: rows.slice(0, at),
    body: rows.slice(at + 1),
    at: {
      year: column(IDENTITY.year),
      period: column(IDENTITY.period),
      orgCode: column(IDENTITY.orgCode),
      orgName: column(IDENTITY.orgName),
    },
    columns: figureColumns(sheet, header, groupRowAbove(sheet, rows, at)),
  };
}

function trustSheet(workbook: Workbook): Sheet {
  const visible = workbook.sheets.filter((sheet) => !sheet.hidden);
  for (const pattern of SHEETS) {
    const sheet = visible.find((one) => pattern.test(one.name));
    if (sheet) return sheet;
  }
  const names = workbook.sheets.map((sheet) => `"${sheet.name}"`).join(', ');
  throw new SourceError(
    SourceErrorCode.wrongTable,
    `No sheet is named like "NHS Trust by Sector". The sheets are: ${names}. This is not a quarterly KH03 overnight workbook; take the one of the quarter.`,
  );
}

/** The file's name is no proof: a day-only table was published under an overnight name (2023-24 Q4). */
function requireOvernight(sheet: Sheet, rows: readonly SheetRow[]): void {
  const title = besideLabel(rows.slice(0, 60), 'title');
  if (/overnight/i.test(title) && !/day[\s-]*only/i.test(title)) return;
  throw new SourceError(
    SourceErrorCode.wrongTable,
    title === ''
      ? `Sheet "${sheet.name}" has no title that says "overnight". Make sure this is a KH03 overnight workbook.`
      : `Sheet "${sheet.name}" is titled "${title}", not beds open overnight. It was published in the wrong place; take another edition of the quarter.`,
  );
}

function groupRowAbove(sheet: Sheet, rows: readonly SheetRow[], headerAt: number): SheetRow {
  const words = (group: string): readonly string[] => GROUPS.find((one) => one.group === group)?.words ?? [];
  const above = rows.slice(Math.max(0, headerAt - 3), headerAt).reverse();
  const found = above.find((row) => {
    const present = plainHeadings(row);
    return [words('available'), words('occupied')].every((any) =>
      present.some((heading) => any.includes(heading)),
    );
  });
  if (found) return found;
  throw missing(sheet, above[0], 'the row above the headings does not say "Available" and "Occupied"');
}

function figureColumns(sheet: Sheet, header: SheetRow, groupRow: SheetRow): readonly FigureColumn[] {
  const headings = plainHeadings(header);
  const groups = groupsAbove(groupRow, headings.length);
  const columns: FigureColumn[] = [];
  for (const [index, heading] of headings.entries()) {
    const word = groups[index] ?? '';
    if (heading === '' || word === '') continue;
    const group = GROUPS.find((one) => one.words.includes(word))?.group;
    const sector = SECTORS.find((one) => one.headings.includes(heading))?.sector;
    if (group === 'ignored') continue;
    if (group === undefined || sector === undefined) {
      throw new SourceError(
        SourceErrorCode.unknownLayout,
        `Sheet "${sheet.name}", row ${header.number}, column ${columnLetter(index)}: "${heading}" under "${word}" is a column this reader does not know, and it may be part of a total. Headings found: ${headingsShown(header)}.`,
      );
    }
    columns.push({ measure: `${group}_${sector}`, index, heading: `${word}: ${heading}` });
  }
  for (const { group, words } of GROUPS) {
    for (const { sector, headings: accepted } of SECTORS) {
      if (group === 'ignored') continue;
      const found = columns.filter((column) => column.measure === `${group}_${sector}`).length;
      const name = `"${accepted[0] ?? sector}" under "${words[0] ?? group}"`;
      if (found !== 1)
        throw missing(sheet, header, found === 0 ? `no heading ${name}` : `${found} headings ${name}`);
    }
  }
  return columns;
}

function missing(sheet: Sheet, row: SheetRow | undefined, what: string): SourceError {
  const place = row ? `Sheet "${sheet.name}", row ${row.number}` : `Sheet "${sheet.name}"`;
  return new SourceError(
    SourceErrorCode.headingMissing,
    `${place}: ${what}. Headings found: ${headingsShown(row)}. If the layout has changed, add its words to datasets/beds/layouts.ts.`,
  );
}
