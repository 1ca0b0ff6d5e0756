/** Rows of Table 1: England, organisations, and what is neither (dossier diagnostic-imaging, sections 3 and 4). */
import { type SheetRow, cellText, columnLetter } from '../../spreadsheet/workbook.ts';
import type { QuarantinedRow } from '../contract/parsed-file.ts';
import {
  figuresOf,
  keepOnce,
  looksLikeCode,
  noOrganisationCode,
  type KeptRows,
  type OrganisationRow,
} from '../tables/figure-table.ts';
import { plainHeading } from '../tables/header-row.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { modalityNamed } from './figure-columns.ts';
import { MODALITIES, NOTHING_SENT } from './layouts.ts';
import type { ImagingTable } from './read-tables.ts';

export interface SortedRows extends KeptRows {
  readonly england: readonly OrganisationRow[];
}

/** @throws SourceError for an unknown modality, a word among the counts, rows that disagree, or an England row that is not there. */
export function sortRows(table: ImagingTable): SortedRows {
  const england: OrganisationRow[] = [];
  const quarantine: QuarantinedRow[] = [];
  const sent = new Map<string, OrganisationRow[]>();
  for (const row of table.body) {
    const orgCode = cellText(row.cells[table.at.orgCode]);
    const orgName = cellText(row.cells[table.at.orgName]);
    const figures = figuresOf(row, table.columns);
    const prints = figures.some((figure) => figure.status !== 'missing');
    const isEngland = !looksLikeCode(orgCode) && plainHeading(orgName) === 'england';
    if (isEngland) {
      england.push(readRow(table, row, { number: row.number, orgCode, orgName, figures }));
    } else if (looksLikeCode(orgCode) && (prints || orgName.trim() !== '')) {
      const entry = readRow(table, row, { number: row.number, orgCode, orgName, figures });
      const key = [cellText(row.cells[table.at.region]), orgCode, orgName, measureOf(entry)];
      const place = key.map((part) => part.trim().toUpperCase()).join('|');
      sent.set(place, [...(sent.get(place) ?? []), entry]);
    } else if (prints) {
      quarantine.push(
        noOrganisationCode(table.sheet, { number: row.number, orgCode, orgName, figures }, 'an England row'),
      );
    }
  }
  requireEngland(table, england);
  requireUnderHeadings(table, [...england, ...[...sent.values()].flat()]);
  if (sent.size === 0) {
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `Sheet "${table.sheet}" has the headings of Table 1 but no organisation under them. Load another edition of the year.`,
    );
  }
  const once = [...sent.values()].map((rows) => oneRow(table, rows));
  return {
    england,
    kept: once.flatMap(({ kept }) => kept).sort((a, b) => a.number - b.number),
    quarantine: [...quarantine, ...once.flatMap((rows) => rows.quarantine)],
    findings: once.flatMap(({ findings }) => findings),
  };
}

/** The measure of a row's first figure: the modality, where there is a row for each. */
export function measureOf(row: OrganisationRow): string {
  return row.figures[0]?.column.measure ?? '';
}

/** Figures with their modality, and marks for "nothing sent" told from words that are no count. */
function readRow(table: ImagingTable, { cells }: SheetRow, row: OrganisationRow): OrganisationRow {
  const named = cellText(cells[table.at.modality]);
  const modality = table.at.modality < 0 ? undefined : modalityNamed(named);
  if (table.at.modality >= 0 && modality === undefined) {
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `Sheet "${table.sheet}", row ${row.number}, column ${columnLetter(table.at.modality)} says "${named}", which is none of the nine modalities (${MODALITIES.map(({ words }) => words[0] ?? '').join(', ')}). Read what the publisher says about it, then add it to datasets/diagnostic-imaging/layouts.ts.`,
    );
  }
  const figures = row.figures.map((figure) => {
    const unreadable = figure.unreadable && !NOTHING_SENT.test(figure.printed);
    if (unreadable) {
      throw new SourceError(
        SourceErrorCode.implausible,
        `Sheet "${table.sheet}", row ${row.number}, column ${columnLetter(figure.column.index)} ("${figure.column.heading}") prints "${figure.printed}", which is not a count. The columns may be shifted or the file damaged; compare with the publisher's file.`,
      );
    }
    return {
      ...figure,
      unreadable,
      column: { ...figure.column, measure: modality ?? figure.column.measure },
    };
  });
  return { ...row, figures };
}

/**
 * An independent provider has a row in every region, and a trust that changed its name one under each name: those are added.
 * The same region, code, name and modality twice is a slip: once where the figures agree, refused where they do not.
 */
function oneRow(table: ImagingTable, rows: readonly OrganisationRow[]): KeptRows {
  const once = keepOnce(rows, table.sheet);
  const [one, other] = once.kept;
  if (!one || !other) return once;
  throw new SourceError(
    SourceErrorCode.duplicateRows,
    `Sheet "${table.sheet}", rows ${one.number} and ${other.number} are both of ${one.orgCode} (${one.orgName.trim()}), of the same region and modality, with different figures. Ask the publisher which row is right, or load another edition.`,
  );
}

/** Numbers right of the last heading, in more than a tenth of the rows: all of them stand one column too far. */
function requireUnderHeadings(table: ImagingTable, entries: readonly OrganisationRow[]): void {
  const last = Math.max(...table.columns.map(({ index }) => index), ...Object.values(table.at));
  const numbers = new Set(entries.map(({ number }) => number));
  const outside = table.body.filter(
    ({ number, cells }) =>
      numbers.has(number) && cells.slice(last + 1).some((cell) => typeof cell === 'number'),
  );
  const [first] = outside;
  if (!first || outside.length <= numbers.size / 10) return;
  throw new SourceError(
    SourceErrorCode.unknownLayout,
    `Sheet "${table.sheet}": ${outside.length} of ${numbers.size} rows print a number right of the last heading, in column ${columnLetter(last)}; the first is row ${first.number}. The columns may be shifted; compare with the publisher's file.`,
  );
}

/** One England figure for each modality; without it a modality may have been cut off. */
function requireEngland(table: ImagingTable, england: readonly OrganisationRow[]): void {
  for (const { measure, words } of MODALITIES) {
    const found = england.filter((row) => row.figures.some((figure) => figure.column.measure === measure));
    if (found.length === 1) continue;
    throw new SourceError(
      SourceErrorCode.totalDisagrees,
      `Sheet "${table.sheet}" has ${found.length === 0 ? 'no England row' : `${found.length} England rows`} for ${words[0] ?? measure}, so its rows cannot be checked against a total; the file may be cut short. Load another edition of the year.`,
    );
  }
}
