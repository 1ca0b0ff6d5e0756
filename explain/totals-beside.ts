/** Which printed totals stand beside the cells of a figure. Pages use this too: nothing of Node in it. */
import type { ExplainedCell, ExplainedTotal } from './explanation.ts';

/** Of the totals of a dataset and year, in their order: those of a period and measure that a cell has, in the cell's file. */
export function totalsBeside(
  cells: readonly ExplainedCell[],
  totals: readonly ExplainedTotal[],
): readonly ExplainedTotal[] {
  if (cells.length === 0) return [];
  const wanted = new Set(cells.map(keyOfTotal));
  const keys = keysOf(totals);
  return totals.filter((_, index) => wanted.has(keys[index] ?? ''));
}

/** The totals of a dataset and year stand beside the figures of all trusts: their keys are made once. */
const known = new WeakMap<readonly ExplainedTotal[], readonly string[]>();

function keysOf(totals: readonly ExplainedTotal[]): readonly string[] {
  const keys = known.get(totals) ?? totals.map(keyOfTotal);
  known.set(totals, keys);
  return keys;
}

function keyOfTotal({ period, measure, url }: Pick<ExplainedTotal, 'period' | 'measure' | 'url'>): string {
  return `${period}\n${measure}\n${url}`;
}
