/** A month of adult critical care beds, of either collection, to observations (dossier critical-care, section 6). */
import { type SheetRow, cellText } from '../../spreadsheet/workbook.ts';
import type { ParseContext } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { ParsedFile, QuarantinedRow } from '../contract/parsed-file.ts';
import {
  figuresOf,
  keepOnce,
  noOrganisationCode,
  observationsOf,
  totalsOf,
  type OrganisationRow,
} from '../tables/figure-table.ts';
import { besideLabel, placeOf } from '../tables/header-row.ts';
import { dayIn } from '../../nhs/printed-date.ts';
import { monthInWords, onlyMonthIn } from '../../nhs/printed-month.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { identityOf, readBedsTable, type BedsBlock, type BedsTable } from './beds-table.ts';
import { monthOfTitle } from '../tables/title-month.ts';
import { bedsCollectionOf, type BedsCollection } from './collections.ts';
import { ENGLAND, LEVEL_CODE, LEVEL_NAME, PROVIDER_CODE, TRUST_CODE } from './layouts.ts';
import { wrongPeriod } from './refusals.ts';

/** Measures `adult_critical_care_beds_open_*` and `_occupied_*`, where `*` is the collection: beds in the month, per trust. */
export function parseBeds(source: SourceBytes, context: ParseContext): ParsedFile {
  const collection = bedsCollectionOf(context.fy);
  const table = readBedsTable(source.workbook(), collection);
  requireMonth(table, context.slot);
  const rows = sortRows(table, collection, context.slot);
  const { kept, quarantine, findings } = keepOnce(rows.organisations, table.sheet);
  requireRows(table, kept, rows.england);
  const published = dayIn(besideLabel(table.titleBlock, 'published'));
  const revised = dayIn(besideLabel(table.titleBlock, 'revised'));
  return {
    layout: table.layout,
    maturity: /provisional/i.test(source.fileName) ? 'provisional' : 'final',
    ...(published !== undefined && { published }),
    ...(revised !== undefined && { revised }),
    observations: observationsOf(kept, context.period, table.sheet),
    totals: rows.england.flatMap((england) => totalsOf(england, kept, context.period, table.sheet)),
    quarantine: [...rows.quarantine, ...quarantine],
    findings,
    tables: [],
  };
}

function requireMonth({ titleBlock, sheet, blocks }: BedsTable, month: string): void {
  if (blocks.every((block) => block.periodAt >= 0)) return;
  const found = monthOfTitle(titleBlock);
  if (found === month) return;
  throw wrongPeriod(
    `${placeOf(sheet)}: the title block says ${found === undefined ? 'no month' : monthInWords(found)}`,
    monthInWords(month),
  );
}

interface SortedRows {
  readonly organisations: readonly OrganisationRow[];
  readonly england: readonly OrganisationRow[];
  readonly quarantine: readonly QuarantinedRow[];
}

function sortRows(table: BedsTable, collection: BedsCollection, month: string): SortedRows {
  const organisations: OrganisationRow[] = [];
  const england: OrganisationRow[] = [];
  const quarantine: QuarantinedRow[] = [];
  const pattern = collection.name === 'uec-sitrep' ? TRUST_CODE : PROVIDER_CODE;
  for (const block of table.blocks) {
    for (const row of block.body) {
      const entry = entryOf(row, block);
      const prints = entry.figures.some((figure) => figure.status === 'reported' || figure.unreadable);
      const identity = identityOf(row, block);
      if (!prints && !pattern.test(entry.orgCode.trim())) continue;
      if (identity.some((text) => ENGLAND.test(text))) england.push(entry);
      else if (isLevel(entry.orgCode, identity)) continue;
      else if (block.codeAt >= 0 && pattern.test(entry.orgCode.trim())) {
        requireMonthOfRow(table, block, row, month);
        organisations.push(readable(entry, table.sheet));
      } else if (block.codeAt >= 0) {
        quarantine.push(noOrganisationCode(table.sheet, entry, 'the England row or a region'));
      }
    }
  }
  return { organisations, england: once(england), quarantine };
}

function entryOf(row: SheetRow, block: BedsBlock): OrganisationRow {
  return {
    number: row.number,
    orgCode: block.codeAt < 0 ? '' : cellText(row.cells[block.codeAt]),
    orgName: block.nameAt < 0 ? '' : cellText(row.cells[block.nameAt]),
    figures: figuresOf(row, block.columns),
  };
}

function isLevel(code: string, identity: readonly string[]): boolean {
  return (
    LEVEL_CODE.test(code.trim()) ||
    (!PROVIDER_CODE.test(code) && identity.some((text) => LEVEL_NAME.test(text)))
  );
}

/** England is printed above the regions, and sometimes again above the trusts. */
function once(england: readonly OrganisationRow[]): readonly OrganisationRow[] {
  const key = (row: OrganisationRow): string => row.figures.map((figure) => figure.printed).join(' ');
  return [...new Map(england.map((row) => [key(row), row])).values()];
}

function requireMonthOfRow(table: BedsTable, block: BedsBlock, row: SheetRow, month: string): void {
  if (block.periodAt < 0) return;
  const printed = cellText(row.cells[block.periodAt]);
  if (onlyMonthIn(printed) === month) return;
  throw wrongPeriod(
    `${placeOf(table.sheet)}, row ${row.number} says "${printed.trim()}"`,
    monthInWords(month),
  );
}

function readable(row: OrganisationRow, sheet: string): OrganisationRow {
  const bad = row.figures.find((figure) => figure.unreadable);
  if (!bad) return row;
  throw new SourceError(
    SourceErrorCode.implausible,
    `${placeOf(sheet)}, row ${row.number} prints "${bad.printed}" under "${bad.column.heading}", which is no number of beds. The columns may be shifted; compare with the publisher's file.`,
  );
}

function requireRows(
  { sheet }: BedsTable,
  organisations: readonly OrganisationRow[],
  england: readonly OrganisationRow[],
): void {
  if (organisations.length === 0) {
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `${placeOf(sheet)} has the headings of critical care beds but no trust under them. Load another edition of the month.`,
    );
  }
  if (england.length === 0) {
    throw new SourceError(
      SourceErrorCode.totalDisagrees,
      `${placeOf(sheet)} has no England row, so its ${organisations.length} trusts cannot be checked against a total; the file may be cut short. Load another edition of the month.`,
    );
  }
}
