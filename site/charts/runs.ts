/** Which years a line may join: neighbours that both have a figure, with no break between them. */
import type { ChartBreak } from './chart-data.ts';

/** Whether a change from year `a` to the later year `b` crosses the break (docs/compare.md). */
function crosses({ afterYear, untilYear = nextYear(afterYear) }: ChartBreak, a: string, b: string): boolean {
  return a < untilYear && b > afterYear;
}

/** `2019-20` for `2018-19`. */
export function nextYear(fy: string): string {
  const start = Number(fy.slice(0, 4)) + 1;
  return `${String(start)}-${String(start + 1).slice(2)}`;
}

/** Runs of indices that one line may join. A year without a figure, a year that is not held and a break end a run. */
export function runsOf(
  years: readonly string[],
  has: readonly boolean[],
  breaks: readonly ChartBreak[],
): readonly (readonly number[])[] {
  const stops = breaks.filter(({ ruleOnly }) => ruleOnly !== true);
  const runs: number[][] = [];
  let run: number[] | undefined;
  for (const [index, year] of years.entries()) {
    const before = years[index - 1];
    const joined =
      before !== undefined && nextYear(before) === year && !stops.some((one) => crosses(one, before, year));
    if (has[index] !== true) run = undefined;
    else if (run && joined) run.push(index);
    else runs.push((run = [index]));
  }
  return runs;
}

/** A rule of a chart: between which years it stands (index of the earlier), and which breaks it is of. */
export interface BreakRule {
  readonly after: number;
  readonly letters: string;
  readonly ruleOnly: boolean;
}

/** Letters of breaks, as they stand at the rules and before the words. */
export function letterOf(index: number): string {
  return 'abcdefghijklmnopqrstuvwxyz'[index] ?? String(index + 1);
}

/** Breaks that fall between years of the chart, in the order given. */
export function breaksWithin(years: readonly string[], breaks: readonly ChartBreak[]): readonly ChartBreak[] {
  return breaks.filter((one) => pairsOf(years, one).length > 0);
}

function pairsOf(years: readonly string[], one: ChartBreak): readonly number[] {
  return years.flatMap((year, index) => {
    const next = years[index + 1];
    return next !== undefined && crosses(one, year, next) ? [index] : [];
  });
}

/** One rule where a break begins, one where it ends; breaks at the same place share it. */
export function rulesOf(years: readonly string[], breaks: readonly ChartBreak[]): readonly BreakRule[] {
  const rules = new Map<number, { letters: string[]; ruleOnly: boolean }>();
  for (const [index, one] of breaks.entries()) {
    const pairs = pairsOf(years, one);
    for (const after of new Set([pairs[0], pairs.at(-1)])) {
      if (after === undefined) continue;
      const rule = rules.get(after) ?? { letters: [], ruleOnly: true };
      rule.letters.push(letterOf(index));
      rule.ruleOnly &&= one.ruleOnly === true;
      rules.set(after, rule);
    }
  }
  return [...rules]
    .sort(([a], [b]) => a - b)
    .map(([after, { letters, ruleOnly }]) => ({ after, letters: letters.join(' '), ruleOnly }));
}
