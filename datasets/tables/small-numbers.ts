/** How HES publications hide small numbers, and what that lets a total differ by (dossier admitted-patient-care, section 3). */
import type { Observation, PrintedTotal } from '../contract/parsed-file.ts';

/** Counts of organisations are rounded to the nearest five, those from 1 to 7 are withheld; England is exact. */
export const ROUNDED_AWAY = 2.5;
export const WITHHELD_AT_MOST = 7;

/**
 * The furthest a printed total can be from the sum of these rows when nothing is wrong: what rounding takes from each figure,
 * and what may stand behind each asterisk. In genuine files it is used up to a tenth.
 */
export function roundingAllowance(observations: readonly Observation[]): (total: PrintedTotal) => number {
  const allowed = new Map<string, number>();
  for (const { period, measure, status, value } of observations) {
    const key = `${period} ${measure}`;
    const share = status === 'suppressed' ? WITHHELD_AT_MOST : value ? ROUNDED_AWAY : 0;
    allowed.set(key, (allowed.get(key) ?? 0) + share);
  }
  return ({ period, measure }) => (allowed.get(`${period} ${measure}`) ?? 0) + 0.5;
}
