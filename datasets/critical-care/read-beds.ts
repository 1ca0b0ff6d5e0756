/**
 * A month of adult critical care beds, of either collection (dossier critical-care, section 6). The finding
 * of its columns is its own: England with its regions and the trusts may each have headings, and codes are
 * known by what stands in their column.
 */
import { financialYearOfMonth } from '../../nhs/financial-year.ts';
import { monthInWords, onlyMonthIn } from '../../nhs/printed-month.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { cellText, type SheetRow, type Workbook } from '../../spreadsheet/workbook.ts';
import type { ParseContext } from '../contract/dataset.ts';
import { layoutsOf } from '../contract/layout.ts';
import { Maturity, type ParsedFile } from '../contract/parsed-file.ts';
import type { FigureColumn, OrganisationRow } from '../tables/figure-table.ts';
import {
  groupsAbove,
  nearestHeaderRow,
  placeOf,
  plainHeading,
  plainHeadings,
  visibleSheets,
  type SheetRows,
} from '../tables/header-row.ts';
import { fileOfTable, readOrganisations, type OrganisationTable } from '../tables/organisation-rows.ts';
import type { Recognised } from '../tables/recognise-table.ts';
import { headingMissing, twoSheets, wrongPeriod } from '../tables/refusals.ts';
import { monthOfTitle } from '../tables/title-month.ts';
import {
  BEDS_LAYOUTS,
  COLLECTIONS,
  ENGLAND,
  LEVEL_CODE,
  LEVEL_NAME,
  NAME_HEADINGS,
  PROVIDER_CODE,
  TRUST_CODE,
  type BedsLayout,
} from './layouts.ts';

/** Rows below one row of headings. `codeAt` is -1 in a block of regions. */
interface Block extends OrganisationTable {
  readonly header: SheetRow;
  /** Column of the period; -1 where the title block has it. */
  readonly periodAt: number;
  /** Open, then occupied. */
  readonly columns: readonly [FigureColumn, FigureColumn];
}

type Blocks = readonly [Block, ...Block[]];

/** Measures `adult_critical_care_beds_open_*` and `_occupied_*`, where `*` is the collection. */
export function parseBeds(source: SourceBytes, { fy, slot, period, note }: ParseContext): ParsedFile {
  const layouts = layoutsOf(BEDS_LAYOUTS, fy);
  const { layout, blocks } = readBlocks(source.workbook(), layouts);
  const { code } = COLLECTIONS[layout.collection];
  requireMonth(blocks, slot);
  const rows = readOrganisations<Block>(blocks, {
    period,
    what: 'critical care beds',
    edition: 'month',
    totalRow: 'England row',
    isTotal: ({ figures }, row, block) =>
      figures.some(({ status, unreadable }) => status === 'reported' || unreadable) && isEngland(row, block),
    isArea: (entry, row, block) => block.codeAt < 0 || isEngland(row, block) || isLevel(entry, row, block),
    isCode: (text) => code.test(text.trim()),
    requirePeriod: (row, block) => requireMonthOfRow(row, block, slot),
    ...(note && { note }),
    numbersOnly: 'a number of beds',
    wordsInTotal: true,
  });
  // England is printed above the regions, and sometimes again above the trusts.
  const totals = new Map(rows.totals.map((total) => [`${total.measure} ${total.published}`, total]));
  return {
    ...fileOfTable(blocks[0], { ...rows, totals: [...totals.values()] }),
    maturity: /provisional/i.test(source.fileName) ? Maturity.provisional : Maturity.final,
  };
}

/** The month of a workbook of beds, or why it is not read; undefined for a workbook of something else. */
export function monthOfBeds(workbook: Workbook): Recognised | string | undefined {
  const sheets = visibleSheets(workbook);
  const found = BEDS_LAYOUTS.find((layout) => sheets.some(({ rows }) => headersIn(rows, layout).length > 0));
  if (!found) return undefined;
  const { title } = COLLECTIONS[found.collection];
  const ofCollection = BEDS_LAYOUTS.filter(({ collection }) => collection === found.collection);
  const { layout, blocks } = readBlocks(workbook, ofCollection);
  const dated = blocks.find(({ periodAt, body }) => periodAt >= 0 && body[0]);
  const slot = dated
    ? onlyMonthIn(cellText(dated.body[0]?.cells[dated.periodAt]))
    : monthOfTitle(blocks[0].titleBlock);
  if (slot === undefined) return 'the file does not say which month of beds it is';
  const fy = financialYearOfMonth(Number(slot.slice(0, 4)), Number(slot.slice(5)));
  const isOfYear = layoutsOf(ofCollection, fy).some((row) => row.layout === layout.layout);
  return isOfYear
    ? { fy, slot, period: slot }
    : `the file is of ${monthInWords(slot)}, a month this project does not read from ${title}`;
}

/** @throws SourceError when no visible sheet has the two headings, or the codes of trusts cannot be told. */
function readBlocks(
  workbook: Workbook,
  layouts: readonly BedsLayout[],
): { readonly layout: BedsLayout; readonly blocks: Blocks } {
  const sheets = visibleSheets(workbook);
  for (const layout of layouts) {
    const found = sheets.flatMap((sheet) => {
      const [first, ...others] = blocksOf(sheet, layout);
      return first ? [[first, ...others] as const] : [];
    });
    const [blocks, other] = found.filter((each) => each.some(({ codeAt }) => codeAt >= 0));
    if (blocks && other) {
      const what = 'the headings of adult critical care beds beside the codes of trusts';
      throw twoSheets([blocks[0].sheet, other[0].sheet], what);
    }
    if (blocks) return { layout, blocks };
    const [bare] = found;
    if (bare) {
      const place = { sheet: bare[0].sheet, row: bare.at(-1)?.header, publication: 'critical-care' };
      throw headingMissing(place, 'no column holds the codes of trusts; names alone are not matched');
    }
  }
  throw noHeadings(sheets, layouts);
}

function noHeadings(sheets: readonly SheetRows[], layouts: readonly BedsLayout[]): SourceError {
  const [layout] = layouts;
  const headings = layout ? [layout.open, layout.occupied] : [];
  const words = [...layouts.flatMap(({ open, occupied }) => [[open], [occupied]]), ['code', 'org code']];
  const rows = sheets.flatMap((sheet) => nearestHeaderRow(sheet.rows, words) ?? []);
  const row = nearestHeaderRow(rows, words);
  const sheet = sheets.find((each) => row && each.rows.includes(row)) ?? sheets[0];
  const names = layouts.map(({ open }) => `"${open}"`).join(' or ');
  return headingMissing(
    { sheet: sheet?.name ?? '', row, publication: 'critical-care' },
    `no row has the headings of adult critical care beds, as ${names}, open and occupied, beside the codes of trusts`,
    { layout: layout?.layout ?? '', headings, plain: plainHeading },
  );
}

/** Indexes of the rows that have both headings of a layout, with their columns. */
function headersIn(
  rows: readonly SheetRow[],
  layout: BedsLayout,
): readonly { readonly at: number; readonly columns: Block['columns'] }[] {
  return rows.flatMap((row, at) => {
    const columns = figureColumns(row, rows[at - 1], layout);
    return columns ? [{ at, columns }] : [];
  });
}

function blocksOf({ name, rows }: SheetRows, layout: BedsLayout): readonly Block[] {
  const headers = headersIn(rows, layout);
  return headers.map(({ at, columns }, index): Block => {
    const header = rows[at] ?? { number: 0, cells: [] };
    const body = rows.slice(at + 1, headers[index + 1]?.at ?? rows.length);
    const codeAt = codeColumn(name, header, body, leftmost(columns));
    const headings = plainHeadings(header);
    const named = headings.findIndex((text, column) => column !== codeAt && NAME_HEADINGS.includes(text));
    return {
      layout: layout.layout,
      sheet: name,
      titleBlock: rows.slice(0, headers[0]?.at),
      header,
      body,
      codeAt,
      nameAt: named >= 0 ? named : codeAt + 1,
      periodAt: headings.indexOf('period'),
      columns,
    };
  });
}

/** The order of the words is not fixed: "number of open adult critical care beds" is the same heading. */
function sameWords(text: string, other: string): boolean {
  const sorted = (words: string): string => words.split(' ').sort().join(' ');
  return sorted(text) === sorted(other);
}

function figureColumns(
  row: SheetRow,
  above: SheetRow | undefined,
  layout: BedsLayout,
): Block['columns'] | undefined {
  const headings = plainHeadings(row);
  const groups = groupsAbove(above, headings.length);
  const column = (what: 'open' | 'occupied'): FigureColumn | undefined => {
    const group = layout.groups?.[what];
    const [index, ...others] = headings.flatMap((text, at) =>
      sameWords(text, layout[what]) && (group?.test(groups[at] ?? '') ?? true) ? [at] : [],
    );
    if (index === undefined || others.length > 0) return undefined;
    const heading = `${group ? `${groups[index] ?? ''}: ` : ''}${cellText(row.cells[index]).trim()}`;
    return { measure: COLLECTIONS[layout.collection].measures[what], index, heading };
  };
  const [open, occupied] = [column('open'), column('occupied')];
  return open && occupied ? [open, occupied] : undefined;
}

function leftmost(columns: readonly FigureColumn[]): number {
  return Math.min(...columns.map(({ index }) => index));
}

/** By what stands in it: the heading was left out in April 2023, and the column moved in April 2024. */
function codeColumn(sheet: string, header: SheetRow, body: readonly SheetRow[], before: number): number {
  const trusts = Array.from(
    { length: before },
    (_, index) => body.filter((row) => TRUST_CODE.test(cellText(row.cells[index]).trim())).length,
  );
  const most = Math.max(0, ...trusts);
  if (most === 0) return -1;
  const [only, ...others] = trusts.flatMap((count, index) => (count * 2 > most ? [index] : []));
  if (only !== undefined && others.length === 0) return only;
  throw new SourceError(
    SourceErrorCode.unknownLayout,
    `${placeOf(sheet)}, below row ${header.number}: ${others.length + 1} columns hold codes of trusts, and nothing says which is the trust's own. Look at the file.`,
  );
}

/** The words of a row's cells left of the figures, in plain form. */
function identityOf(row: SheetRow, { columns }: Block): readonly string[] {
  return row.cells
    .slice(0, leftmost(columns))
    .map((cell) => plainHeading(cellText(cell)))
    .filter((text) => text !== '');
}

function isEngland(row: SheetRow, block: Block): boolean {
  return identityOf(row, block).some((text) => ENGLAND.test(text));
}

function isLevel({ orgCode }: OrganisationRow, row: SheetRow, block: Block): boolean {
  if (LEVEL_CODE.test(orgCode.trim())) return true;
  return !PROVIDER_CODE.test(orgCode) && identityOf(row, block).some((text) => LEVEL_NAME.test(text));
}

function requireMonth(blocks: Blocks, month: string): void {
  const [{ sheet, titleBlock }] = blocks;
  if (blocks.every(({ periodAt }) => periodAt >= 0)) return;
  const found = monthOfTitle(titleBlock);
  if (found === month) return;
  const said = found === undefined ? 'no month' : monthInWords(found);
  throw wrongPeriod(`${placeOf(sheet)}: the title block says ${said}`, monthInWords(month), 'month');
}

function requireMonthOfRow(row: SheetRow, block: Block, month: string): void {
  if (block.periodAt < 0) return;
  const printed = cellText(row.cells[block.periodAt]);
  if (onlyMonthIn(printed) === month) return;
  const place = `${placeOf(block.sheet)}, row ${row.number}`;
  throw wrongPeriod(`${place} says "${printed.trim()}"`, monthInWords(month), 'month');
}
