/** What comparing needs of trusts and figures; figures themselves come from the model or from `data/cells.js`. */
import type { Display, Model } from '../read/model.ts';
import type { MarkedCell } from '../words/shown.ts';

export interface ComparedFigure {
  readonly name: string;
  readonly label: string;
  readonly group: string;
  /** Unit of the values, as in the published tables. */
  readonly unit: string;
  /** How values are printed, and in which unit. */
  readonly display: Display;
  readonly isMean: boolean;
  /** A measure that can be no score and no rate: its axis may be of powers of ten. */
  readonly isSize: boolean;
  /** Sums and money: they may be set to 100 in a base year. */
  readonly canIndex: boolean;
  /** Money that is known in the prices of one year too. */
  readonly hasReal: boolean;
}

/** Figure, last year before, first year after, words, 1 where the line goes on. */
export type ComparedBreak = readonly [string, string, string, string, number];

export interface CompareData {
  readonly years: readonly string[];
  readonly illustrative: boolean;
  readonly priceBase: string | null;
  readonly release: string;
  readonly figures: readonly ComparedFigure[];
  /** Code, name, type in its last year. */
  readonly trusts: readonly (readonly [string, string, string])[];
  /** Breaks of every trust. */
  readonly breaks: readonly ComparedBreak[];
  /** Breaks of one trust, by its code; of every figure where the figure is ''. */
  readonly own: Readonly<Record<string, readonly ComparedBreak[]>>;
}

/** A figure with its status and mark, in cash and in the prices of one year. */
export interface SeenCell extends MarkedCell {
  readonly real: number | null;
}

export type ReadCell = (code: string, figure: string, fy: string) => SeenCell | undefined;

/** `flows` names the measures that are sums over time: money, counts. */
export function compareDataOf(model: Model, flows: ReadonlySet<string>): CompareData {
  const { facts, figures, trusts } = model;
  const rates = new Set(['score', 'rate']);
  const breaksOf = (code?: string): readonly ComparedBreak[] => {
    const found = new Map<string, ComparedBreak>();
    for (const name of ['', ...figures.map((figure) => figure.name)])
      for (const { figure, fromFy, toFy, kind, text, orgCode } of model.breaks(name, code)) {
        if (orgCode !== (code ?? null)) continue;
        const one: ComparedBreak = [figure, fromFy, toFy, text, kind === 'accounting' ? 1 : 0];
        found.set(JSON.stringify(one), one);
      }
    return [...found.values()];
  };
  const hasReal = (name: string): boolean =>
    [...trusts.keys()].some((code) => facts.years.some((fy) => model.cell(code, name, fy)?.real != null));
  const own = [...trusts.keys()].map((code) => [code, breaksOf(code)] as const);
  return {
    ...{ years: facts.years, illustrative: facts.illustrative, release: facts.release },
    priceBase: facts.deflator?.base ?? null,
    figures: figures.map(({ name, label, group, display, isMean, kind, unit }) => ({
      ...{ name, label, group, unit, display, isMean },
      isSize: kind === 'measure' && !rates.has(unit) && name !== 'mean_length_of_stay',
      canIndex: kind === 'measure' && flows.has(name),
      hasReal: hasReal(name),
    })),
    trusts: [...trusts.values()].map(({ code, name, years }) => [code, name, years.at(-1)?.type ?? '']),
    breaks: breaksOf(),
    own: Object.fromEntries(own.filter(([, list]) => list.length > 0)),
  };
}
