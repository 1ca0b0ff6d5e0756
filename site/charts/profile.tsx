/** Chart of a trust in one year: for each figure the range of its peers, their middle half and median, and the trust as a dot. No side is better. */
import type { ComponentChildren, VNode } from 'preact';
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
  let [ranges, halves, medians, peers, owns] = ['', '', '', '', ''];
  const rings: VNode[] = [];
  // A column of words is one text: half the bytes of a text for each row.
  const [labels, groups, ownValues, medianValues, counts]: VNode[][] = [[], [], [], [], []];
  const put = (column: VNode[] | undefined, x: number, y: number, words: ComponentChildren): void => {
    column?.push(
      <tspan key={y} {...{ x, y }}>
        {words}
      </tspan>,
    );
  };
  let y = HEAD - 6;
  let group: string | undefined;
  for (const [index, row] of rows.entries()) {
    if (row.group !== undefined && row.group !== group) {
      y += GROUP - 6;
      put(groups, 0, y, row.group);
    }
    group = row.group;
    y += ROW;
    const { q1, median, q3, own, n, display } = row;
    const values = own === null ? row.peers : [...row.peers, own];
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const x = (value: number): number =>
      px(high === low ? (LEFT + RIGHT) / 2 : LEFT + ((value - low) / (high - low)) * (RIGHT - LEFT));
    const level = y - 5;
    const compared = q1 !== null && median !== null && q3 !== null;
    if (compared) {
      ranges += `M${x(Math.min(...row.peers))} ${level}H${x(Math.max(...row.peers))}`;
      halves += `M${x(q1)} ${level - 5}H${px(Math.max(x(q3), x(q1) + 1))}v10H${x(q1)}z`;
      medians += `M${x(median)} ${level - 7}v14`;
    } else for (const peer of row.peers) peers += `M${x(peer)} ${level}h.01`;
    if (own !== null && row.hollow === true)
      rings.push(
        <circle key={index} class="ring own" fill="#fff" stroke="#6b1f3a" cx={x(own)} cy={level} r="4.5" />,
      );
    else if (own !== null) owns += `M${x(own)} ${level}h.01`;
    put(labels, 0, y, unitSaid(row.label, display.unit));
    put(ownValues, OWN, y, shownNumber(own, display) ?? '–');
    put(medianValues, MEDIAN, y, shownNumber(median, display) ?? '–');
    put(counts, WIDTH, y, n);
  }
  const tooFew = rows.some(({ median }) => median === null);
  return (
    <Chart
      {...{ kind: 'profile', title, illustrative, desc: profileAlt(rows) }}
      {...{ width: WIDTH, height: y + 12 + (tooFew ? 24 : 0) }}
    >
      <text class="quiet" y="14">
        <tspan x={LEFT}>lowest</tspan>
        <tspan x={RIGHT} text-anchor="end">
          highest
        </tspan>
        <tspan x={OWN} text-anchor="end">
          this trust
        </tspan>
        <tspan x={MEDIAN} text-anchor="end">
          median
        </tspan>
        <tspan x={WIDTH} text-anchor="end">
          n
        </tspan>
      </text>
      {ranges && <path class="range" stroke="#8a8a8a" d={ranges} />}
      {halves && <path class="half" fill="#e7e2d9" stroke="#8a8a8a" d={halves} />}
      {peers && <path class="dots" stroke="#8a8a8a" stroke-width="6" stroke-linecap="round" d={peers} />}
      {medians && <path class="median" stroke="#1f1f1f" stroke-width="2" d={medians} />}
      {owns && <path class="own" stroke="#6b1f3a" stroke-width="11" stroke-linecap="round" d={owns} />}
      {rings}
      <text>{labels}</text>
      <text class="group">{groups}</text>
      <g text-anchor="end">
        <text class="b">{ownValues}</text>
        <text>{medianValues}</text>
        <text class="quiet">{counts}</text>
      </g>
      {tooFew && (
        <text class="quiet" x="0" y={y + 24}>
          {`Dots without a bar: ${TOO_FEW}`}
        </text>
      )}
    </Chart>
  );
}

/** Most labels say the unit themselves: `Beds open overnight`. */
function unitSaid(label: string, unit: string): string {
  return /^(?:£|%|score)/.test(unit) ? `${label}, ${unit}` : label;
}
