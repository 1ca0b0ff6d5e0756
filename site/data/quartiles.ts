/** Median and quartiles of a list that no published table has: an own list, the ten nearest, money in real terms. */
import { quantileSorted } from 'd3-array';
import type { Quartiles } from '../charts/chart-data.ts';

/** Fewer comparable figures have no quartiles, as in measure_summary. */
export const FEWEST = 5;

/** Type 7, as DuckDB's `quantile_cont`. `values` are comparable figures only. */
export function quartilesOf(values: readonly number[]): Quartiles {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  if (n < FEWEST) return { n, q1: null, median: null, q3: null };
  const at = (share: number): number | null => quantileSorted(sorted, share) ?? null;
  return { n, q1: at(0.25), median: at(0.5), q3: at(0.75) };
}
