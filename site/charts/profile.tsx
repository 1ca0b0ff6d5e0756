/** Chart of a trust in one year: for each figure the range of its peers, their middle half and median, and the trust as a dot. No side is better. */
import type { SVGAttributes, VNode } from 'preact';
import type { Display } from '../read/model.ts';
import { shownNumber } from '../words/shown.ts';
import { profileAlt } from './alt-text.ts';
import { TOO_FEW } from './chart-data.ts';
import { Chart } from './chart.tsx';
import { pen } from './pen.ts';

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
  /** The own figure as the table prints it, `about 1,028.4` and `[part]` (words/shown.ts). */
  readonly shown: string;
  readonly mark: string;
  /** Of a figure that is not comparable: a ring. */
  readonly hollow?: boolean;
}

export interface ProfileProps {
  readonly title: string;
  readonly illustrative?: boolean;
  readonly rows: readonly ProfileRow[];
}

const WIDTH = 940;
/** Ends of the bars; numbers stand right of them, in columns that the style sheet (`.words`) lays out to these places. */
const [LEFT, RIGHT, OWN, MEDIAN] = [350, 550, 676, 890];
/** Height of the heads of the columns, and of a line. */
const [HEAD, ROW] = [24, 24];

/**
 * Each row has its own scale, from the lowest to the highest of its peers and the trust. All marks of a kind are one path, and
 * all words of a column are one text, a line a row: pages stay small.
 */
export function Profile({ title, illustrative, rows }: ProfileProps): VNode {
  const [ranges, halves, medians, peers, owns, rings] = [pen(), pen(), pen(), pen(), pen(), pen()];
  const labels: (VNode | string)[] = [];
  const columns: readonly [string[], string[], string[], string[]] = [[], [], [], []];
  const [ownWords, ownMarks, medianWords, counts] = columns;
  let y = HEAD;
  let group: string | undefined;
  let atRight = false;
  for (const row of rows) {
    if (row.group !== undefined && row.group !== group) {
      labels.push(<b key={row.group}>{row.group}</b>, '\n');
      for (const column of columns) column.push('');
      y += ROW;
    }
    group = row.group;
    const { q1, median, q3, own, n, display } = row;
    const [lowest, highest] = [least(row.peers), most(row.peers)];
    const [low, high] = own === null ? [lowest, highest] : [Math.min(lowest, own), Math.max(highest, own)];
    const x = (value: number): number =>
      Math.round(high === low ? (LEFT + RIGHT) / 2 : LEFT + ((value - low) / (high - low)) * (RIGHT - LEFT));
    const level = y + ROW / 2;
    if (q1 !== null && median !== null && q3 !== null) {
      // To and fro: the next line begins where this one ends.
      const [from, to] = atRight ? [highest, lowest] : [lowest, highest];
      ranges.to(x(from), level).across(x(to) - x(from));
      atRight = !atRight;
      const wide = Math.max(x(q3) - x(q1), 1);
      halves
        .to(x(q1), level - 5)
        .across(wide)
        .down(10)
        .across(-wide)
        .close();
      medians.to(x(median), level - 7).down(14);
    } else for (const peer of row.peers) peers.to(x(peer), level).across(0);
    if (own !== null) (row.hollow === true ? rings : owns).to(x(own), level).across(0);
    labels.push(unitSaid(row.label, display.unit), '\n');
    ownWords.push(row.shown === '' ? '–' : row.shown);
    ownMarks.push(row.mark);
    medianWords.push(shownNumber(median, display) ?? '–');
    counts.push(String(n));
    y += ROW;
  }
  const tooFew = rows.some(({ median }) => median === null);
  return (
    <Chart
      {...{ kind: 'profile', title, illustrative, desc: profileAlt(rows) }}
      {...{ width: WIDTH, height: y + (tooFew ? ROW : 0) }}
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
      <Marks kind="range" stroke="#8a8a8a" d={ranges.path()} />
      <Marks kind="half" fill="#e7e2d9" stroke="#8a8a8a" d={halves.path()} />
      <Marks kind="dots" stroke="#8a8a8a" stroke-width="6" stroke-linecap="round" d={peers.path()} />
      <Marks kind="median" stroke="#1f1f1f" stroke-width="2" d={medians.path()} />
      <Marks kind="own" stroke="#6b1f3a" stroke-width="11" stroke-linecap="round" d={owns.path()} />
      <Marks kind="own" stroke="#6b1f3a" stroke-width="11" stroke-linecap="round" d={rings.path()} />
      <Marks kind="holes" stroke="#fff" stroke-width="7" stroke-linecap="round" d={rings.path()} />
      <foreignObject y={HEAD} width={WIDTH} height={y - HEAD}>
        <div class="words">
          <span>{labels}</span>
          {columns.map((column, index) => (
            <span key={index}>{column.join('\n').trimEnd()}</span>
          ))}
        </div>
      </foreignObject>
      {tooFew && (
        <text class="quiet" y={y + 16}>
          {`Dots without a bar: ${TOO_FEW}`}
        </text>
      )}
    </Chart>
  );
}

/** All marks of a kind; nothing where there are none. */
function Marks({ kind, ...rest }: { kind: string } & SVGAttributes<SVGPathElement>): VNode | null {
  return rest.d === '' ? null : <path class={kind} {...rest} />;
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
