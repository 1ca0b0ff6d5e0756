/** Counts that are loaded as printed, with a finding beside them (dossier ae-monthly, section 7). */
import type { Finding } from '../contract/parsed-file.ts';
import { findingsOn } from '../tables/row-findings.ts';
import { valueOf, type OrganisationRow } from '../tables/figure-table.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { FOUR_HOUR_FIELD_TEST } from './layouts.ts';

const TYPES = ['type1', 'type2', 'other'] as const;
/** A department this busy always has somebody who waits longer than four hours. */
const BUSY = 1000;
/** Printed totals of workbooks, and the measure of trust_year they bear on. */
const TOTALS = [
  ['attendances', 'attendances_total', 'ae_attendances'],
  ['over4h', 'over4h_total', 'ae_over_4_hours'],
] as const;

/** Findings about one organisation's month. */
export function findingsAbout(row: OrganisationRow, month: string): readonly Finding[] {
  const { findings, add } = findingsOn(row, monthInWords(month));
  for (const [stem, total, measure] of TOTALS) {
    const printed = valueOf(row, total);
    const sum = TYPES.reduce((all, type) => all + (valueOf(row, `${stem}_${type}`) ?? 0), 0);
    if (printed !== null && printed !== sum)
      add('identity', measure, `${total} is ${printed}, its three types add up to ${sum}.`);
  }
  for (const type of TYPES) {
    for (const booked of ['', 'booked_'] as const) {
      const all = valueOf(row, `attendances_${booked}${type}`);
      const late = valueOf(row, `over4h_${booked}${type}`);
      if (all === null || late === null || late <= all) continue;
      add(
        'over-4-hours-exceeds-attendances',
        'ae_over_4_hours',
        `${late} attendances over four hours of ${all} attendances (${booked}${type}).`,
      );
    }
  }
  const busy = valueOf(row, 'attendances_type1') ?? 0;
  if (busy > BUSY && valueOf(row, 'over4h_type1') === 0) {
    const tested = month >= FOUR_HOUR_FIELD_TEST.from && month <= FOUR_HOUR_FIELD_TEST.until;
    const why = tested
      ? 'trusts of the field test of other standards (May 2019 to May 2023) did not report four-hour waits'
      : 'a missing return is published as zero';
    add(
      tested ? 'four-hour-field-test' : 'zero-return',
      'ae_over_4_hours',
      `no attendance over four hours of ${busy} at type 1 departments: ${why}.`,
    );
  }
  return findings;
}
