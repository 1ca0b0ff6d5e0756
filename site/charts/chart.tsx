/** The frame of every chart: a picture with a title and a description; attributes and classes only, as the pages' policy wants. */
import type { ComponentChildren, VNode } from 'preact';
import { WARNING } from '../words/warning.ts';
import type { Axis } from './axis.ts';
import { pen } from './pen.ts';

export interface ChartProps {
  /** Class of the kind: `strip`, `lines`. */
  readonly kind: string;
  readonly title: string;
  readonly illustrative?: boolean | undefined;
  /** Type, range and trend (alt-text.ts). */
  readonly desc: string;
  readonly width: number;
  readonly height: number;
  readonly children: ComponentChildren;
}

/** The title, with the sample's warning where figures are made up. */
export function chartTitle(title: string, illustrative: boolean | undefined): string {
  return illustrative === true ? `${title}. ${WARNING}` : title;
}

/** Narrow windows scroll the picture in its own box: letters of 5 px help nobody. */
export function Chart({ kind, title, illustrative, desc, width, height, children }: ChartProps): VNode {
  return (
    <div class="chart-box" tabIndex={0} role="group" aria-label={`Chart: ${title}`}>
      <svg class={`chart ${kind}`} role="img" viewBox={`0 0 ${width} ${height}`} font-size="13">
        <title>{chartTitle(title, illustrative)}</title>
        <desc>{desc}</desc>
        {children}
      </svg>
    </div>
  );
}

/** Upright grid lines with their words below. */
export function AxisBelow({ axis, top, bottom }: { axis: Axis; top: number; bottom: number }): VNode {
  return (
    <>
      <path class="grid" stroke="#ddd" d={axis.ticks.map(({ at }) => `M${at} ${top}V${bottom}`).join('')} />
      {axis.ticks.map(({ at, words }) => (
        <text key={at} class="tick" x={at} y={bottom + 17} text-anchor="middle">
          {words}
        </text>
      ))}
    </>
  );
}

/** Level grid lines with their words at the left. */
export function AxisLeft({ axis, left, right }: { axis: Axis; left: number; right: number }): VNode {
  return (
    <>
      <path class="grid" stroke="#ddd" d={axis.ticks.map(({ at }) => `M${left} ${at}H${right}`).join('')} />
      {axis.ticks.map(({ at, words }) => (
        <text key={at} class="tick" x={left - 8} y={at + 4} text-anchor="end">
          {words}
        </text>
      ))}
    </>
  );
}

/** Lines of no length. What lies at the same place is drawn once: nobody can see two. */
function places(at: readonly (readonly [number, number])[]): string {
  const drawn = new Map(at.map(([x, y]) => [`${Math.round(x)} ${Math.round(y)}`, [x, y] as const]));
  const path = pen();
  for (const [x, y] of drawn.values()) path.to(x, y).across(0);
  return path.path();
}

/** Many dots in one path: a line of no length with round ends is a dot, at a tenth of the bytes of circles. */
export function Dots({ at }: { at: readonly (readonly [number, number])[] }): VNode | null {
  if (at.length === 0) return null;
  return (
    <path class="dots" fill="none" stroke="#8a8a8a" stroke-width="6" stroke-linecap="round" d={places(at)} />
  );
}

/** Rings: figures that are not counted. A dot of the line's colour with a dot of the paper's colour on it. */
export function Rings({ at }: { at: readonly (readonly [number, number])[] }): VNode | null {
  if (at.length === 0) return null;
  const d = places(at);
  return (
    <>
      <path class="rings" stroke="#6e6e6e" stroke-width="7.6" stroke-linecap="round" d={d} />
      <path class="holes" stroke="#fff" stroke-width="4.8" stroke-linecap="round" d={d} />
    </>
  );
}

/** The dot of a chosen trust with its label; a ring where the figure is not counted. */
export function OwnDot({
  x,
  y,
  label,
  hollow,
}: {
  x: number;
  y: number;
  label: string;
  hollow: boolean;
}): VNode {
  return (
    <>
      {hollow ? (
        <circle class="ring own" fill="#fff" stroke="#6b1f3a" cx={x} cy={y} r="5" />
      ) : (
        <circle class="own" fill="#6b1f3a" cx={x} cy={y} r="5.5" />
      )}
      <text class="own-label" x={x} y={y - 9} text-anchor="middle">
        {label}
      </text>
    </>
  );
}
