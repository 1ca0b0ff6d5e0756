/** Chart of one year: every trust a dot, one row for each group, with its median and middle half. */
import type { VNode } from 'preact';
import { shownNumber } from '../words/shown.ts';
import { stripAlt } from './alt-text.ts';
import { type Axis, linearAxis } from './axis.ts';
import { type ChartWords, type Dot, type Quartiles, TOO_FEW } from './chart-data.ts';
import { AxisBelow, Chart, Dots, OwnDot, Rings } from './chart.tsx';
import { dodge } from './dodge.ts';

export interface StripRow {
  /** `Acute`. */
  readonly label: string;
  /** The row of measure_summary; a group without quartiles has dots only. */
  readonly summary: Quartiles;
  readonly dots: readonly Dot[];
}

export interface StripProps extends ChartWords {
  readonly rows: readonly StripRow[];
}

export const STRIP_WIDTH = 760;
const LEFT = 172;
const RIGHT = 596;
const TOP = 8;
const ROW = 60;
/** Half the height of the middle half. */
const HALF = 20;

/** A dot and its place in the picture. */
export interface PlacedDot extends Dot {
  readonly x: number;
  readonly y: number;
}

/** Where everything stands. The page's script finds the dot under the pointer with it. */
export function placeStrip({ rows, display }: Pick<StripProps, 'rows' | 'display'>): {
  readonly axis: Axis;
  readonly dots: readonly (readonly PlacedDot[])[];
} {
  const values = rows.flatMap(({ dots }) => dots.map(({ value }) => value));
  const axis = linearAxis(values, [LEFT, RIGHT], display);
  const dots = rows.map((row, index) => {
    const places = row.dots.map(({ value }) => axis.place(value));
    const offsets = dodge(places, HALF);
    return row.dots.map((dot, number) => ({
      ...dot,
      x: places[number] ?? 0,
      y: middle(index) + (offsets[number] ?? 0),
    }));
  });
  return { axis, dots };
}

function middle(row: number): number {
  return TOP + ROW * row + ROW / 2;
}

/** Values of a year by group. Quartiles are given, never worked out here. */
export function Strip({ title, illustrative, display, rows }: StripProps): VNode {
  const { axis, dots } = placeStrip({ rows, display });
  const bottom = TOP + ROW * rows.length;
  return (
    <Chart
      {...{ kind: 'strip', title, illustrative, desc: stripAlt(rows, display) }}
      {...{ width: STRIP_WIDTH, height: bottom + 40 }}
    >
      <AxisBelow axis={axis} top={TOP} bottom={bottom} />
      <text class="tick" x={(LEFT + RIGHT) / 2} y={bottom + 35} text-anchor="middle">
        {display.unit}
      </text>
      {rows.map(({ label, summary: { n, q1, median, q3 } }, index) => {
        const y = middle(index);
        const compared = q1 !== null && median !== null && q3 !== null;
        const [left, right] = compared ? [axis.place(q1), axis.place(q3)] : [0, 0];
        return (
          <g key={label}>
            {compared && (
              <rect
                class="half"
                fill="#e7e2d9"
                stroke="#8a8a8a"
                {...{ x: left, y: y - HALF - 4, width: Math.max(1, right - left), height: HALF * 2 + 8 }}
              />
            )}
            <text class="row" x="0" y={y - 2}>
              {label}
            </text>
            <text class="quiet" x="0" y={y + 15}>
              {n.toLocaleString('en-GB')} compared
            </text>
            {compared ? (
              <>
                <text class="row" x={STRIP_WIDTH} y={y - 2} text-anchor="end">
                  median {shownNumber(median, display)}
                </text>
                <text class="quiet" x={STRIP_WIDTH} y={y + 15} text-anchor="end">
                  {shownNumber(q1, display)} to {shownNumber(q3, display)}
                </text>
              </>
            ) : (
              <text class="quiet" x={STRIP_WIDTH} y={y + 4} text-anchor="end">
                {TOO_FEW}
              </text>
            )}
          </g>
        );
      })}
      <Dots at={dots.flat().flatMap((dot) => (dot.hollow || dot.own ? [] : [[dot.x, dot.y] as const]))} />
      {rows.map(({ label, summary: { median } }, index) =>
        median === null ? null : (
          <path
            key={label}
            class="median"
            stroke="#1f1f1f"
            stroke-width="2"
            d={`M${axis.place(median)} ${middle(index) - HALF - 4}v${HALF * 2 + 8}`}
          />
        ),
      )}
      <Rings at={dots.flat().flatMap((dot) => (dot.hollow && !dot.own ? [[dot.x, dot.y] as const] : []))} />
      {dots
        .flat()
        .filter(({ own }) => own)
        .map(({ code, x, y, hollow = false }) => (
          <OwnDot key={code} {...{ x, y, hollow, label: code }} />
        ))}
    </Chart>
  );
}
