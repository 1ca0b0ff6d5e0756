/** Series of a figure over the years, as they are or with a base year as 100. */
import type { ChartBreak, LinePoint } from '../charts/chart-data.ts';
import type { CompareData, ComparedBreak, ReadCell } from './compare-data.ts';
import type { CompareState } from './compare-state.ts';

export interface Point extends LinePoint {
  /** The figure before it is set against a base. */
  readonly filed: number;
}

export interface TrustSeries {
  readonly code: string;
  readonly name: string;
  readonly points: readonly (Point | null)[];
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
  const { years } = data;
  const { figure, real, base } = state;
  const canIndex = data.figures.find(({ name }) => name === figure)?.canIndex === true;
  const names = new Map(data.trusts.map(([code, name]) => [code, name]));
  return state.trusts.map((code) => {
    const breaks = breaksFor(data, figure, code);
    const filed = years.map((fy): Point | null => {
      const cell = read(code, figure, fy);
      const value = (real ? cell?.real : undefined) ?? (real ? null : cell?.value) ?? null;
      if (!cell || value === null) return null;
      return {
        value,
        filed: value,
        ...(!cell.comparable && { hollow: true }),
        ...(cell.mark && { mark: cell.mark }),
      };
    });
    const common = { code, name: names.get(code) ?? code, breaks };
    if (base === null || !canIndex) return { ...common, points: filed, noBase: null };
    const start = filed[years.indexOf(base)];
    if (!start || start.hollow || start.value <= 0)
      return { ...common, points: years.map(() => null), noBase: `no comparable figure in ${base}` };
    const all = [...breaks, ...breaksFor(data, figure)];
    const points = filed.map((point, index) =>
      point && !crosses(all, base, years[index] ?? base)
        ? { ...point, value: (100 * point.value) / start.value }
        : null,
    );
    return { ...common, points, noBase: null };
  });
}
