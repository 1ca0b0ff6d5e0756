/** Chart of a trust in one year: for each figure the range of its peers, their middle half and median, and the trust as a dot. No side is better. */
import type { VNode } from 'preact';
import type { Display } from '../read/model.ts';
import { shownNumber } from '../words/shown.ts';
import { profileAlt } from './alt-text.ts';
import { px } from './axis.ts';
import { TOO_FEW } from './chart-data.ts';
import { Chart } from './chart.tsx';

export interface ProfileRow {
  /** Heading above the first row of each group: `Money`. */
  readonly group?: string;
  readonly label: string;
  readonly display: Display;
  /** Comparable figures of the peers: the ends are the range, and with fewer than five all are drawn. */
  readonly peers: readonly number[];
  /** From measure_summary. */
  readonly n: number;
  readonly q1: number | null;
  readonly median: number | null;
  readonly q3: number | null;
  /** The trust's own figure; null where it has none. */
  readonly own: number | null;
  /** Of a figure that is not comparable: a ring. */
  readonly hollow?: boolean;
}

export interface ProfileProps {
  readonly title: string;
  readonly illustrative?: boolean;
  readonly rows: readonly ProfileRow[];
}

const WIDTH = 860;
/** Ends of the bars; numbers stand right of them. */
const [LEFT, RIGHT, OWN, MEDIAN] = [400, 610, 706, 800];
const [HEAD, ROW, GROUP] = [26, 24, 34];

/** Each row has its own scale, from the lowest to the highest of its peers and the trust. All marks of a kind are one path: pages stay small. */
export function Profile({ title, illustrative, rows }: ProfileProps): VNode {
  let [ranges, halves, medians, peers, owns, rings] = ['', '', '', '', '', ''];
  const words: VNode[] = [];
  let y = HEAD - 6;
  let group: string | undefined;
  for (const row of rows) {
    if (row.group !== undefined && row.group !== group) {
      y += GROUP - 6;
      words.push(
        <text key={y} class="group" y={y}>
          {row.group}
        </text>,
      );
    }
    group = row.group;
    y += ROW;
    const { q1, median, q3, own, n, display } = row;
    const [lowest, highest] = [least(row.peers), most(row.peers)];
    const [low, high] = own === null ? [lowest, highest] : [Math.min(lowest, own), Math.max(highest, own)];
    const x = (value: number): number =>
      px(high === low ? (LEFT + RIGHT) / 2 : LEFT + ((value - low) / (high - low)) * (RIGHT - LEFT));
    const level = y - 5;
    if (q1 !== null && median !== null && q3 !== null) {
      ranges += `M${x(lowest)} ${level}H${x(highest)}`;
      halves += `M${x(q1)} ${level - 5}h${px(Math.max(x(q3) - x(q1), 1))}v10H${x(q1)}z`;
      medians += `M${x(median)} ${level - 7}v14`;
    } else for (const peer of row.peers) peers += `M${x(peer)} ${level}h0`;
    if (own !== null && row.hollow === true) rings += `M${x(own)} ${level}h0`;
    else if (own !== null) owns += `M${x(own)} ${level}h0`;
    words.push(
      <text key={y} y={y}>
        {unitSaid(row.label, display.unit)}
        <tspan x={OWN}>{shownNumber(own, display) ?? '–'}</tspan>
        <tspan x={MEDIAN}>{shownNumber(median, display) ?? '–'}</tspan>
        <tspan x={WIDTH}>{n}</tspan>
      </text>,
    );
  }
  const tooFew = rows.some(({ median }) => median === null);
  return (
    <Chart
      {...{ kind: 'profile', title, illustrative, desc: profileAlt(rows) }}
      {...{ width: WIDTH, height: y + 12 + (tooFew ? 24 : 0) }}
    >
      <text class="quiet" y="14">
        <tspan class="from" x={LEFT}>
          lowest
        </tspan>
        <tspan x={RIGHT}>highest</tspan>
        <tspan x={OWN}>this trust</tspan>
        <tspan x={MEDIAN}>median</tspan>
        <tspan x={WIDTH}>n</tspan>
      </text>
      {ranges && <path class="range" stroke="#8a8a8a" d={ranges} />}
      {halves && <path class="half" fill="#e7e2d9" stroke="#8a8a8a" d={halves} />}
      {peers && <path class="dots" stroke="#8a8a8a" stroke-width="6" stroke-linecap="round" d={peers} />}
      {medians && <path class="median" stroke="#1f1f1f" stroke-width="2" d={medians} />}
      {owns && <path class="own" stroke="#6b1f3a" stroke-width="11" stroke-linecap="round" d={owns} />}
      {rings && (
        <>
          <path class="own" stroke="#6b1f3a" stroke-width="11" stroke-linecap="round" d={rings} />
          <path class="holes" stroke="#fff" stroke-width="7" stroke-linecap="round" d={rings} />
        </>
      )}
      {words}
      {tooFew && (
        <text class="quiet" y={y + 24}>
          {`Dots without a bar: ${TOO_FEW}`}
        </text>
      )}
    </Chart>
  );
}

function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Infinity);
}

function most(values: readonly number[]): number {
  return values.reduce((high, value) => Math.max(high, value), -Infinity);
}

/** Most labels say the unit themselves: `Beds open overnight`. */
function unitSaid(label: string, unit: string): string {
  return /^(?:£|%|score)/.test(unit) ? `${label}, ${unit}` : label;
}
