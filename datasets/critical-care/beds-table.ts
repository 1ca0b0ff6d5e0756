/** Finds adult critical care beds by trust in a file of either collection, by the words of the headings (dossier critical-care, section 6). */
import { type SheetRow, type Workbook, cellText } from '../../spreadsheet/workbook.ts';
import type { FigureColumn } from '../tables/figure-table.ts';
import { groupsAbove, nearestHeaderRow, plainHeading, plainHeadings, rowsOf } from '../tables/header-row.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { BedsCollection } from './collections.ts';
import { BEDS_LAYOUTS, NAME_HEADINGS, TRUST_CODE, type BedsLayout } from './layouts.ts';
import { headingMissing } from './refusals.ts';

/** England and its regions, and the trusts, may each have headings of their own, one below the other. */
export interface BedsBlock {
  readonly header: SheetRow;
  readonly body: readonly SheetRow[];
  /** -1 where no column holds codes of trusts: a block of regions. */
  readonly codeAt: number;
  readonly nameAt: number;
  /** Column of the period; -1 where the title block has it. */
  readonly periodAt: number;
  /** Open, then occupied. */
  readonly columns: readonly [FigureColumn, FigureColumn];
}

export interface BedsTable {
  readonly layout: string;
  readonly sheet: string;
  readonly titleBlock: readonly SheetRow[];
  readonly blocks: readonly BedsBlock[];
}

/** @throws SourceError when no visible sheet has the two headings, or the codes of trusts cannot be told. */
export function readBedsTable(workbook: Workbook, collection: BedsCollection): BedsTable {
  const sheets = workbook.sheets
    .filter((sheet) => !sheet.hidden)
    .map((sheet) => ({ name: sheet.name, rows: rowsOf(sheet) }));
  for (const layout of BEDS_LAYOUTS.filter((one) => one.collection === collection.name)) {
    const found = sheets.flatMap(({ name, rows }) => tableOf(name, rows, layout, collection) ?? []);
    const [only, ...others] = found.filter(({ blocks }) => blocks.some(({ codeAt }) => codeAt >= 0));
    if (only && others.length > 0) throw twice([only, ...others]);
    if (only) return only;
    if (found[0]) throw noCodes(found[0]);
  }
  const [nearest] = sheets.flatMap(({ name, rows }) => {
    const words = BEDS_LAYOUTS.flatMap((one) => [[one.open], [one.occupied], ['code', 'org code']]);
    const row = nearestHeaderRow(rows, words);
    return row ? [{ name, row }] : [];
  });
  const wanted = BEDS_LAYOUTS.filter((one) => one.collection === collection.name).map(
    (one) => `"${one.open}"`,
  );
  throw headingMissing(
    nearest?.name ?? sheets[0]?.name ?? '',
    nearest?.row,
    `no row has the headings of ${collection.title}, as ${wanted.join(' or ')}, open and occupied, beside the codes of trusts`,
  );
}

function tableOf(
  sheet: string,
  rows: readonly SheetRow[],
  layout: BedsLayout,
  collection: BedsCollection,
): BedsTable | undefined {
  const headers = rows.flatMap((row, index) => {
    const columns = figureColumns(row, rows[index - 1], layout, collection);
    return columns ? [{ index, row, columns }] : [];
  });
  const [first] = headers;
  if (!first) return undefined;
  const blocks = headers.map(({ index, row, columns }, at): BedsBlock => {
    const body = rows.slice(index + 1, headers[at + 1]?.index ?? rows.length);
    const codeAt = codeColumn(sheet, row, body, Math.min(columns[0].index, columns[1].index));
    const headings = plainHeadings(row);
    const named = headings.findIndex(
      (heading, column) => column !== codeAt && NAME_HEADINGS.includes(heading),
    );
    return {
      header: row,
      body,
      codeAt,
      nameAt: named >= 0 ? named : codeAt + 1,
      periodAt: headings.indexOf('period'),
      columns,
    };
  });
  return { layout: layout.layout, sheet, titleBlock: rows.slice(0, first.index), blocks };
}

function noCodes({ sheet, blocks }: BedsTable): SourceError {
  const what = 'no column holds the codes of trusts; names alone are not matched';
  return headingMissing(sheet, blocks.at(-1)?.header, what);
}

function twice(tables: readonly BedsTable[]): SourceError {
  return new SourceError(
    SourceErrorCode.unknownLayout,
    `The sheets ${tables.map(({ sheet }) => `"${sheet}"`).join(' and ')} both have the headings of adult critical care beds beside the codes of trusts, and nothing says which counts. Look at the file, and load another edition.`,
  );
}

/** The order of the words is not fixed: "number of open adult critical care beds" is the same heading. */
function sameWords(one: string, other: string): boolean {
  const sorted = (text: string): string => text.split(' ').sort().join(' ');
  return sorted(one) === sorted(other);
}

function figureColumns(
  row: SheetRow,
  above: SheetRow | undefined,
  layout: BedsLayout,
  { measures }: BedsCollection,
): readonly [FigureColumn, FigureColumn] | undefined {
  const headings = plainHeadings(row);
  const groups = groupsAbove(above, headings.length);
  const only = (heading: string, group: RegExp | undefined): number => {
    const found = headings.flatMap((one, index) =>
      sameWords(one, heading) && (group === undefined || group.test(groups[index] ?? '')) ? [index] : [],
    );
    return found.length === 1 ? (found[0] ?? -1) : -1;
  };
  const open = only(layout.open, layout.groups?.open);
  const occupied = only(layout.occupied, layout.groups?.occupied);
  if (open < 0 || occupied < 0) return undefined;
  const column = (measure: string, index: number): FigureColumn => ({
    measure,
    index,
    heading: `${layout.groups ? `${groups[index] ?? ''}: ` : ''}${cellText(row.cells[index]).trim()}`,
  });
  return [column(measures.open, open), column(measures.occupied, occupied)];
}

/**
 * The column of codes is known by what stands in it: its heading was left out once (April 2023), and the column moved
 * (April 2024).
 */
function codeColumn(sheet: string, header: SheetRow, body: readonly SheetRow[], before: number): number {
  const trusts = Array.from(
    { length: before },
    (_, index) => body.filter((row) => TRUST_CODE.test(cellText(row.cells[index]).trim())).length,
  );
  const most = Math.max(0, ...trusts);
  if (most === 0) return -1;
  const fitting = trusts.flatMap((count, index) => (count * 2 > most ? [index] : []));
  const [only] = fitting;
  if (only === undefined || fitting.length > 1) {
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `Sheet "${sheet}", below row ${header.number}: ${fitting.length} columns hold codes of trusts, and nothing says which is the trust's own. Look at the file.`,
    );
  }
  return only;
}

/** Whether a workbook looks like one of a collection at all, for those who only want to know. */
export function hasBedsHeadings(rows: readonly SheetRow[], collection: BedsCollection): boolean {
  return BEDS_LAYOUTS.filter((one) => one.collection === collection.name).some((layout) =>
    rows.some((row, index) => figureColumns(row, rows[index - 1], layout, collection) !== undefined),
  );
}

/** The words of a row's cells left of the figures, in plain form. */
export function identityOf(row: SheetRow, { columns }: BedsBlock): readonly string[] {
  return row.cells
    .slice(0, Math.min(columns[0].index, columns[1].index))
    .map((cell) => plainHeading(cellText(cell)))
    .filter((text) => text !== '');
}
