/** succ and succarc: which organisation took over from which, and when. All classes; the trusts are kept. */
import { isTrustShaped } from '../../organisations/codes.ts';
import type { DatasetTable, Finding, QuarantinedRow } from '../contract/parsed-file.ts';
import { textColumns } from '../tables/text-columns.ts';
import { SUCCESSION } from './layouts.ts';
import { dateIn, type OdsRow } from './read-rows.ts';

export interface OdsSuccession {
  readonly from: string;
  readonly to: string;
  /** F code change, O type change, R reconfiguration (merger, split). */
  readonly reason: string;
  readonly effectiveDate: string;
  /** Empty, F (the successor has changed again) or X (it has closed). */
  readonly indicator: string;
  readonly row: number;
}

export interface ReadSuccessions {
  readonly successions: readonly OdsSuccession[];
  readonly quarantine: readonly QuarantinedRow[];
  readonly findings: readonly Finding[];
}

/** True when most rows look like two codes, a reason letter and a date: no other table of five columns does. */
export function looksLikeSuccessions(rows: readonly OdsRow[]): boolean {
  const fitting = rows.filter(
    ({ cells }) =>
      /^[A-Z0-9]{3,8}$/.test(cells[SUCCESSION.to] ?? '') &&
      /^[A-Z]?$/.test(cells[SUCCESSION.reason] ?? '') &&
      /^\d{8}$/.test(cells[SUCCESSION.date] ?? ''),
  );
  return fitting.length * 2 > rows.length;
}

/**
 * Rows whose first code has a trust's shape. One code may have several successors, on one day or on several: every
 * different row stays. A row without a successor or date is set aside.
 * @throws SourceError for a date that does not exist.
 */
export function readSuccessions(rows: readonly OdsRow[]): ReadSuccessions {
  const byKey = new Map<string, OdsSuccession>();
  const quarantine: QuarantinedRow[] = [];
  const findings: Finding[] = [];
  for (const row of rows) {
    const cell = (position: number): string => row.cells[position] ?? '';
    const from = cell(SUCCESSION.from);
    const to = cell(SUCCESSION.to);
    if (!isTrustShaped(from)) continue;
    const effectiveDate = dateIn(row, SUCCESSION.date);
    if (to === '' || to === from || effectiveDate === null) {
      quarantine.push({
        sheet: '',
        row: row.number,
        orgCode: from,
        orgName: '',
        rule: 'incomplete-succession',
        detail: `${from} is followed by "${to}" on "${cell(SUCCESSION.date)}": that names no successor and day.`,
      });
      continue;
    }
    const key = `${from} ${to} ${effectiveDate}`;
    const earlier = byKey.get(key);
    if (earlier) {
      findings.push({
        kind: 'duplicate-row',
        severity: 'info',
        orgCode: from,
        message: `${from} to ${to} on ${effectiveDate} is printed twice, in rows ${earlier.row} and ${row.number}; counted once.`,
      });
      continue;
    }
    byKey.set(key, {
      from,
      to,
      effectiveDate,
      reason: cell(SUCCESSION.reason),
      indicator: cell(SUCCESSION.indicator),
      row: row.number,
    });
  }
  return { successions: [...byKey.values()], quarantine, findings };
}

/** Table `ods_succession`: edition, from_code, to_code, reason, effective_date (ISO), indicator, source_row. */
export function successionTable(edition: string, rows: readonly OdsSuccession[]): DatasetTable {
  return {
    name: 'ods_succession',
    rows: rows.length,
    columns: [
      ...textColumns(rows, {
        edition: () => edition,
        from_code: (row) => row.from,
        to_code: (row) => row.to,
        reason: (row) => row.reason || null,
        effective_date: (row) => row.effectiveDate,
        indicator: (row) => row.indicator || null,
      }),
      { name: 'source_row', type: 'integer', numbers: Int32Array.from(rows, (row) => row.row) },
    ],
  };
}
