/**
 * Finds what a HES provider-level workbook prints as total deliveries (dossier maternity, section 4e): one table a
 * sheet, or one wide table, by the words of the headings. Several tables print the same total.
 */
import { type Sheet, type SheetRow, type Workbook, cellText } from '../../spreadsheet/workbook.ts';
import type { FigureColumn } from '../tables/figure-table.ts';
import { groupsAbove, headingsShown, plainHeading, rowsOf } from '../tables/header-row.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { HES_HEADINGS, PART_OF_DELIVERIES, SHARES, TOTAL_HEADINGS, WAYS_OF_DELIVERY } from './layouts.ts';
import { firstRows } from './read-long-table.ts';

/** One column of total deliveries, with the organisations beside it. */
export interface ProviderTable {
  readonly sheet: string;
  readonly header: SheetRow;
  /** Everything above the headings, as printed. */
  readonly title: readonly string[];
  readonly at: { readonly orgCode: number; readonly orgName: number; readonly level: number | undefined };
  readonly column: FigureColumn;
  /** `plain`: the heading says deliveries; `inContext`: it says total, and its group, title or sheet says of what. */
  readonly by: keyof typeof TOTAL_HEADINGS;
  readonly body: readonly SheetRow[];
}

/**
 * Every column of total deliveries in the visible sheets; those whose headings say so by themselves, where there are any.
 * @throws SourceError that shows the headings found, where there is none.
 */
export function readProviderTables(workbook: Workbook): readonly ProviderTable[] {
  const visible = workbook.sheets.filter((sheet) => !sheet.hidden);
  const tables = visible.flatMap(tablesOf);
  const plain = tables.filter(({ by }) => by === 'plain');
  if (plain.length > 0) return plain;
  if (tables.length > 0) return tables;
  const sheets = visible
    .slice(0, 12)
    .map((sheet) => `"${sheet.name}": ${headingsShown(likelyHeader(sheet))}`);
  throw new SourceError(
    SourceErrorCode.headingMissing,
    `No sheet has a table of providers with a column "Total deliveries". Headings found: ${sheets.join('; ') || 'no sheet'}. If the layout has changed, add its words to datasets/maternity/layouts.ts; if this is another file, take the provider-level analysis.`,
  );
}

function tablesOf(sheet: Sheet): readonly ProviderTable[] {
  const top = firstRows(sheet);
  const headerIndex = top.findIndex((row) => identityOf(row) !== undefined && totalsIn(row).length > 0);
  const header = top[headerIndex];
  const at = header && identityOf(header);
  if (!header || !at) return [];
  const textsOf = ({ cells }: SheetRow): readonly string[] =>
    cells.map((cell) => cellText(cell).trim()).filter((text) => text !== '');
  const title = top.slice(0, headerIndex).flatMap(textsOf);
  // The row above the headings may be one of groups, each over its own columns.
  const titles = top.slice(0, Math.max(0, headerIndex - 1)).flatMap(textsOf);
  const groups = groupsAbove(top[headerIndex - 1], header.cells.length);
  const ways = textsOf(header).filter((text) => WAYS_OF_DELIVERY.test(text));
  const columns = totalsIn(header).filter(({ index, by }) => {
    const group = groups[index] ?? '';
    if (SHARES.test(`${group} ${sheet.name}`)) return false;
    if (by === 'plain') return true;
    const heading = cellText(header.cells[index]);
    const above = [sheet.name, ...titles, group, heading];
    const ofDeliveries = above.filter((text) => /deliver/i.test(text));
    if (ofDeliveries.length === 0)
      return ways.length >= 2 && !above.some((text) => PART_OF_DELIVERIES.test(text));
    return ![group, ...ofDeliveries].some((text) => PART_OF_DELIVERIES.test(text));
  });
  if (columns.length === 0) return [];
  const body = rowsOf(sheet).filter((row) => row.number > header.number);
  return columns.map(({ index, by }) => ({
    sheet: sheet.name,
    header,
    title,
    at,
    column: { measure: 'deliveries', index, heading: cellText(header.cells[index]).trim() },
    by,
    body,
  }));
}

/** Columns of code and name; left of the name the code may have no heading, or one such as `Provider`. */
function identityOf(row: SheetRow): ProviderTable['at'] | undefined {
  const headings = row.cells.map((cell) => withoutFootnote(words(cellText(cell))));
  const find = (wanted: readonly string[]): number =>
    headings.findIndex((heading) => wanted.includes(heading));
  const level = find(HES_HEADINGS.level);
  const code = find(HES_HEADINGS.orgCode);
  const isName = (heading: string | undefined): boolean =>
    HES_HEADINGS.orgName.some((one) => one === heading);
  const name = headings.findIndex((heading, index) => index !== code && isName(heading));
  const levelAt = level < 0 ? undefined : level;
  if (code >= 0) return { orgCode: code, orgName: name < 0 ? code + 1 : name, level: levelAt };
  if (name >= 0 && isName(headings[name + 1])) return { orgCode: name, orgName: name + 1, level: levelAt };
  if (name > 0 && headings[name - 1] === '') return { orgCode: name - 1, orgName: name, level: levelAt };
  return undefined;
}

function totalsIn(row: SheetRow): readonly { readonly index: number; readonly by: ProviderTable['by'] }[] {
  return row.cells.flatMap((cell, index) => {
    const heading = withoutFootnote(words(cellText(cell)));
    const by = (['plain', 'inContext'] as const).find((kind) =>
      TOTAL_HEADINGS[kind].some((one) => one === heading),
    );
    return by === undefined ? [] : [{ index, by }];
  });
}

function words(text: string): string {
  return plainHeading(text.replaceAll('_', ' '));
}

/** `total deliveries (1)`, `total deliveries [note 2]`, `total deliveries³`, `total deliveries 2022-23`. */
function withoutFootnote(heading: string): string {
  return heading.replace(/\s*(?:[([](?:note )?\d+[)\]]|\(?20\d\d[-/]\d\d\)?|[\d¹²³⁴⁵]+)$/, '');
}

/** Of a sheet that has no such table: the row with most texts, which a person would take for its headings. */
function likelyHeader(sheet: Sheet): SheetRow | undefined {
  const texts = ({ cells }: SheetRow): number =>
    cells.filter((cell) => typeof cell === 'string' && cell.trim() !== '').length;
  return firstRows(sheet).reduce<SheetRow | undefined>(
    (best, row) => (best === undefined || texts(row) > texts(best) ? row : best),
    undefined,
  );
}
