/** One month's A&E file to observations (dossier ae-monthly, sections 5 to 7). */
import { type SheetRow, cellText, columnLetter } from '../../spreadsheet/workbook.ts';
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
  valueOf,
  type OrganisationRow,
} from '../tables/figure-table.ts';
import { readNumber } from '../../nhs/printed-number.ts';
import { placeOf } from '../tables/header-row.ts';
import { dayIn } from '../../nhs/printed-date.ts';
import { monthInWords, onlyMonthIn } from '../../nhs/printed-month.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { AeTable } from './ae-table.ts';
import { doubtsAbout } from './doubts.ts';
import { readCsvTable } from './read-csv-table.ts';
import { readXlsTable } from './read-xls-table.ts';

/**
 * Measures `attendances_*`, `over4h_*`, `emergency_admissions_*` and more: counts of the month. A CSV keeps booked
 * appointments in columns of their own (`attendances_booked_*`), a workbook counts them in.
 */
export function parseAeMonthly(source: SourceBytes, context: ParseContext): ParsedFile {
  const table =
    source.kind === 'csv' ? readCsvTable(source.workbook(), context.slot) : readXlsTable(source.workbook());
  if ('printed' in table.period)
    requireMonth(table.period.printed, context.slot, `The title block of sheet "${table.sheet}"`);
  const rows = sortRows(table, context.slot);
  const { kept, quarantine, findings } = keepOnce(rows.organisations, table.sheet);
  const published = dayIn(table.published);
  const revised = dayIn(table.revised);
  return {
    layout: table.layout,
    maturity: 'final',
    ...(published === undefined ? {} : { published }),
    ...(revised === undefined ? {} : { revised }),
    observations: observationsOf(kept, context.period, table.sheet),
    totals: rows.totals.flatMap((total) => totalsOf(total, kept, context.period, table.sheet)),
    quarantine: [...rows.quarantine, ...quarantine],
    findings: [...findings, ...kept.flatMap((row) => doubtsAbout(row, context.slot))],
    tables: [],
  };
}

interface SortedRows {
  readonly organisations: readonly OrganisationRow[];
  readonly totals: readonly OrganisationRow[];
  readonly quarantine: readonly QuarantinedRow[];
}

function sortRows(table: AeTable, month: string): SortedRows {
  const organisations: OrganisationRow[] = [];
  const totals: OrganisationRow[] = [];
  const quarantine: QuarantinedRow[] = [];
  for (const row of table.body) {
    const orgCode = cellText(row.cells[table.orgCodeAt]);
    const orgName = cellText(row.cells[table.orgNameAt]);
    const entry = { number: row.number, orgCode, orgName, figures: figuresOf(row, table.columns) };
    const prints = entry.figures.some((figure) => figure.status === 'reported');
    if (isTotal(table, row)) {
      requireShareWithin4h(table, row, entry);
      totals.push(readable(entry, table.sheet));
    } else if (looksLikeCode(orgCode) && (prints || orgName.trim() !== '')) {
      requireMonthOfRow(table, row, month);
      organisations.push(readable(entry, table.sheet));
    } else if (prints) {
      quarantine.push(noOrganisationCode(table.sheet, entry, 'the total'));
    }
  }
  requireRows(table, organisations, totals);
  return { organisations, totals, quarantine };
}

/** `TOTAL`, `Total `, `TOTAl` in any of period, code and name; only in the name in early 2020; `-` and `England` in workbooks. */
function isTotal(table: AeTable, row: SheetRow): boolean {
  const word = (index: number): string => cellText(row.cells[index]).trim().toLowerCase();
  const code = word(table.orgCodeAt);
  if (!['', '-', 'total', 'england'].includes(code)) return false;
  const words = [code, word(table.orgNameAt), 'at' in table.period ? word(table.period.at) : ''];
  return words.includes('total') || words.includes('england');
}

/** In these files everything is a count; a word among them means the columns are shifted or the file is damaged. */
function readable(row: OrganisationRow, sheet: string): OrganisationRow {
  const bad = row.figures.find((figure) => figure.unreadable);
  if (!bad) return row;
  throw new SourceError(
    SourceErrorCode.implausible,
    `${placeOf(sheet)}, row ${row.number}, column ${columnLetter(bad.column.index)} ("${bad.column.heading}") prints "${bad.printed}", which is not a count. The columns may be shifted or the file damaged; compare with the publisher's file.`,
  );
}

/**
 * Only the row above the headings tells the columns under four hours from those over four hours; the percentage
 * printed beside them proves which is which.
 */
function requireShareWithin4h(table: AeTable, row: SheetRow, total: OrganisationRow): void {
  const share = readNumber(row.cells[table.shareWithin4hAt]);
  const sum = (stem: string): number =>
    ['type1', 'type2', 'other'].reduce(
      (all, type) => all + (valueOf(total, `${stem}_${type}`) ?? Number.NaN),
      0,
    );
  const within = 1 - sum('over4h') / sum('attendances');
  if (share.kind !== 'number' || !Number.isFinite(within)) return;
  if (Math.abs(within - share.value) < 0.005) return;
  throw new SourceError(
    SourceErrorCode.totalDisagrees,
    `${placeOf(table.sheet)}, row ${row.number} prints ${share.value} as the share within four hours, but its attendances over four hours leave ${within.toFixed(4)}. The groups above the headings may be mixed up; compare with the publisher's file.`,
  );
}

function requireMonthOfRow(table: AeTable, row: SheetRow, month: string): void {
  if ('printed' in table.period) return;
  requireMonth(cellText(row.cells[table.period.at]), month, `The CSV, row ${row.number}`);
}

function requireMonth(printed: string, month: string, place: string): void {
  if (onlyMonthIn(printed) === month) return;
  throw new SourceError(
    SourceErrorCode.wrongPeriod,
    `${place} says ${printed.trim() === '' ? 'no period' : `"${printed.trim()}"`}, not ${monthInWords(month)}. The file is of another period; take the right one from the publisher's page.`,
  );
}

function requireRows(
  table: AeTable,
  organisations: readonly OrganisationRow[],
  totals: readonly OrganisationRow[],
): void {
  const place = placeOf(table.sheet);
  if (organisations.length === 0) {
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `${place} has the headings of monthly A&E but no organisation under them. Load another edition of the month.`,
    );
  }
  if (totals.length === 0) {
    throw new SourceError(
      SourceErrorCode.totalDisagrees,
      `${place} has no total row, so its ${organisations.length} organisations cannot be checked; the file may be cut short. Load another edition of the month.`,
    );
  }
}
