/** A row's years as a small line. The figures stand beside it in the row, so readers of the table lose nothing without it. */
import type { VNode } from 'preact';
import { px } from './axis.ts';
import type { ChartBreak, LinePoint } from './chart-data.ts';
import { runsOf } from './runs.ts';

export interface SparkProps {
  readonly years: readonly string[];
  readonly points: readonly (LinePoint | null)[];
  readonly breaks?: readonly ChartBreak[];
  /** Where the figures do not stand beside it: type, range and trend (`trendInWords`). Else it is hidden from screen readers. */
  readonly alt?: string;
}

const [WIDTH, HEIGHT, EDGE] = [84, 22, 4];

/** Lines that stop at gaps and breaks, rings for figures that are not comparable, a dot at the last year with a figure. */
export function Spark({ years, points, breaks = [], alt }: SparkProps): VNode | null {
  const values = points.flatMap((point) => (point ? [point.value] : []));
  if (values.length === 0) return null;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = years.length > 1 ? (WIDTH - 2 * EDGE) / (years.length - 1) : 0;
  const x = (index: number): number => px(EDGE + step * index);
  const y = (value: number): number =>
    px(high === low ? HEIGHT / 2 : HEIGHT - EDGE - ((value - low) / (high - low)) * (HEIGHT - 2 * EDGE));
  const place = (index: number): string => `${x(index)} ${y(points[index]?.value ?? 0)}`;
  const runs = runsOf(
    years,
    points.map((point) => point !== null),
    breaks,
  );
  const lines = runs.filter((run) => run.length > 1).map((run) => `M${run.map(place).join('L')}`);
  const last = points.findLastIndex((point) => point !== null);
  const alone = runs.flatMap((run) => (run.length === 1 ? run : []));
  const dots = [...new Set([...alone, last])].filter((index) => points[index]?.hollow !== true);
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      fill="none"
      {...(alt === undefined ? { 'aria-hidden': 'true' } : { role: 'img' })}
    >
      {alt !== undefined && <title>{alt}</title>}
      {lines.length > 0 && <path d={lines.join('')} />}
      {dots.length > 0 && <path class="dots" d={dots.map((index) => `M${place(index)}h.01`).join('')} />}
      {points.map((point, index) =>
        point?.hollow ? <circle key={index} cx={x(index)} cy={y(point.value)} r="2.2" /> : null,
      )}
    </svg>
  );
}
