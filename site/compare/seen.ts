/** A figure as the reader chose to see it: as filed, in the prices of one year, or with a base year as 100. Its words are those of every page. */
import type { Display } from '../read/model.ts';
import { type CellWords, cellWords, type MarkedCell, NO_INDEX } from '../words/shown.ts';
import type { CompareData, ComparedFigure, SeenCell } from './compare-data.ts';
import type { CompareState } from './compare-state.ts';

/** Whether figures are shown in the prices of one year: only money has them. */
export function isPriced(data: CompareData, state: CompareState, figure: ComparedFigure): boolean {
  return state.real && figure.hasReal && data.priceBase !== null;
}

/** Whether a base year is set to 100. */
export function isIndexed(state: CompareState, figure: ComparedFigure): boolean {
  return state.base !== null && figure.canIndex && state.against === null;
}

/** The figure in cash, or in the prices of one year. Money of a year without a price index is no figure. */
export function pricedCell(cell: SeenCell | undefined, priced: boolean): MarkedCell | undefined {
  if (!cell) return undefined;
  const { value, real, status, comparable, mark } = cell;
  if (!priced || value === null) return { value, status, comparable, mark };
  return real === null
    ? { value: null, status, comparable: false, mark: NO_INDEX }
    : { value: real, status, comparable, mark };
}

/**
 * Why a year cannot be set to 100; null where it can. A figure that is a bound or an estimate cannot: every index over it
 * would be wrong by a share that nobody knows.
 */
export function whyNoBase(
  cell: MarkedCell | undefined,
  base: string,
  display: Display,
  isMean: boolean,
): string | null {
  const { words } = cellWords(cell, display, isMean);
  if (!cell || cell.value === null) return `no index: no figure in ${base} (${words})`;
  if (cell.status !== 'reported' || !cell.comparable) {
    return `no index: the figure of ${base} cannot be set to 100 (${words})`;
  }
  return cell.value > 0 ? null : `no index: the figure of ${base} is not above 0`;
}

const HIDDEN = /\[or up to ([\d,]+) more\]/;

/** A figure over the base. A bound stays a bound and an estimate an estimate; what small numbers can hide is set over the base too. */
export function indexCell(cell: MarkedCell, base: number): MarkedCell {
  const mark = cell.mark.replace(HIDDEN, (_, hidden: string) => {
    const most = Math.ceil((100 * Number(hidden.replaceAll(',', ''))) / base);
    return `[or up to ${most.toLocaleString('en-GB')} more]`;
  });
  return { ...cell, mark, value: cell.value === null ? null : (100 * cell.value) / base };
}

/** The unit of what is shown: `£ million in 2023-24 prices`, `index, 2017-18 = 100`, or the unit alone. */
export function unitInWords(data: CompareData, state: CompareState, figure: ComparedFigure): string {
  const prices = isPriced(data, state, figure) ? `in ${data.priceBase ?? ''} prices` : '';
  if (isIndexed(state, figure)) {
    return `index, ${state.base ?? ''} = 100${prices && `, ${prices}`}`;
  }
  return [figure.display.unit, prices].filter(Boolean).join(' ');
}

/** How figures are printed in the unit that is shown. */
export function displayOf(data: CompareData, state: CompareState, figure: ComparedFigure): Display {
  const unit = unitInWords(data, state, figure);
  return isIndexed(state, figure) ? { divide: 1, decimals: 0, unit } : { ...figure.display, unit };
}

/** A cell that is there and not shown over the base. */
export function notOverBase(mark: string, words: string): CellWords {
  return { shown: '', mark, words };
}
