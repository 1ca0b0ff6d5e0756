/**
 * A month's CSV of NHS Sickness Absence Rates (dossier workforce, section 3). The reading of its rows is its
 * own: a CSV may hold several months, as the quarterly CSVs did, and the others are passed over.
 */
import { dayIn } from '../../nhs/printed-date.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { cellText, columnLetter, type SheetRow, type Workbook } from '../../spreadsheet/workbook.ts';
import type { ParseContext, Recognition } from '../contract/dataset.ts';
import { layoutsOf, yearsOf } from '../contract/layout.ts';
import { Maturity, type Finding, type ParsedFile } from '../contract/parsed-file.ts';
import { valueOf, type OrganisationRow } from '../tables/figure-table.ts';
import { fileOfTable, readOrganisations, type OrganisationTable } from '../tables/organisation-rows.ts';
import { plainLabel } from '../tables/provider-level/label.ts';
import { recogniseBy } from '../tables/recognise-table.ts';
import { headingMissing, wrongPeriod } from '../tables/refusals.ts';
import {
  ABSENCE,
  ABSENCE_LAYOUTS,
  CUMULATIVE_CSV,
  ORGANISATION_CODE,
  type AbsenceLayout,
} from './layouts.ts';
import { absenceSlot, yearOfMonth } from './slots.ts';

/** Rows of all months, each with its month. */
interface AbsenceTable extends Omit<OrganisationTable, 'body'> {
  readonly rows: readonly { readonly month: string; readonly row: SheetRow }[];
}

/** An organisation has a row a month; a quarter's file has under a thousand. */
const ROWS_AT_MOST = 20_000;
/** The rate is printed with two decimals; all genuine files keep within half of the last. */
const RATE_TOLERANCE = 0.011;

/** Measures `fte_days_lost`, `fte_days_available` and `sickness_absence_rate_percent` of the month. */
export function parseAbsence(source: SourceBytes, { fy, period }: ParseContext): ParsedFile {
  const { rows, ...table } = readTable(source.workbook(), layoutsOf(ABSENCE_LAYOUTS, fy));
  const body = rows.flatMap(({ month, row }) => (month === period ? [row] : []));
  if (!body.some((row) => isCode(cellText(row.cells[table.codeAt])))) {
    const found = monthsOf(rows).map(monthInWords).join(', ') || 'no month';
    throw wrongPeriod(`The CSV holds ${found}`, monthInWords(period), 'month');
  }
  const read = readOrganisations(
    { ...table, body },
    {
      period,
      what: 'NHS sickness absence',
      edition: 'month',
      totalRow: 'total, which this file does not print',
      isTotal: () => false,
      isCode,
      numbersOnly: 'a number',
      withoutTotal: true,
    },
  );
  const findings = read.kept.flatMap((row) => rateFindings(row, monthInWords(period)));
  return {
    ...fileOfTable(table, read, findings),
    maturity: /provisional/i.test(source.fileName) ? Maturity.provisional : Maturity.final,
  };
}

/** Tells a month's CSV from what is in it. */
export function recogniseAbsence(source: SourceBytes): Recognition {
  return recogniseBy(source, {
    title: 'a CSV of the NHS workforce',
    years: yearsOf(ABSENCE_LAYOUTS),
    inWords: (slot) => monthInWords(slot.slice(0, 7)),
    read: ({ workbook }) => {
      const book = workbook();
      const headings = firstRow(book)?.cells.map((cell) => plainLabel(cellText(cell))) ?? [];
      if (CUMULATIVE_CSV.every((heading) => headings.includes(heading))) {
        return 'it has all months since 2009; the workbooks "England and Organisation" of the months are read';
      }
      const months = monthsOf(readTable(book, ABSENCE_LAYOUTS).rows);
      const [month, ...others] = months;
      if (month === undefined || others.length > 0)
        return `it is of ${months.length} months; one file a month is read from a folder`;
      const fy = yearOfMonth(month);
      const ofYear = layoutsOf(ABSENCE_LAYOUTS, fy);
      if (ofYear.length > 0) columnsOf(firstRow(book), ofYear);
      return { fy, slot: absenceSlot(month), period: month };
    },
  });
}

/** Whether a row's three figures cannot all be right: the rate is days lost of days available, in percent. */
export function rateIsApart(lost: number | null, available: number | null, rate: number | null): boolean {
  if (lost === null || available === null) return false;
  if (lost > available) return true;
  return rate !== null && available !== 0 && Math.abs((100 * lost) / available - rate) > RATE_TOLERANCE;
}

/** The figures are loaded as printed, with a finding where the rate is not that of the days. */
function rateFindings(row: OrganisationRow, month: string): readonly Finding[] {
  const { number, orgCode, orgName } = row;
  const [lost, all, rate] = [ABSENCE.lost, ABSENCE.available, ABSENCE.rate].map((part) => valueOf(row, part));
  if (!rateIsApart(lost ?? null, all ?? null, rate ?? null)) return [];
  const message = `${month}, row ${number}: ${orgCode} has ${lost} days lost of ${all} available and a rate of ${rate ?? 'nothing'} %, which do not fit together.`;
  return [{ kind: 'rate-apart', severity: 'warning', orgCode, orgName, message }];
}

/** @throws SourceError when a heading is missing or stands there twice, or a row has no date. */
function readTable(workbook: Workbook, layouts: readonly AbsenceLayout[]): AbsenceTable {
  const header = firstRow(workbook);
  const { layout, at } = columnsOf(header, layouts);
  const rows: { month: string; row: SheetRow }[] = [];
  for (const row of workbook.sheets[0]?.rows() ?? []) {
    if (row.number <= (header?.number ?? 1)) continue;
    if (rows.length === ROWS_AT_MOST) {
      throw new SourceError(
        SourceErrorCode.implausible,
        `The CSV has more than ${ROWS_AT_MOST} rows; a month of sickness absence has about 300. Look at the file.`,
      );
    }
    rows.push({ month: monthOfRow(row, at.date), row });
  }
  return {
    layout,
    sheet: '',
    titleBlock: [],
    rows,
    codeAt: at.code,
    nameAt: at.name,
    columns: (['lost', 'available', 'rate'] as const).map((role) => ({
      measure: ABSENCE[role],
      index: at[role],
      heading: cellText(header?.cells[at[role]]).trim(),
    })),
  };
}

function firstRow(workbook: Workbook): SheetRow | undefined {
  for (const row of workbook.sheets[0]?.rows() ?? []) return row;
  return undefined;
}

type Roles = AbsenceLayout['headings'];

/** The columns by the words of the layout that fits; what the last layout lacks is told. */
function columnsOf(
  header: SheetRow | undefined,
  layouts: readonly AbsenceLayout[],
): { readonly layout: string; readonly at: Readonly<Record<keyof Roles, number>> } {
  const headings = (header?.cells ?? []).map((cell) => plainLabel(cellText(cell)));
  const words = (role: keyof Roles): readonly string[] => layouts.flatMap((row) => row.headings[role]);
  const column = (role: keyof Roles): number => {
    const [index, ...others] = headings.flatMap((text, at) => (words(role).includes(text) ? [at] : []));
    if (index !== undefined && others.length === 0) return index;
    const heading = (words(role)[0] ?? role).toUpperCase().replaceAll(' ', '_');
    throw headingMissing(
      { sheet: '', row: header, publication: 'workforce' },
      `${index === undefined ? 'no heading' : 'more than one heading'} "${heading}"`,
    );
  };
  const at = {
    date: column('date'),
    code: column('code'),
    name: column('name'),
    lost: column('lost'),
    available: column('available'),
    rate: column('rate'),
  };
  return { layout: layouts[0]?.layout ?? '', at };
}

function monthsOf(rows: AbsenceTable['rows']): readonly string[] {
  return [...new Set(rows.map(({ month }) => month))].sort();
}

function monthOfRow(row: SheetRow, dateAt: number): string {
  const printed = cellText(row.cells[dateAt]);
  const day = dayIn(printed);
  if (day !== undefined) return day.slice(0, 7);
  throw new SourceError(
    SourceErrorCode.wrongPeriod,
    `The CSV, row ${row.number}, column ${columnLetter(dateAt)} prints "${printed}", which is no date. The columns may be shifted; compare with the publisher's file.`,
  );
}

function isCode(text: string): boolean {
  return ORGANISATION_CODE.test(text.trim());
}
