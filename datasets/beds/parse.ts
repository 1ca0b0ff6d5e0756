/** KH03 overnight workbook of one quarter to observations (dossier beds, sections 5a and 7). */
import { type SheetRow, cellText } from '../../spreadsheet/workbook.ts';
import type { ParseContext } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { ParsedFile, QuarantinedRow } from '../contract/parsed-file.ts';
import {
  figuresOf,
  keepOnce,
  looksLikeCode,
  noOrganisationCode,
  observationsOf,
  totalsOf,
  type OrganisationRow,
} from '../tables/figure-table.ts';
import { besideLabel, plainHeading } from '../tables/header-row.ts';
import { dayIn } from '../../nhs/printed-date.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { doubtsAbout } from './doubts.ts';
import { quarterInWords, quarterOfRow, quartersIn } from './quarter.ts';
import { readBedsTable, type BedsTable } from './read-table.ts';

/** Measures `available_*` and `occupied_*`: average daily beds open overnight in the quarter, per organisation. */
export function parseBeds(source: SourceBytes, context: ParseContext): ParsedFile {
  const table = readBedsTable(source.workbook());
  requireQuarterInTitle(table, context.slot);
  const rows = sortRows(table, context.slot);
  const { kept, quarantine, findings } = keepOnce(rows.organisations, table.sheet);
  const published = dayIn(besideLabel(table.titleBlock, 'published'));
  const revised = dayIn(besideLabel(table.titleBlock, 'revised'));
  return {
    layout: table.layout,
    maturity: 'final',
    ...(published === undefined ? {} : { published }),
    ...(revised === undefined ? {} : { revised }),
    observations: observationsOf(kept, context.period, table.sheet),
    totals: rows.england.flatMap((england) => totalsOf(england, kept, context.period, table.sheet)),
    quarantine: [...rows.quarantine, ...quarantine],
    findings: [...findings, ...kept.flatMap((row) => doubtsAbout(row, context.slot))],
    tables: [],
  };
}

function requireQuarterInTitle(table: BedsTable, slot: string): void {
  const printed = besideLabel(table.titleBlock, 'period');
  const found = quartersIn(printed);
  if (found.length === 0 || (found.length === 1 && found[0] === slot)) return;
  throw wrongQuarter(slot, `The title block of sheet "${table.sheet}" says "${printed}"`);
}

interface SortedRows {
  readonly organisations: readonly OrganisationRow[];
  readonly england: readonly OrganisationRow[];
  readonly quarantine: readonly QuarantinedRow[];
}

function sortRows(table: BedsTable, slot: string): SortedRows {
  const organisations: OrganisationRow[] = [];
  const england: OrganisationRow[] = [];
  const quarantine: QuarantinedRow[] = [];
  for (const row of table.body) {
    const orgCode = cellText(row.cells[table.at.orgCode]);
    const orgName = cellText(row.cells[table.at.orgName]);
    const entry = { number: row.number, orgCode, orgName, figures: figuresOf(row, table.columns) };
    const prints = entry.figures.some((figure) => figure.status === 'reported');
    if (isEngland(orgCode, orgName)) {
      england.push(entry);
    } else if (looksLikeCode(orgCode) && (prints || orgName.trim() !== '')) {
      requireQuarter(table, row, slot);
      organisations.push(entry);
    } else if (prints) {
      quarantine.push(noOrganisationCode(table.sheet, entry, 'the England row'));
    }
  }
  requireRows(table, organisations, england);
  return { organisations, england, quarantine };
}

function isEngland(code: string, name: string): boolean {
  const total = /^(?:england|total|england total)$/;
  const words = plainHeading(code);
  return /^(?:|-|eng|england|total)$/.test(words) && (total.test(plainHeading(name)) || total.test(words));
}

/** A workbook copied forward from another quarter keeps some of its rows: every one is looked at. */
function requireQuarter(table: BedsTable, row: SheetRow, slot: string): void {
  const year = cellText(row.cells[table.at.year]);
  const period = cellText(row.cells[table.at.period]);
  if (quarterOfRow(year, period) === slot) return;
  throw wrongQuarter(slot, `Sheet "${table.sheet}", row ${row.number} says "${year}", "${period}"`);
}

function requireRows(
  table: BedsTable,
  organisations: readonly OrganisationRow[],
  england: readonly OrganisationRow[],
): void {
  if (organisations.length === 0) {
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `Sheet "${table.sheet}" has the headings of KH03 but no organisation under them. Load another edition of the quarter.`,
    );
  }
  if (england.length === 0) {
    throw new SourceError(
      SourceErrorCode.totalDisagrees,
      `Sheet "${table.sheet}" has no England row, so its ${organisations.length} organisations cannot be checked against a total; the file may be cut short. Load another edition of the quarter.`,
    );
  }
}

function wrongQuarter(slot: string, found: string): SourceError {
  return new SourceError(
    SourceErrorCode.wrongPeriod,
    `${found}, which is not ${slot.slice(0, 7)} ${quarterInWords(slot)}. The file is of another quarter; take the right one from the publisher's page.`,
  );
}
