/** Chart of a ratio in one year: value against the size of the divisor. The shape of a funnel without its limits: audited totals are no samples. */
import type { VNode } from 'preact';
import type { Display } from '../read/model.ts';
import { shownNumber } from '../words/shown.ts';
import { scatterAlt } from './alt-text.ts';
import { type Axis, linearAxis, logAxis } from './axis.ts';
import { type ChartWords, type Dot, type Quartiles, TOO_FEW } from './chart-data.ts';
import { AxisBelow, AxisLeft, Chart, Dots, OwnDot, Rings } from './chart.tsx';

export interface SizedDot extends Dot {
  /** The divisor. Sizes of 0 and less have no place on the scale and are not drawn. */
  readonly size: number;
}

export interface SizeScatterProps extends ChartWords {
  readonly dots: readonly SizedDot[];
  /** Of the group that is drawn, from measure_summary. */
  readonly summary: Quartiles;
  /** The divisor's words and number format. */
  readonly size: { readonly label: string; readonly display: Display };
}

export const SCATTER_WIDTH = 760;
const [LEFT, RIGHT, TOP, BOTTOM] = [64, 600, 30, 360];

/** Where everything stands. The page's script finds the dot under the pointer with it. */
export function placeScatter({ dots, size, display }: Pick<SizeScatterProps, 'dots' | 'size' | 'display'>): {
  readonly across: Axis;
  readonly up: Axis;
  readonly dots: readonly (SizedDot & { readonly x: number; readonly y: number })[];
} {
  const drawn = dots.filter((dot) => dot.size > 0);
  const across = logAxis(
    drawn.map((dot) => dot.size),
    [LEFT, RIGHT],
    size.display,
  );
  const up = linearAxis(
    drawn.map(({ value }) => value),
    [BOTTOM, TOP],
    display,
  );
  return {
    across,
    up,
    dots: drawn.map((dot) => ({ ...dot, x: across.place(dot.size), y: up.place(dot.value) })),
  };
}

/** Value against size, with the median and the middle half of the group across. */
export function SizeScatter({ title, illustrative, display, dots, summary, size }: SizeScatterProps): VNode {
  const { across, up, dots: placed } = placeScatter({ dots, size, display });
  const { n, q1, median, q3 } = summary;
  const compared = q1 !== null && median !== null && q3 !== null;
  const desc = scatterAlt(
    dots.filter((dot) => dot.size > 0),
    summary,
    display,
    size,
  );
  return (
    <Chart
      {...{ kind: 'scatter', title, illustrative, desc }}
      {...{ width: SCATTER_WIDTH, height: BOTTOM + 42 }}
    >
      <text class="tick" x="0" y="14">
        {display.unit}
      </text>
      {compared && (
        <rect
          class="half"
          fill="#e7e2d9"
          stroke="#8a8a8a"
          {...{ x: LEFT, y: up.place(q3), width: RIGHT - LEFT }}
          height={Math.max(1, up.place(q1) - up.place(q3))}
        />
      )}
      <AxisBelow axis={across} top={TOP} bottom={BOTTOM} />
      <AxisLeft axis={up} left={LEFT} right={RIGHT} />
      <text class="tick" x={(LEFT + RIGHT) / 2} y={BOTTOM + 36} text-anchor="middle">
        {size.label}, {size.display.unit}, logarithmic scale
      </text>
      <Dots at={placed.flatMap((dot) => (dot.hollow || dot.own ? [] : [[dot.x, dot.y] as const]))} />
      {compared ? (
        <>
          <path
            class="median"
            stroke="#1f1f1f"
            stroke-width="2"
            d={`M${LEFT} ${up.place(median)}H${RIGHT}`}
          />
          <text class="row" x={RIGHT + 10} y={up.place(median) + 1}>
            median {shownNumber(median, display)}
          </text>
          <text class="quiet" x={RIGHT + 10} y={up.place(median) + 17}>
            {shownNumber(q1, display)} to {shownNumber(q3, display)}
          </text>
          <text class="quiet" x={RIGHT + 10} y={up.place(median) + 33}>
            {n.toLocaleString('en-GB')} compared
          </text>
        </>
      ) : (
        <text class="quiet" x={RIGHT + 10} y={TOP + 10}>
          {TOO_FEW}
        </text>
      )}
      <Rings at={placed.flatMap((dot) => (dot.hollow && !dot.own ? [[dot.x, dot.y] as const] : []))} />
      {placed
        .filter(({ own }) => own)
        .map(({ code, x, y, hollow = false }) => (
          <OwnDot key={code} {...{ x, y, hollow, label: code }} />
        ))}
    </Chart>
  );
}
