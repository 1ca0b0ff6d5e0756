/** A month's CSV of NHS Sickness Absence Rates to observations (dossier workforce, section 3). */
import { type SheetRow, type Workbook, cellText, columnLetter } from '../../spreadsheet/workbook.ts';
import type { ParseContext } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { ParsedFile, QuarantinedRow } from '../contract/parsed-file.ts';
import {
  figuresOf,
  keepOnce,
  noOrganisationCode,
  observationsOf,
  type FigureColumn,
  type OrganisationRow,
} from '../tables/figure-table.ts';
import { headingsShown } from '../tables/header-row.ts';
import { dayIn } from '../../nhs/printed-date.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { plainLabel } from '../tables/provider-level/label.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { absenceDoubts } from './doubts.ts';
import { ABSENCE, ABSENCE_MEASURES, ORGANISATION_CODE } from './layouts.ts';

interface AbsenceTable {
  readonly header: SheetRow;
  readonly rows: () => Iterable<SheetRow>;
  readonly at: Readonly<Record<keyof typeof ABSENCE, number>>;
  readonly columns: readonly FigureColumn[];
}

/** An organisation has a row a month; a quarter's file has under a thousand. */
const ROWS_AT_MOST = 20_000;

/**
 * Measures `fte_days_lost`, `fte_days_available` and `sickness_absence_rate_percent` of the month. A file may hold several
 * months, as the quarterly ones did; the others are passed over.
 */
export function parseAbsence(source: SourceBytes, context: ParseContext): ParsedFile {
  const table = readAbsenceTable(source.workbook());
  const organisations: OrganisationRow[] = [];
  const quarantine: QuarantinedRow[] = [];
  const months = new Set<string>();
  for (const row of bodyOf(table)) {
    const month = monthOfRow(table, row);
    months.add(month);
    if (month !== context.period) continue;
    const orgCode = cellText(row.cells[table.at.code]);
    const orgName = cellText(row.cells[table.at.name]);
    const entry = { number: row.number, orgCode, orgName, figures: figuresOf(row, table.columns) };
    if (ORGANISATION_CODE.test(orgCode.trim())) organisations.push(readable(entry));
    else quarantine.push(noOrganisationCode('', entry, 'a total, which this file does not print'));
  }
  if (organisations.length === 0) {
    const found = [...months].sort().map(monthInWords).join(', ') || 'no month';
    throw new SourceError(
      SourceErrorCode.wrongPeriod,
      `The CSV holds ${found}, not ${monthInWords(context.period)}. The file is of another month; take the right one from the publisher's page.`,
    );
  }
  const kept = keepOnce(organisations, '');
  return {
    layout: 'absence-csv',
    maturity: /provisional/i.test(source.fileName) ? 'provisional' : 'final',
    observations: observationsOf(kept.kept, context.period, ''),
    totals: [],
    quarantine: [...quarantine, ...kept.quarantine],
    findings: [...kept.findings, ...absenceDoubts(kept.kept, monthInWords(context.period))],
    tables: [],
  };
}

/** @throws SourceError when a heading is missing or stands there twice. */
export function readAbsenceTable(workbook: Workbook): AbsenceTable {
  const [sheet] = workbook.sheets;
  let first: SheetRow | undefined;
  for (const row of sheet?.rows() ?? []) {
    first = row;
    break;
  }
  const headings = (first?.cells ?? []).map((cell) => plainLabel(cellText(cell)));
  const column = (role: keyof typeof ABSENCE): number => {
    const found = headings.flatMap((heading, index) =>
      (ABSENCE[role] as readonly string[]).includes(heading) ? [index] : [],
    );
    if (found.length === 1 && found[0] !== undefined) return found[0];
    throw new SourceError(
      SourceErrorCode.headingMissing,
      `The CSV, row ${first?.number ?? 1}: ${found.length === 0 ? 'no heading' : 'more than one heading'} "${ABSENCE[role][0].toUpperCase().replaceAll(' ', '_')}". Headings found: ${headingsShown(first)}. Take the month's CSV of NHS Sickness Absence Rates; if its columns have changed, add their words to datasets/workforce/layouts.ts.`,
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
  return {
    header: first ?? { number: 1, cells: [] },
    rows: () => sheet?.rows() ?? [],
    at,
    columns: (['lost', 'available', 'rate'] as const).map((role) => ({
      measure: ABSENCE_MEASURES[role],
      index: at[role],
      heading: cellText(first?.cells[at[role]]).trim(),
    })),
  };
}

/** Months of the rows, in order. @throws SourceError where a row has no day that can be read. */
export function monthsOfAbsence(table: AbsenceTable): readonly string[] {
  const months = new Set<string>();
  for (const row of bodyOf(table)) months.add(monthOfRow(table, row));
  return [...months].sort();
}

function* bodyOf(table: AbsenceTable): Generator<SheetRow> {
  let count = 0;
  for (const row of table.rows()) {
    if (row.number <= table.header.number) continue;
    count += 1;
    if (count > ROWS_AT_MOST) {
      throw new SourceError(
        SourceErrorCode.implausible,
        `The CSV has more than ${ROWS_AT_MOST} rows; a month of sickness absence has about 300. Look at the file.`,
      );
    }
    yield row;
  }
}

function monthOfRow({ at }: AbsenceTable, row: SheetRow): string {
  const printed = cellText(row.cells[at.date]);
  const day = dayIn(printed);
  if (day !== undefined) return day.slice(0, 7);
  throw new SourceError(
    SourceErrorCode.wrongPeriod,
    `The CSV, row ${row.number}, column ${columnLetter(at.date)} prints "${printed}", which is no date. The columns may be shifted; compare with the publisher's file.`,
  );
}

function readable(row: OrganisationRow): OrganisationRow {
  const bad = row.figures.find((figure) => figure.unreadable);
  if (!bad) return row;
  throw new SourceError(
    SourceErrorCode.implausible,
    `The CSV, row ${row.number}, column ${columnLetter(bad.column.index)} ("${bad.column.heading}") prints "${bad.printed}", which is not a number. The columns may be shifted; compare with the publisher's file.`,
  );
}
