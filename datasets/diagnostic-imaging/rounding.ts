import type { Observation } from '../contract.ts';

/** Every printed count, and their total, is rounded to the nearest five. */
const ROUNDED_BY = 2.5;
/** A withheld count is one or two. */
const WITHHELD_AT_MOST = 2;

/** How far a rounded total may be from what the figures it is of add up to, in tests. */
export function roundingOf(figures: readonly Pick<Observation, 'status'>[]): number {
  const count = (status: Observation['status']): number =>
    figures.filter((one) => one.status === status).length;
  return ROUNDED_BY * (count('reported') + 1) + WITHHELD_AT_MOST * count('suppressed');
}
