/** Rows of organisations and figures, from cells to observations, totals, and what was set aside. */
import type { ParseContext } from '../contract/dataset.ts';
import { refuseUnlessNoted } from './note-refusal.ts';
import { type CellValue, type SheetRow, cellText, columnLetter } from '../../spreadsheet/workbook.ts';
import type {
  Finding,
  Observation,
  ObservationStatus,
  PrintedTotal,
  QuarantinedRow,
} from '../contract/parsed-file.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { placeOf } from './header-row.ts';
import { readNumber } from '../../nhs/printed-number.ts';

export interface FigureColumn {
  readonly measure: string;
  /** 0-based. */
  readonly index: number;
  /** As a person would name it: `Available: General & Acute`. */
  readonly heading: string;
}

export interface Figure {
  readonly column: FigureColumn;
  readonly printed: string;
  /** Null unless `status` is reported. */
  readonly value: number | null;
  readonly status: ObservationStatus;
  /** Something is printed that is no figure and no mark for "none". */
  readonly unreadable: boolean;
}

export interface OrganisationRow {
  readonly number: number;
  readonly orgCode: string;
  readonly orgName: string;
  readonly figures: readonly Figure[];
}

export function figuresOf(row: SheetRow, columns: readonly FigureColumn[]): readonly Figure[] {
  return columns.map((column) => figure(row.cells[column.index], column));
}

function figure(cell: CellValue | undefined, column: FigureColumn): Figure {
  const read = readNumber(cell);
  const printed = cellText(cell);
  if (read.kind === 'number')
    return { column, printed, value: read.value, status: 'reported', unreadable: false };
  const status = read.kind === 'suppressed' ? 'suppressed' : 'missing';
  return { column, printed, value: null, status, unreadable: read.kind === 'unreadable' };
}

/** One figure of a row; null where the row prints none. */
export function valueOf(row: OrganisationRow, measure: string): number | null {
  return row.figures.find((figure) => figure.column.measure === measure)?.value ?? null;
}

/**
 * An ODS code of three to eight letters and digits, with or without the `-X` of a closed record. A number by itself (`320`,
 * a specialty) is none, nor is a word as notes below a table begin with (`Source`).
 */
export function looksLikeCode(text: string): boolean {
  const code = text.trim();
  return /^[a-z0-9]{3,8}(-x)?$/i.test(code) && !/^\d+$|^[A-Z][a-z]{3,}$/.test(code);
}

/** A row with figures that belongs to no organisation; `total` is the row it is not either. */
export function noOrganisationCode(sheet: string, row: OrganisationRow, total: string): QuarantinedRow {
  const { number, orgCode, orgName } = row;
  const detail = `"${orgCode}" is not an organisation code, and the row is not ${total}.`;
  return { sheet, row: number, orgCode, orgName, rule: 'no-organisation-code', detail };
}

export interface KeptRows {
  readonly kept: readonly OrganisationRow[];
  readonly quarantine: readonly QuarantinedRow[];
  readonly findings: readonly Finding[];
}

/**
 * An organisation that stands in the table twice with the same figures is kept once, and the other row is set aside.
 * Rows that disagree are all kept: the check on the file then refuses it, naming both.
 */
export function keepOnce(rows: readonly OrganisationRow[], sheet: string): KeptRows {
  const first = new Map<string, OrganisationRow>();
  const kept: OrganisationRow[] = [];
  const quarantine: QuarantinedRow[] = [];
  const findings: Finding[] = [];
  for (const row of rows) {
    const key = row.orgCode.trim().toUpperCase();
    const earlier = first.get(key);
    if (!earlier) first.set(key, row);
    if (!earlier || !sameFigures(earlier, row)) {
      kept.push(row);
      continue;
    }
    const detail = `The same figures as row ${earlier.number}, which was kept.`;
    quarantine.push({
      sheet,
      row: row.number,
      orgCode: row.orgCode,
      orgName: row.orgName,
      rule: 'duplicate-row',
      detail,
    });
    findings.push({
      kind: 'duplicate-row',
      severity: 'warning',
      orgCode: row.orgCode,
      orgName: row.orgName,
      message: `${row.orgCode} stands in rows ${earlier.number} and ${row.number} of sheet "${sheet}" with the same figures; it was counted once.`,
    });
  }
  return { kept, quarantine, findings };
}

function sameFigures(a: OrganisationRow, b: OrganisationRow): boolean {
  return a.figures.every((one, index) => {
    const other = b.figures[index];
    return one.value === other?.value && one.status === other.status;
  });
}

export function observationsOf(
  rows: readonly OrganisationRow[],
  period: string,
  sheet: string,
): readonly Observation[] {
  return rows.flatMap(({ number, orgCode, orgName, figures }) =>
    figures.map(({ column, printed, value, status }) => ({
      orgCode,
      orgName,
      period,
      measure: column.measure,
      value,
      status,
      printed,
      sheet,
      row: number,
      column: columnLetter(column.index),
    })),
  );
}

/** Where a total stands, and what is asked of it. */
export interface TotalRules {
  readonly period: string;
  readonly sheet: string;
  /** Measures that have to have one, where the publisher leaves others blank or withholds them; all if not given. */
  readonly required?: readonly string[] | undefined;
  readonly note?: ParseContext['note'];
}

/**
 * The file's own total of every column, beside what its rows add up to.
 * @throws SourceError where the total itself is no number: then nothing can be checked.
 */
export function totalsOf(
  total: OrganisationRow,
  rows: readonly OrganisationRow[],
  { period, sheet, required, note }: TotalRules,
): readonly PrintedTotal[] {
  return total.figures.flatMap(({ column, value, printed, unreadable }, index): readonly PrintedTotal[] => {
    if (value === null && !unreadable && required && !required.includes(column.measure)) return [];
    const place = `column ${columnLetter(column.index)}`;
    if (value === null) {
      refuseUnlessNoted(
        { note },
        new SourceError(
          SourceErrorCode.totalDisagrees,
          `${placeOf(sheet)}: the total in row ${total.number}, ${place} ("${column.heading}") is "${printed}", not a number, so the rows cannot be checked against it. Look at the file; a corrected one may be on the publisher's page.`,
        ),
      );
      return [];
    }
    // Rows of a table that is stacked with the total's have columns of their own.
    const ofRow = ({ figures }: OrganisationRow): Figure | undefined =>
      figures[index]?.column === column
        ? figures[index]
        : figures.find((figure) => figure.column.measure === column.measure);
    const sumOfRows = rows.reduce((sum, row) => sum + (ofRow(row)?.value ?? 0), 0);
    const at = { sheet, row: total.number, column: columnLetter(column.index) };
    return [{ period, measure: column.measure, published: value, sumOfRows, ...at }];
  });
}
