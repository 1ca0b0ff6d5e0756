/** Series of a figure over the years, as they are or with a base year as 100. */
import type { ChartBreak, LinePoint } from '../charts/chart-data.ts';
import { type CellWords, cellWords } from '../words/shown.ts';
import type { CompareData, ComparedBreak, ReadCell } from './compare-data.ts';
import type { CompareState } from './compare-state.ts';
import { displayOf, indexCell, isIndexed, isPriced, notOverBase, pricedCell, whyNoBase } from './seen.ts';

export interface TrustSeries {
  readonly code: string;
  readonly name: string;
  readonly points: readonly (LinePoint | null)[];
  /** What the table says of each year; null where the trust has no row. */
  readonly said: readonly (CellWords | null)[];
  readonly breaks: readonly ChartBreak[];
  /** Why no year can be shown against the base. */
  readonly noBase: string | null;
}

/** Breaks of a figure: those of every trust, and with a code those of the trust alone. */
export function breaksFor(data: CompareData, figure: string, code?: string): readonly ChartBreak[] {
  const list: readonly ComparedBreak[] = code === undefined ? data.breaks : (data.own[code] ?? []);
  const found = new Map<string, ChartBreak>();
  for (const [name, afterYear, untilYear, text, ruleOnly] of list)
    if (name === figure || name === '')
      found.set(`${afterYear} ${untilYear} ${text}`, {
        ...{ afterYear, untilYear, text },
        ...(ruleOnly === 1 && { ruleOnly: true }),
      });
  return [...found.values()].sort((a, b) =>
    a.afterYear < b.afterYear ? -1 : a.afterYear > b.afterYear ? 1 : 0,
  );
}

/** Whether a change from one year to the other would be a change over a break. */
export function crosses(breaks: readonly ChartBreak[], one: string, other: string): boolean {
  const [from, to] = one < other ? [one, other] : [other, one];
  return breaks.some(
    ({ afterYear, untilYear = afterYear, ruleOnly }) =>
      ruleOnly !== true && from < untilYear && to > afterYear,
  );
}

export function seriesOf(data: CompareData, state: CompareState, read: ReadCell): readonly TrustSeries[] {
  const figure = data.figures.find(({ name }) => name === state.figure);
  if (!figure) return [];
  const { years } = data;
  const { name: figureName, isMean } = figure;
  const base = isIndexed(state, figure) ? state.base : null;
  const display = displayOf(data, state, figure);
  const names = new Map(data.trusts.map(([code, name]) => [code, name]));
  return state.trusts.map((code) => {
    const breaks = breaksFor(data, figureName, code);
    const all = [...breaks, ...breaksFor(data, figureName)];
    const cells = years.map((fy) => pricedCell(read(code, figureName, fy), isPriced(data, state, figure)));
    const start = base === null ? undefined : cells[years.indexOf(base)];
    const noBase = base === null ? null : whyNoBase(start, base, figure.display, isMean);
    const seen = cells.map((cell, index): { said: CellWords | null; point: LinePoint | null } => {
      const fy = years[index] ?? '';
      if (!cell) return { said: null, point: null };
      if (cell.value === null) return { said: cellWords(cell, display, isMean), point: null };
      if (noBase !== null) return { said: notOverBase('[no base]', noBase), point: null };
      if (base !== null && crosses(all, base, fy)) {
        return {
          said: notOverBase('[break]', `no index: a break between ${[base, fy].sort().join(' and ')}`),
          point: null,
        };
      }
      const shown = base === null ? cell : indexCell(cell, start?.value ?? NaN);
      return {
        said: cellWords(shown, display, isMean),
        point: { value: shown.value ?? NaN, ...(!shown.comparable && { hollow: true }) },
      };
    });
    return {
      ...{ code, name: names.get(code) ?? code, breaks, noBase },
      ...{ points: seen.map(({ point }) => point), said: seen.map(({ said }) => said) },
    };
  });
}
