/**
 * One KH03 overnight workbook, from sheet to observations (dossier beds, sections 5a and 7). The finding of its columns is
 * its own: three groups repeat the same five headings.
 */
import { refuseUnlessNoted } from '../tables/note-refusal.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { cellText, type Sheet, type SheetRow, type Workbook } from '../../spreadsheet/workbook.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { ParseContext, Recognition } from '../contract/dataset.ts';
import { layoutsOf, yearsOf } from '../contract/layout.ts';
import type { ParsedFile } from '../contract/parsed-file.ts';
import { looksLikeCode, type FigureColumn } from '../tables/figure-table.ts';
import {
  besideLabel,
  findHeaderRow,
  groupsAbove,
  nearestHeaderRow,
  placeOf,
  plainHeading,
  plainHeadings,
  rowsOf,
} from '../tables/header-row.ts';
import {
  editionOf,
  fileOfTable,
  readOrganisations,
  type OrganisationTable,
} from '../tables/organisation-rows.ts';
import { recogniseBy } from '../tables/recognise-table.ts';
import { headingMissing, noSheet, unknownColumn, wrongPeriod, type Place } from '../tables/refusals.ts';
import { findingsAbout } from './findings.ts';
import { GROUPS, LAYOUTS, SHEETS, type BedsLayout } from './layouts.ts';
import { quarterInWords, quarterOfRow, quartersIn } from './quarter.ts';

type Identity = keyof BedsLayout['identity'];

interface BedsTable extends OrganisationTable {
  /** 0-based columns of what identifies a row. */
  readonly at: Readonly<Record<Identity, number>>;
}

/** Measures `available_*` and `occupied_*`: average daily beds open overnight in the quarter, per organisation. */
export function parseBeds(source: SourceBytes, { fy, slot, period, note }: ParseContext): ParsedFile {
  const table = readTable(source.workbook(), layoutsOf(LAYOUTS, fy));
  requireQuarterInTitle(table, slot, note);
  const rows = readOrganisations(table, {
    period,
    what: 'KH03',
    edition: 'quarter',
    totalRow: 'England row',
    isTotal: ({ orgCode, orgName }) => isEngland(orgCode, orgName),
    requirePeriod: (row) => requireQuarter(table, row, slot),
    ...(note && { note }),
  });
  return fileOfTable(
    table,
    rows,
    rows.kept.flatMap((row) => findingsAbout(row, slot)),
  );
}

/** Tells a KH03 overnight workbook, and its quarter, from what is in it. */
export function recogniseBeds(source: SourceBytes): Recognition {
  if (source.kind === 'csv') return { notThis: 'a CSV; the quarterly KH03 files are workbooks' };
  return recogniseBy(source, {
    title: 'KH03 overnight beds',
    years: yearsOf(LAYOUTS),
    inWords: (slot) => `${slot.slice(0, 7)} ${quarterInWords(slot)}`,
    isNearly: ({ workbook }) => workbook().sheets.some(({ name }) => SHEETS[0]?.test(name)),
    read: ({ workbook }) => {
      const table = readTable(workbook(), LAYOUTS);
      const first = table.body.find((row) => looksLikeCode(cellText(row.cells[table.at.orgCode])));
      const slot = first && quarterPrinted(table, first);
      if (slot === undefined) return 'its rows do not say which quarter';
      const fy = slot.slice(0, 7);
      const ofYear = layoutsOf(LAYOUTS, fy);
      if (ofYear.length > 0) readTable(workbook(), ofYear);
      const edition = editionOf(table);
      return { fy, slot, period: slot, ...(edition !== undefined && { edition }) };
    },
  });
}

/** @throws SourceError when there is no such sheet, the title is of another table, or no layout has these headings. */
function readTable(workbook: Workbook, layouts: readonly BedsLayout[]): BedsTable {
  const sheet = trustSheet(workbook);
  const rows = rowsOf(sheet);
  requireOvernight(sheet, rows);
  let failure: SourceError | undefined;
  for (const layout of layouts.toReversed()) {
    try {
      return readLayout(sheet, rows, layout);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      failure ??= error;
    }
  }
  throw failure ?? new RangeError('No layout of KH03 is known of this year.');
}

function readLayout(sheet: Sheet, rows: readonly SheetRow[], layout: BedsLayout): BedsTable {
  const wanted = Object.values(layout.identity);
  const at = findHeaderRow(rows, wanted);
  const header = at === undefined ? undefined : rows[at];
  if (at === undefined || !header) {
    throw headingMissing(
      { ...placeIn(sheet), row: nearestHeaderRow(rows, wanted) },
      'no row has the headings "Year", "Period End", "Org Code" and "Org Name" together',
    );
  }
  const headings = plainHeadings(header);
  const column = (word: Identity): number =>
    headings.findIndex((heading) => layout.identity[word].includes(heading));
  return {
    layout: layout.layout,
    sheet: sheet.name,
    titleBlock: rows.slice(0, at),
    body: rows.slice(at + 1),
    at: {
      year: column('year'),
      period: column('period'),
      orgCode: column('orgCode'),
      orgName: column('orgName'),
    },
    codeAt: column('orgCode'),
    nameAt: column('orgName'),
    columns: figureColumns(
      { ...placeIn(sheet), row: header },
      header,
      groupRowAbove(sheet, rows, at),
      layout,
    ),
  };
}

function trustSheet(workbook: Workbook): Sheet {
  const visible = workbook.sheets.filter((sheet) => !sheet.hidden);
  for (const pattern of SHEETS) {
    const sheet = visible.find(({ name }) => pattern.test(name));
    if (sheet) return sheet;
  }
  throw noSheet(
    workbook,
    'NHS Trust by Sector',
    'This is not a quarterly KH03 overnight workbook; take the workbook of the quarter.',
  );
}

/** The file's name is no proof: a day-only table was published under an overnight name (2023-24 Q4). */
function requireOvernight(sheet: Sheet, rows: readonly SheetRow[]): void {
  const title = besideLabel(rows.slice(0, 60), 'title');
  if (/overnight/i.test(title) && !/day[\s-]*only/i.test(title)) return;
  throw new SourceError(
    SourceErrorCode.wrongTable,
    title === ''
      ? `${placeOf(sheet.name)} has no title that says "overnight". Make sure this is a KH03 overnight workbook.`
      : `${placeOf(sheet.name)} is titled "${title}", not beds open overnight. It was published in the wrong place; take another edition of the quarter.`,
  );
}

function groupRowAbove(sheet: Sheet, rows: readonly SheetRow[], headerAt: number): SheetRow {
  const above = rows.slice(Math.max(0, headerAt - 3), headerAt).reverse();
  const found = above.find((row) => {
    const present = plainHeadings(row);
    return ([GROUPS.available, GROUPS.occupied] as const).every(([word]) => present.includes(word));
  });
  if (found) return found;
  throw headingMissing(
    { ...placeIn(sheet), row: above[0] },
    'the row above the headings does not say "Available" and "Occupied"',
  );
}

/** Every column under a group is one of its five sectors, and each sector stands there once. */
function figureColumns(
  place: Place,
  header: SheetRow,
  groupRow: SheetRow,
  layout: BedsLayout,
): readonly FigureColumn[] {
  const sectors = Object.entries(layout.sectors);
  const headings = plainHeadings(header);
  const groups = groupsAbove(groupRow, headings.length);
  const columns: FigureColumn[] = [];
  for (const [index, heading] of headings.entries()) {
    const word = groups[index] ?? '';
    if (heading === '' || word === '') continue;
    const group = Object.entries(GROUPS).find(([, words]) => words.some((known) => known === word))?.[0];
    if (group === 'share') continue;
    const sector = sectors.find(([, words]) => words.includes(heading))?.[0];
    if (group === undefined || sector === undefined)
      throw unknownColumn(place, index, `${word}: ${cellText(header.cells[index]).trim()}`);
    columns.push({ measure: `${group}_${sector}`, index, heading: `${word}: ${heading}` });
  }
  for (const group of ['available', 'occupied'] as const) {
    for (const [sector, [word]] of sectors) {
      const found = columns.filter((column) => column.measure === `${group}_${sector}`).length;
      if (found === 1) continue;
      const name = `"${word ?? sector}" under "${group}"`;
      throw headingMissing(place, found === 0 ? `no heading ${name}` : `${found} headings ${name}`, {
        layout: layout.layout,
        headings: [...Object.values(layout.identity), ...Object.values(layout.sectors)].flat(),
        plain: plainHeading,
      });
    }
  }
  return columns;
}

function isEngland(code: string, name: string): boolean {
  const total = /^(?:england|total|england total)$/;
  const words = plainHeading(code);
  return /^(?:|-|eng|england|total)$/.test(words) && (total.test(plainHeading(name)) || total.test(words));
}

function requireQuarterInTitle(table: BedsTable, slot: string, note: ParseContext['note']): void {
  const printed = besideLabel(table.titleBlock, 'period');
  const found = quartersIn(printed);
  if (found.length === 0 || (found.length === 1 && found[0] === slot)) return;
  const refusal = wrongQuarter(slot, `The title block of sheet "${table.sheet}" says "${printed}"`);
  refuseUnlessNoted({ note }, refusal);
}

/** A workbook copied forward from another quarter keeps some of its rows: every row is looked at. */
function requireQuarter(table: BedsTable, row: SheetRow, slot: string): void {
  if (quarterPrinted(table, row) === slot) return;
  const printed = [table.at.year, table.at.period].map((index) => `"${cellText(row.cells[index])}"`);
  throw wrongQuarter(slot, `${placeOf(table.sheet)}, row ${row.number} says ${printed.join(', ')}`);
}

function quarterPrinted({ at }: BedsTable, { cells }: SheetRow): string | undefined {
  return quarterOfRow(cellText(cells[at.year]), cellText(cells[at.period]));
}

function wrongQuarter(slot: string, found: string): SourceError {
  return wrongPeriod(found, `${slot.slice(0, 7)} ${quarterInWords(slot)}`, 'quarter');
}

function placeIn({ name }: Sheet): Place {
  return { sheet: name, publication: 'beds' };
}
