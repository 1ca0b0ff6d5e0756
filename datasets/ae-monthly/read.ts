/** One month's A&E file, from sheet to observations (dossier ae-monthly, sections 5 to 7). */
import { financialYearOfMonth } from '../../nhs/financial-year.ts';
import { monthInWords, onlyMonthIn } from '../../nhs/printed-month.ts';
import { readNumber } from '../../nhs/printed-number.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { cellText, type SheetRow } from '../../spreadsheet/workbook.ts';
import type { ParseContext, Recognition } from '../contract/dataset.ts';
import { yearsOf } from '../contract/layout.ts';
import type { ParsedFile } from '../contract/parsed-file.ts';
import { looksLikeCode, valueOf, type OrganisationRow } from '../tables/figure-table.ts';
import { placeOf } from '../tables/header-row.ts';
import { editionOf, fileOfTable, readOrganisations } from '../tables/organisation-rows.ts';
import { recogniseBy } from '../tables/recognise-table.ts';
import { wrongPeriod } from '../tables/refusals.ts';
import type { AeTable } from './ae-table.ts';
import { findingsAbout } from './findings.ts';
import { LAYOUTS } from './layouts.ts';
import { readCsvTable } from './read-csv-table.ts';
import { readXlsTable } from './read-xls-table.ts';

/**
 * Measures `attendances_*`, `over4h_*`, `emergency_admissions_*` and more: counts of the month. A CSV keeps booked
 * appointments in columns of their own (`attendances_booked_*`), a workbook counts them in.
 */
export function parseAeMonthly(source: SourceBytes, { fy, slot, period, note }: ParseContext): ParsedFile {
  const table =
    source.kind === 'csv'
      ? readCsvTable(source.workbook(), { fy, month: slot })
      : readXlsTable(source.workbook());
  if ('printed' in table.period)
    requireMonth(table.period.printed, slot, `The title block of sheet "${table.sheet}"`);
  const rows = readOrganisations(table, {
    period,
    what: 'monthly A&E',
    edition: 'month',
    totalRow: 'total row',
    isTotal: (_, row) => isTotal(table, row),
    requirePeriod: (row) => requireMonthOfRow(table, row, slot),
    ...(note && { note }),
    numbersOnly: 'a count',
  });
  for (const total of rows.totalRows) requireShareWithin4h(table, total);
  return fileOfTable(
    table,
    rows,
    rows.kept.flatMap((row) => findingsAbout(row, slot)),
  );
}

/** Tells a monthly A&E file, and its month, from what is in it. */
export function recogniseAeMonthly(source: SourceBytes): Recognition {
  return recogniseBy(source, {
    title: 'monthly A&E by provider',
    years: yearsOf(LAYOUTS),
    inWords: monthInWords,
    read: ({ kind, workbook }) => {
      const table = kind === 'csv' ? readCsvTable(workbook()) : readXlsTable(workbook());
      const { period } = table;
      const first = table.body.find((row) => looksLikeCode(cellText(row.cells[table.codeAt])));
      const printed = 'printed' in period ? period.printed : cellText(first?.cells[period.at]);
      const slot = onlyMonthIn(printed);
      if (slot === undefined) return `of "${printed}", which is not one month`;
      const fy = financialYearOfMonth(Number(slot.slice(0, 4)), Number(slot.slice(5)));
      const edition = editionOf(table);
      return { fy, slot, period: slot, ...(edition !== undefined && { edition }) };
    },
  });
}

/** `TOTAL`, `Total `, `TOTAl` in any of period, code and name; only in the name in early 2020; `-` and `England` in workbooks. */
function isTotal(table: AeTable, row: SheetRow): boolean {
  const word = (index: number): string => cellText(row.cells[index]).trim().toLowerCase();
  const code = word(table.codeAt);
  if (!['', '-', 'total', 'england'].includes(code)) return false;
  const words = [code, word(table.nameAt), 'at' in table.period ? word(table.period.at) : ''];
  return words.includes('total') || words.includes('england');
}

/**
 * Only the row above the headings tells the columns under four hours from those over four hours; the percentage
 * printed beside them proves which is which.
 */
function requireShareWithin4h(table: AeTable, total: OrganisationRow): void {
  const row = table.body.find(({ number }) => number === total.number);
  const share = readNumber(row?.cells[table.shareWithin4hAt]);
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
    `${placeOf(table.sheet)}, row ${total.number} prints ${share.value} as the share within four hours, but its attendances over four hours leave ${within.toFixed(4)}. The groups above the headings may be mixed up; compare with the publisher's file.`,
  );
}

function requireMonthOfRow({ period }: AeTable, row: SheetRow, month: string): void {
  if ('at' in period) requireMonth(cellText(row.cells[period.at]), month, `The CSV, row ${row.number}`);
}

function requireMonth(printed: string, month: string, place: string): void {
  if (onlyMonthIn(printed) === month) return;
  const said = printed.trim() === '' ? 'no period' : `"${printed.trim()}"`;
  throw wrongPeriod(`${place} says ${said}`, monthInWords(month), 'month');
}
