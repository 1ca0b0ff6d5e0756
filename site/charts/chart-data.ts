/** What charts are drawn from: plain values, at publish time and in the browser. Nothing is worked out here. */
import type { Display, SeriesBreak } from '../read/model.ts';

/** Median and middle half as in measure_summary; null where fewer than five figures are comparable. */
export interface Quartiles {
  readonly n: number;
  readonly q1: number | null;
  readonly median: number | null;
  readonly q3: number | null;
}

/** A trust's figure of a year. */
export interface Dot {
  readonly code: string;
  readonly value: number;
  /** Not counted in the median: drawn as a ring. */
  readonly hollow?: boolean;
  /** Chosen: dark, with its label. */
  readonly own?: boolean;
}

/** A figure of a series in a year. */
export interface LinePoint {
  readonly value: number;
  /** Part of a year, or not comparable: drawn as a ring, the line to it dashed. */
  readonly hollow?: boolean;
  /** `[p]` and the like, printed beside the point. */
  readonly mark?: string;
}

/** Where a line stops, or (`ruleOnly`) where a rule is drawn and the line goes on. */
export interface ChartBreak {
  /** Last year before the break. */
  readonly afterYear: string;
  /** First year after it; the next year when not given. Years between compare with neither side. */
  readonly untilYear?: string;
  readonly text: string;
  readonly source?: string;
  /** Breaks of accounting: the rule and its words, the line goes on. */
  readonly ruleOnly?: boolean;
}

/** Every chart says what it shows, and whether its figures are made up. */
export interface ChartWords {
  /** What the chart shows: `Beds open overnight, 2022-23, by type of trust`. */
  readonly title: string;
  /** The sample: its warning goes into the title. */
  readonly illustrative?: boolean;
  readonly display: Display;
}

/** Printed where fewer than five figures are comparable. */
export const TOO_FEW = 'Too few to compare.';

/** The breaks of a figure as charts draw them; a break of both parts of a ratio is drawn once. */
export function chartBreaks(breaks: readonly SeriesBreak[]): readonly ChartBreak[] {
  const found = new Map<string, ChartBreak>();
  for (const { fromFy, toFy, kind, text, source } of breaks)
    found.set(`${fromFy} ${toFy} ${text}`, {
      ...{ afterYear: fromFy, untilYear: toFy, text },
      ...(source && { source }),
      ...(kind === 'accounting' && { ruleOnly: true }),
    });
  return [...found.values()].sort((a, b) =>
    a.afterYear < b.afterYear ? -1 : a.afterYear > b.afterYear ? 1 : 0,
  );
}
