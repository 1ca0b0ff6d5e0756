/** Figures that are loaded as printed, with a finding beside them. */
import type { SheetRow } from '../../spreadsheet/workbook.ts';
import type { Finding, PrintedTotal } from '../contract/parsed-file.ts';
import { looksLikeCode, valueOf, type OrganisationRow } from '../tables/figure-table.ts';
import { plainHeading } from '../tables/header-row.ts';
import { findingsOn } from '../tables/row-findings.ts';
import { collectionOf, textOf, type LongTable } from './find-long-table.ts';
import { LEVELS, MEASURE_OF, MONTHS_SUBMITTED, type Collection } from './layouts.ts';

/** `without` are the organisations that have no total, by the first row they have. */
export function findingsOfLongTable(
  table: LongTable,
  rows: readonly OrganisationRow[],
  without: readonly SheetRow[],
  collection: Collection,
): readonly Finding[] {
  return [
    ...rows.flatMap(monthsMissing),
    ...without.map((row): Finding => {
      const orgCode = textOf(table, row, 'orgCode');
      return {
        kind: 'no-total',
        severity: 'info',
        orgCode,
        orgName: textOf(table, row, 'orgName'),
        measure: MEASURE_OF[collection],
        message: `${collection}: ${orgCode} is in the file with other figures (bookings, say), but without a total of deliveries.`,
      };
    }),
  ];
}

/** A trust that sent births for some months only has no year's total, though the file prints one. */
function monthsMissing(row: OrganisationRow): readonly Finding[] {
  const months = valueOf(row, MONTHS_SUBMITTED.measure);
  if (months === null || months >= 12) return [];
  const { findings, add } = findingsOn(row, 'MSDS');
  add(
    'months-submitted',
    'deliveries_msds',
    `births were submitted for ${months} of 12 months, so the printed figure is not a full year's.`,
  );
  return findings;
}

/**
 * Providers of which the collection has figures (bookings without births, say) but no total, once each, by
 * the first row they have: their deliveries are elsewhere or not submitted.
 */
export function organisationsWithoutTotal(
  table: LongTable,
  rows: readonly OrganisationRow[],
  collection: Collection,
): readonly SheetRow[] {
  const printed = new Set(
    rows
      .filter(({ figures }) => figures.some(({ column }) => column.measure === MEASURE_OF[collection]))
      .map(({ orgCode }) => trustOf(orgCode)),
  );
  const without = new Map<string, SheetRow>();
  for (const row of table.organisations) {
    const orgCode = textOf(table, row, 'orgCode');
    const isProvider = LEVELS.provider.some((word) => word === plainHeading(textOf(table, row, 'level')));
    const trust = trustOf(orgCode);
    if (collectionOf(textOf(table, row, 'dimension')) !== collection || !isProvider) continue;
    if (looksLikeCode(orgCode) && !printed.has(trust) && !without.has(trust)) without.set(trust, row);
  }
  return [...without.values()];
}

function trustOf(orgCode: string): string {
  return orgCode.trim().toUpperCase().replace(/-X$/, '');
}

/** Publishers round to the nearest five, and hide up to seven. */
const ROUNDING = 2.5;
const HIDDEN_AT_MOST = 7;

/** What the printed total and the rows differ by, where rounding and suppression do not explain it. */
export function residualFindings(
  totals: readonly PrintedTotal[],
  rows: readonly OrganisationRow[],
  collection: Collection,
): readonly Finding[] {
  const measure = MEASURE_OF[collection];
  const figures = rows.flatMap((row) => row.figures.filter(({ column }) => column.measure === measure));
  const hidden = figures.filter(({ status }) => status !== 'reported').length;
  const explained = (figures.length - hidden) * ROUNDING + hidden * HIDDEN_AT_MOST;
  return totals
    .filter(({ published, sumOfRows }) => Math.abs(sumOfRows - published) > explained)
    .map(({ published, sumOfRows }) => ({
      kind: 'total-residual',
      severity: collection === 'MSDS' ? 'info' : 'warning',
      message:
        `${collection}: the providers add up to ${sumOfRows} deliveries, the printed total is ${published}: ${Math.abs(sumOfRows - published)} ${sumOfRows > published ? 'more' : 'fewer'}, which rounding and suppression do not explain.` +
        (collection === 'MSDS'
          ? ' A delivery submitted by two trusts is counted at both, and once in the total.'
          : ''),
    }));
}
