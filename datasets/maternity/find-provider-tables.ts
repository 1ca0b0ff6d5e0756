/**
 * Finds what a HES provider-level workbook prints as total deliveries, and of which year (dossier maternity,
 * section 4e). The finding of its columns is its own: several tables print the total, in forms that nobody
 * here has seen.
 */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { yearsNamed } from '../../nhs/named-years.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { cellText, type Sheet, type SheetRow, type Workbook } from '../../spreadsheet/workbook.ts';
import { firstRows, groupsAbove, headingsShown, plainHeading, rowsOf } from '../tables/header-row.ts';
import type { OrganisationTable } from '../tables/organisation-rows.ts';
import { yearsInName } from './files.ts';
import {
  HES_HEADINGS,
  HES_LAYOUTS,
  PART_OF_DELIVERIES,
  SHARES,
  TOTAL_HEADINGS,
  WAYS_OF_DELIVERY,
  type HesLayout,
} from './layouts.ts';

/** One column of total deliveries, with the organisations beside it. */
export interface ProviderTable extends OrganisationTable {
  readonly by: HesLayout['by'];
  /** 0-based; where the table names the level of each row. */
  readonly levelAt: number | undefined;
}

const SEARCHED_ROWS = 60;
const SHEETS_SHOWN = 12;

/**
 * Every column of total deliveries in the visible sheets; those whose headings say so by themselves, where
 * there are any.
 * @throws SourceError that shows the headings found, where there is none.
 */
export function findProviderTables(workbook: Workbook): readonly ProviderTable[] {
  const visible = workbook.sheets.filter((sheet) => !sheet.hidden);
  const tables = visible.flatMap(tablesOf);
  const plain = tables.filter(({ by }) => by === 'plain');
  if (plain.length > 0) return plain;
  if (tables.length > 0) return tables;
  const sheets = visible
    .slice(0, SHEETS_SHOWN)
    .map((sheet) => `"${sheet.name}": ${headingsShown(likelyHeader(sheet))}`);
  throw new SourceError(
    SourceErrorCode.headingMissing,
    `No sheet has a table of providers with a column "Total deliveries". Headings found: ${sheets.join('; ') || 'no sheet'}. If the layout has changed, add its words to datasets/maternity/layouts.ts; if this is another file, take the provider-level analysis.`,
  );
}

function tablesOf(sheet: Sheet): readonly ProviderTable[] {
  const top = firstRows(sheet, SEARCHED_ROWS);
  const headerIndex = top.findIndex((row) => identityOf(row) !== undefined && totalsIn(row).length > 0);
  const header = top[headerIndex];
  const identity = header && identityOf(header);
  if (!header || !identity) return [];
  // The row above the headings may be one of groups, each over its own columns.
  const titles = top.slice(0, Math.max(0, headerIndex - 1)).flatMap(textsOf);
  const groups = groupsAbove(top[headerIndex - 1], header.cells.length);
  const ways = textsOf(header).filter((text) => WAYS_OF_DELIVERY.test(text));
  const columns = totalsIn(header).filter(({ index, by }) => {
    const group = groups[index] ?? '';
    if (SHARES.test(`${group} ${sheet.name}`)) return false;
    if (by === 'plain') return true;
    const above = [sheet.name, ...titles, group, cellText(header.cells[index])];
    const ofDeliveries = above.filter((text) => /deliver/i.test(text));
    if (ofDeliveries.length === 0)
      return ways.length >= 2 && !above.some((text) => PART_OF_DELIVERIES.test(text));
    return ![group, ...ofDeliveries].some((text) => PART_OF_DELIVERIES.test(text));
  });
  if (columns.length === 0) return [];
  const titleBlock = top.slice(0, headerIndex);
  const body = rowsOf(sheet).filter((row) => row.number > header.number);
  return columns.map(({ index, by }) => {
    const { layout = '' } = HES_LAYOUTS.find((row) => row.by === by) ?? {};
    const heading = cellText(header.cells[index]).trim();
    const figures = [{ measure: 'deliveries', index, heading }];
    return { layout, by, sheet: sheet.name, titleBlock, body, ...identity, columns: figures };
  });
}

function textsOf({ cells }: SheetRow): readonly string[] {
  return cells.map((cell) => cellText(cell).trim()).filter((text) => text !== '');
}

/** Columns of code and name; left of the name the code may have no heading, or one such as `Provider`. */
function identityOf(row: SheetRow): Pick<ProviderTable, 'codeAt' | 'nameAt' | 'levelAt'> | undefined {
  const headings = row.cells.map((cell) => withoutFootnote(words(cellText(cell))));
  const find = (wanted: readonly string[]): number =>
    headings.findIndex((heading) => wanted.includes(heading));
  const level = find(HES_HEADINGS.level);
  const code = find(HES_HEADINGS.orgCode);
  const isName = (heading: string | undefined): boolean =>
    HES_HEADINGS.orgName.some((word) => word === heading);
  const name = headings.findIndex((heading, index) => index !== code && isName(heading));
  const levelAt = level < 0 ? undefined : level;
  if (code >= 0) return { codeAt: code, nameAt: name < 0 ? code + 1 : name, levelAt };
  if (name >= 0 && isName(headings[name + 1])) return { codeAt: name, nameAt: name + 1, levelAt };
  if (name > 0 && headings[name - 1] === '') return { codeAt: name - 1, nameAt: name, levelAt };
  return undefined;
}

function totalsIn(row: SheetRow): readonly { readonly index: number; readonly by: HesLayout['by'] }[] {
  return row.cells.flatMap((cell, index) => {
    const heading = withoutFootnote(words(cellText(cell)));
    const by = (['plain', 'inContext'] as const).find((kind) =>
      TOTAL_HEADINGS[kind].some((word) => word === heading),
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
  return firstRows(sheet, SEARCHED_ROWS).toSorted((a, b) => texts(b) - texts(a))[0];
}

interface YearEvidence {
  /** For a message: `Sheet "TB2021" is titled "NHS Maternity Statistics, England: 2020-21"`. */
  readonly where: string;
  readonly years: readonly FinancialYear[];
}

/**
 * What names a year, the closest to the figures first: titles and names of the tables' sheets, the cover, the
 * file's name.
 */
export function yearEvidence(
  source: SourceBytes,
  tables: readonly ProviderTable[],
): { readonly inside: readonly YearEvidence[]; readonly name: YearEvidence } {
  const ofTables = tables.flatMap(({ sheet, titleBlock }) => [
    titleEvidence(sheet, titleBlock),
    { where: `A sheet is named "${sheet}"`, years: yearsInName(sheet) },
  ]);
  const tableSheets = new Set(tables.map(({ sheet }) => sheet));
  const others = source.workbook().sheets.filter(({ hidden, name }) => !hidden && !tableSheets.has(name));
  const ofOthers = others.map((sheet) => titleEvidence(sheet.name, firstRows(sheet, SEARCHED_ROWS)));
  const names = ({ years }: YearEvidence): boolean => years.length > 0;
  const named = ofTables.filter(names);
  return {
    // Of the other sheets the cover, which comes first: notes behind it speak of earlier years.
    inside: named.length > 0 ? named : ofOthers.filter(names).slice(0, 1),
    name: { where: `The file is named "${source.fileName}"`, years: yearsInName(source.fileName) },
  };
}

const TITLE_LENGTH = 160;

/** The first short line that names a year; notes further down name years of all kinds. */
function titleEvidence(sheet: string, rows: readonly SheetRow[]): YearEvidence {
  const title =
    rows.flatMap(textsOf).find((line) => line.length <= TITLE_LENGTH && yearsNamed(line).length > 0) ?? '';
  return { where: `Sheet "${sheet}" is titled "${title}"`, years: yearsNamed(title) };
}

/** @throws SourceError where anything that names years does not name this one, or nothing does. */
export function requireYear(source: SourceBytes, tables: readonly ProviderTable[], fy: FinancialYear): void {
  const { inside, name } = yearEvidence(source, tables);
  const evidence = inside.length > 0 ? inside : [name];
  const other = evidence.find(({ years }) => !years.includes(fy));
  if (other === undefined) return;
  throw new SourceError(
    SourceErrorCode.wrongPeriod,
    `${other.where}, which ${other.years.length === 0 ? `does not say that the figures are of ${fy}, and nothing inside does` : `is ${other.years.join(' and ')}, not ${fy}`}. Take the file of the year from the publisher's page.`,
  );
}
