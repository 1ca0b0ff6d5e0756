/** Which printed totals stand beside the cells of a figure. Pages use this too: nothing of Node in it. */
import type { ExplainedCell, ExplainedTotal } from './explanation.ts';

/** Of the totals of a dataset and year, in their order: those of a period and measure that a cell has, in the cell's file. */
export function totalsBeside(
  cells: readonly ExplainedCell[],
  totals: readonly ExplainedTotal[],
): readonly ExplainedTotal[] {
  if (cells.length === 0) return [];
  const wanted = new Set(cells.map(keyOfTotal));
  return totals.filter((total) => wanted.has(keyOfTotal(total)));
}

function keyOfTotal({ period, measure, url }: Pick<ExplainedTotal, 'period' | 'measure' | 'url'>): string {
  return `${period}\n${measure}\n${url}`;
}
