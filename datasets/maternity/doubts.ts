/** Figures that are loaded as printed, with a doubt beside them. */
import type { Finding, PrintedTotal } from '../contract/parsed-file.ts';
import { looksLikeCode, valueOf, type OrganisationRow } from '../tables/figure-table.ts';
import { plainHeading } from '../tables/header-row.ts';
import { findingsOn } from '../tables/row-findings.ts';
import { LEVELS } from './layouts.ts';
import { type LongRow, type LongTable, collectionOf } from './read-long-table.ts';
import type { Collection } from './slots.ts';

/** The trust_year column of each collection, which is also the name of its observations. */
export const MEASURE_OF: Readonly<Record<Collection, 'deliveries' | 'deliveries_msds'>> = {
  HES: 'deliveries',
  MSDS: 'deliveries_msds',
};

export function doubtsOfLongTable(
  table: LongTable,
  rows: readonly OrganisationRow[],
  collection: Collection,
): readonly Finding[] {
  return [...monthsMissing(rows), ...withoutTotal(table, rows, collection)];
}

/** A trust that sent births for some months only has no year's total, though the file prints one. */
function monthsMissing(rows: readonly OrganisationRow[]): readonly Finding[] {
  return rows.flatMap((row) => {
    const months = valueOf(row, 'months_submitted_msds');
    if (months === null || months >= 12) return [];
    const { findings: found, add: doubt } = findingsOn(row, 'MSDS');
    doubt(
      'months-submitted',
      'deliveries_msds',
      `births were submitted for ${months} of 12 months, so the printed figure is not a full year's.`,
    );
    return found;
  });
}

/** Bookings without births: the organisation is in the file, and its deliveries are elsewhere or not submitted. */
function withoutTotal(
  table: LongTable,
  rows: readonly OrganisationRow[],
  collection: Collection,
): readonly Finding[] {
  return organisationsWithoutTotal(table, rows, collection).map(({ orgCode, orgName }) => ({
    kind: 'no-total',
    severity: 'info',
    orgCode,
    orgName,
    measure: MEASURE_OF[collection],
    message: `${collection}: ${orgCode} is in the file with other figures (bookings, say), but without a total of deliveries.`,
  }));
}

/** Providers that the collection has figures of, but no total, by the first row they have. */
export function organisationsWithoutTotal(
  { organisations }: LongTable,
  rows: readonly OrganisationRow[],
  collection: Collection,
): readonly LongRow[] {
  const measure = MEASURE_OF[collection];
  const printed = new Set(
    rows
      .filter(({ figures }) => figures.some(({ column }) => column.measure === measure))
      .map(({ orgCode }) => trustOf(orgCode)),
  );
  const without = [...organisations.values()]
    .filter(({ dimension }) => collectionOf(dimension) === collection)
    .filter(({ level }) => LEVELS.provider.some((word) => word === plainHeading(level)))
    .filter(({ orgCode }) => looksLikeCode(orgCode) && !printed.has(trustOf(orgCode)));
  // Once for each trust, by the first of its codes.
  return [...new Map(without.toReversed().map((row) => [trustOf(row.orgCode), row])).values()].toReversed();
}

function trustOf(orgCode: string): string {
  return orgCode.trim().toUpperCase().replace(/-X$/, '');
}

/** Publishers round to the nearest five, and hide up to seven. */
const ROUNDING = 2.5;
const HIDDEN_AT_MOST = 7;

/** What the printed total and the rows differ by, where rounding and suppression do not explain it. */
export function residualDoubts(
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
