/** A row's years as a small line. The figures stand beside it in the row, so readers of the table lose nothing without it. */
import type { VNode } from 'preact';
import type { ChartBreak, LinePoint } from './chart-data.ts';
import { runsOf } from './runs.ts';

export interface SparkProps {
  readonly years: readonly string[];
  readonly points: readonly (LinePoint | null)[];
  readonly breaks?: readonly ChartBreak[];
  /** Where the figures do not stand beside it: type, range and trend (`trendInWords`). Else it is hidden from screen readers. */
  readonly alt?: string;
}

const [WIDTH, HEIGHT, EDGE] = [66, 22, 4];

/**
 * Lines that stop at gaps and breaks, rings for figures that are not comparable, a dot at the last year with a figure. A page
 * has a hundred sparks: its numbers are whole pixels and steps from point to point, and rings are part of the line's path. It has
 * no words, and is no picture to readers by ear.
 */
export function Spark({ years, points, breaks = [], alt }: SparkProps): VNode | null {
  let [low, high] = [Infinity, -Infinity];
  for (const point of points) {
    if (!point) continue;
    low = Math.min(low, point.value);
    high = Math.max(high, point.value);
  }
  if (low > high) return null;
  const y = (index: number): number => {
    const value = points[index]?.value ?? 0;
    return Math.round(
      high === low ? HEIGHT / 2 : HEIGHT - EDGE - ((value - low) / (high - low)) * (HEIGHT - 2 * EDGE),
    );
  };
  const step = Math.floor((WIDTH - 2 * EDGE) / Math.max(1, years.length - 1));
  const x = (index: number): number => EDGE + step * index;
  const runs = runsOf(
    years,
    points.map((point) => point !== null),
    breaks,
  );
  const last = points.findLastIndex((point) => point !== null);
  let [lines, rings, dots] = ['', '', ''];
  for (const run of runs) {
    const [first = 0, ...others] = run;
    if (others.length > 0 || (first === last && points[first]?.hollow !== true))
      lines += `M${x(first)},${y(first)}${others.length > 0 ? 'l' : 'h0'}`;
    lines += others
      .map((index) => `${step},${y(index) - y(index - 1)}`)
      .join()
      .replaceAll(',-', '-');
    for (const index of run) {
      if (points[index]?.hollow === true) rings += `M${x(index) - 2},${y(index) - 2}h4v4h-4z`;
      else if (others.length === 0 && index !== last) dots += `M${x(index)},${y(index)}h0`;
    }
  }
  // The style sheet sets a dot at the end of the path: the last year. A path that ends in a ring has none.
  const ended = points[last]?.hollow === true ? lines + rings : rings + lines;
  return (
    <svg {...(alt === undefined ? { role: 'none' } : { role: 'img' })}>
      {alt !== undefined && <title>{alt}</title>}
      <path class={points[last]?.hollow === true ? 'o' : undefined} d={ended} />
      {dots !== '' && <path class="dots" d={dots} />}
    </svg>
  );
}

/** The dot that the style sheet sets at the end of a spark. A page with sparks holds it once. */
export function SparkDot(): VNode {
  return (
    <svg class="unseen" aria-hidden="true">
      <marker id="dot" refX="1.5" refY="1.5">
        <circle class="own" cx="1.5" cy="1.5" r="1.5" />
      </marker>
    </svg>
  );
}
