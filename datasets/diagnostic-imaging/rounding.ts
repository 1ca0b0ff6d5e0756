import type { Observation } from '../contract/parsed-file.ts';

/** Every printed count, and their total, is rounded to the nearest five. */
const ROUNDED_BY = 2.5;
/** A withheld count is one or two. */
export const WITHHELD_AT_MOST = 2;

/** What a year's own figure differs by from its months in genuine files, however few of them (dossier, section 5). */
const YEAR_APART = 15;

/** How far the year's own figure may be from the months of its row, in tests. */
export function roundingOfYear(months: readonly Pick<Observation, 'status'>[]): number {
  return Math.max(YEAR_APART, roundingOf(months));
}

/** How far a rounded total may be from what the figures it is of add up to, in tests. */
export function roundingOf(figures: readonly Pick<Observation, 'status'>[]): number {
  const count = (status: Observation['status']): number =>
    figures.filter((one) => one.status === status).length;
  return ROUNDED_BY * (count('reported') + 1) + WITHHELD_AT_MOST * count('suppressed');
}
