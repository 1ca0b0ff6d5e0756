/** What charts say to readers who do not see them: the type of the chart, its range, its trend. Pure; tables beside the charts hold every figure. */
import type { Display } from '../read/model.ts';
import { numberInWords } from '../words/shown.ts';
import { type ChartBreak, type Dot, type LinePoint, type Quartiles, TOO_FEW } from './chart-data.ts';
import { quarterOf } from './quarter.ts';
import { breaksWithin, runsOf } from './runs.ts';

/** No difference between scores below this is called a change: editions of the survey differ by half of it. */
const LEAST_CHANGE_OF_A_SCORE = 0.1;

export interface AltSeries {
  readonly label: string;
  readonly points: readonly (LinePoint | null)[];
  readonly breaks?: readonly ChartBreak[];
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** `from 3.0 beds to 1,204.0 beds`. */
export function rangeInWords(values: readonly number[], display: Display): string {
  if (values.length === 0) return 'no figure';
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `from ${numberInWords(low, display)} to ${numberInWords(high, display)}`;
}

function quartilesInWords({ n, q1, median, q3 }: Quartiles, display: Display): string {
  if (median === null || q1 === null || q3 === null) return TOO_FEW;
  return `Median of ${plural(n, 'trust')}: ${numberInWords(median, display)}. Middle half: ${rangeInWords([q1, q3], display)}.`;
}

function ownInWords(dots: readonly Dot[], display: Display): string {
  return dots
    .filter(({ own }) => own === true)
    .map(({ code, value }) => `${code}: ${numberInWords(value, display)}.`)
    .join(' ');
}

/** Of dots in rows, one row a group. */
export function stripAlt(
  rows: readonly { readonly label: string; readonly summary: Quartiles; readonly dots: readonly Dot[] }[],
  display: Display,
): string {
  const dots = rows.flatMap((row) => row.dots);
  const hollow = dots.filter((dot) => dot.hollow === true).length;
  return [
    `Dot chart of ${plural(dots.length, 'trust')} in ${plural(rows.length, 'group')}, ${rangeInWords(
      dots.map(({ value }) => value),
      display,
    )}.`,
    ...rows.map(({ label, summary }) => `${label}: ${quartilesInWords(summary, display)}`),
    hollow > 0 ? `${plural(hollow, 'ring is', 'rings are')} not counted in the medians.` : '',
    ownInWords(dots, display),
  ]
    .filter(Boolean)
    .join(' ');
}

/** Of values against sizes. */
export function scatterAlt(
  dots: readonly (Dot & { readonly size: number })[],
  summary: Quartiles,
  display: Display,
  size: { readonly label: string; readonly display: Display },
): string {
  const hollow = dots.filter((dot) => dot.hollow === true).length;
  return [
    `Scatter chart of ${plural(dots.length, 'trust')}, ${rangeInWords(
      dots.map(({ value }) => value),
      display,
    )}, against ${size.label} ${rangeInWords(
      dots.map((dot) => dot.size),
      size.display,
    )} on a logarithmic scale.`,
    quartilesInWords(summary, display),
    hollow > 0 ? `${plural(hollow, 'ring is', 'rings are')} not counted in the median.` : '',
    ownInWords(dots, display),
  ]
    .filter(Boolean)
    .join(' ');
}

/** `rose from 1 bed in 2019-20 to 2 beds in 2020-21`. Figures that print the same are no change, nor are scores that differ by less than 0.1. */
function changeInWords(
  years: readonly string[],
  points: readonly (LinePoint | null)[],
  run: readonly number[],
  display: Display,
): string {
  const [first = 0, last = 0] = [run[0], run.at(-1)];
  const [from, to] = [points[first]?.value ?? 0, points[last]?.value ?? 0];
  const [fromWords, toWords] = [numberInWords(from, display), numberInWords(to, display)];
  if (first === last) return `${fromWords} in ${years[first] ?? ''}`;
  const span = `from ${fromWords} in ${years[first] ?? ''} to ${toWords} in ${years[last] ?? ''}`;
  if (fromWords === toWords) return `${fromWords} in ${years[first] ?? ''} and in ${years[last] ?? ''}`;
  if (display.unit.startsWith('score') && Math.abs(to - from) < LEAST_CHANGE_OF_A_SCORE)
    return `no change to speak of ${span}`;
  return `${to > from ? 'rose' : 'fell'} ${span}`;
}

/** A figure that a trend may be said of: a bound, an estimate and a part of a year are none. */
function isComparable(point: LinePoint | null): point is LinePoint {
  return point !== null && point.hollow !== true;
}

/**
 * The trend of one series, said for each stretch of years that a line may join: no change over a gap or a break, and none
 * from or to a figure that is not comparable.
 */
export function trendInWords(
  years: readonly string[],
  points: readonly (LinePoint | null)[],
  breaks: readonly ChartBreak[],
  display: Display,
): string {
  const runs = runsOf(years, points.map(isComparable), breaks);
  if (runs.length === 0) return points.some((point) => point !== null) ? NONE_COMPARABLE : 'no figure';
  return runs.map((run) => changeInWords(years, points, run, display)).join('; ');
}

const NONE_COMPARABLE = 'no comparable figure';

/** Of lines over years: range and trends of comparable figures. */
export function linesAlt(
  years: readonly string[],
  series: readonly AltSeries[],
  band: readonly (Quartiles | null)[] | undefined,
  breaks: readonly ChartBreak[],
  display: Display,
): string {
  const values = series.flatMap(({ points }) => points.filter(isComparable).map(({ value }) => value));
  const rings = series.flatMap(({ points }) => points.filter((point) => point?.hollow === true)).length;
  const medians = (band ?? years.map(() => null)).map((one): LinePoint | null =>
    one === null || one.median === null ? null : { value: one.median },
  );
  const within = breaksWithin(years, breaks);
  const all = [...values, ...medians.flatMap((point) => (point ? [point.value] : []))];
  return [
    `Line chart, ${years[0] ?? ''} to ${years.at(-1) ?? ''}, ${
      all.length === 0 && rings > 0 ? NONE_COMPARABLE : rangeInWords(all, display)
    }.`,
    band && medians.some((point) => point !== null)
      ? `Median: ${trendInWords(years, medians, breaks, display)}.`
      : '',
    ...series.map(
      ({ label, points, breaks: own = [] }) =>
        `${label}: ${trendInWords(years, points, [...breaks, ...own], display)}.`,
    ),
    rings > 0 ? `Not comparable, and drawn as rings: ${plural(rings, 'figure')}.` : '',
    ...within.map(({ afterYear, text }) => `After ${afterYear}: ${text}`),
  ]
    .filter(Boolean)
    .join(' ');
}

/**
 * Of a trust among its peers, figure by figure. The strongest statement is "in the highest quarter of n"; a figure that is not
 * comparable is in no quarter.
 */
export function profileAlt(
  rows: readonly {
    readonly own: number | null;
    readonly q1: number | null;
    readonly q3: number | null;
    readonly hollow?: boolean;
  }[],
): string {
  let [above, within, below, tooFew, unplaced, without] = [0, 0, 0, 0, 0, 0];
  for (const { own, q1, q3, hollow } of rows) {
    if (own === null) without += 1;
    else if (hollow === true) unplaced += 1;
    else {
      const quarter = quarterOf(own, { q1, q3 });
      if (quarter === undefined) tooFew += 1;
      else if (quarter === 'highest') above += 1;
      else if (quarter === 'lowest') below += 1;
      else within += 1;
    }
  }
  const parts = [
    [above, 'in the highest quarter of the peers'],
    [within, 'in their middle half'],
    [below, 'in the lowest quarter'],
    [tooFew, 'with too few peers to compare'],
    [unplaced, 'not placed, as not comparable'],
    [without, 'without a figure of this trust'],
  ] as const;
  return `Range chart of ${plural(rows.length, 'figure')}, this trust beside its peers: ${parts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count.toLocaleString('en-GB')} ${words}`)
    .join(', ')}.`;
}
