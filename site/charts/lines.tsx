/** Chart of years: a line for each series, stopping at gaps and breaks, over the median and middle half of a group. */
import type { VNode } from 'preact';
import { linesAlt } from './alt-text.ts';
import { linearAxis, px } from './axis.ts';
import type { ChartBreak, ChartWords, LinePoint, Quartiles } from './chart-data.ts';
import { AxisLeft, Chart } from './chart.tsx';
import { breaksWithin, letterOf, rulesOf, runsOf } from './runs.ts';

export interface LineSeries {
  readonly label: string;
  /** The trust the page is about: dark and thick. */
  readonly own?: boolean;
  /** One for each year; null where there is no figure. */
  readonly points: readonly (LinePoint | null)[];
  /** Breaks of this series alone, such as a merger of the trust. */
  readonly breaks?: readonly ChartBreak[];
}

export interface LinesProps extends ChartWords {
  /** Oldest first. A line never joins years that are not neighbours. */
  readonly years: readonly string[];
  readonly series: readonly LineSeries[];
  /** Median and middle half of a group, one for each year, from measure_summary. */
  readonly band?: readonly (Quartiles | null)[];
  /** Breaks of every series. */
  readonly breaks: readonly ChartBreak[];
  /** Given where several charts of one page share a scale: the values all of them have. */
  readonly scaleOf?: readonly number[];
  /** A small one of several: narrower and lower. */
  readonly small?: boolean;
  /** The page says the breaks of every series once, below all its charts: here stand those of the chart's own series. */
  readonly saidBelow?: boolean;
}

type At = (index: number) => number;

/** Lines that stop at gaps and breaks, dashed to figures that are not comparable; points, rings and the words of each break. */
export function Lines(props: LinesProps): VNode {
  const {
    title,
    illustrative,
    display,
    years,
    series,
    band,
    scaleOf,
    small = false,
    saidBelow = false,
  } = props;
  const breaks = breaksWithin(years, props.breaks);
  const own = series.flatMap((one) =>
    breaksWithin(years, one.breaks ?? []).map((each) => ({ ...each, text: `${one.label}: ${each.text}` })),
  );
  const noted = [...breaks, ...own];
  const [width, height, right] = small ? [420, 230, 60] : [760, 340, 150];
  const [left, top, bottom] = [64, 34, height - 30];
  const values = [
    ...(scaleOf ?? []),
    ...series.flatMap(({ points }) => points.flatMap((point) => (point ? [point.value] : []))),
    ...(band ?? []).flatMap((one) => [one?.q1, one?.q3].filter((value) => typeof value === 'number')),
  ];
  const up = linearAxis(values, [bottom, top], display, small ? 4 : 5);
  const step = years.length > 1 ? (width - right - left - 40) / (years.length - 1) : 0;
  const across: At = (index) => px(left + 20 + step * index);
  return (
    <>
      <Chart
        {...{ kind: 'lines', title, illustrative, width, height }}
        desc={linesAlt(years, series, band, breaks, display)}
      >
        <text class="tick" x="0" y="14">
          {display.unit}
        </text>
        <AxisLeft axis={up} left={left} right={width - right} />
        {years.map((year, index) =>
          // In a small chart the words of neighbours would touch: every second year is named, and always the last.
          small && (years.length - 1 - index) % 2 === 1 ? null : (
            <text key={year} class="tick" x={across(index)} y={bottom + 20} text-anchor="middle">
              {year}
            </text>
          ),
        )}
        {band && <Band {...{ years, band, breaks, across, up: up.place }} />}
        {rulesOf(years, noted).map(({ after, letters, ruleOnly }) => (
          <g key={after}>
            <path
              class={ruleOnly ? 'break rule-only' : 'break'}
              stroke="#555"
              {...(ruleOnly && { 'stroke-dasharray': '2 4' })}
              d={`M${px(across(after) + step / 2)} ${top - 10}V${bottom}`}
            />
            <text class="letter" x={px(across(after) + step / 2)} y={top - 15} text-anchor="middle">
              {letters}
            </text>
          </g>
        ))}
        {series.map((one, index) => (
          <Line
            key={one.label}
            {...{ one, number: index, years, across, up: up.place }}
            breaks={[...breaks, ...(one.breaks ?? [])]}
          />
        ))}
        <EndLabels {...{ series, across, up: up.place, top, bottom }} />
      </Chart>
      <BreakNotes notes={saidBelow ? own : noted} from={saidBelow ? breaks.length : 0} />
    </>
  );
}

/** The words of breaks behind their letters. `from`: how many letters stand before these. */
export function BreakNotes({
  notes,
  from = 0,
}: {
  readonly notes: readonly ChartBreak[];
  readonly from?: number;
}): VNode | null {
  if (notes.length === 0) return null;
  return (
    <ul class="chart-breaks">
      {notes.map(({ text }, index) => (
        <li key={index}>
          <b>{letterOf(from + index)}</b> {text}
        </li>
      ))}
    </ul>
  );
}

interface Within {
  readonly years: readonly string[];
  readonly breaks: readonly ChartBreak[];
  readonly across: At;
  readonly up: (value: number) => number;
}

/** Middle half and median of a group; they stop at gaps and breaks like every line. */
function Band({ years, band, breaks, across, up }: Within & { band: readonly (Quartiles | null)[] }): VNode {
  const at = (index: number): readonly [number, number, number] => {
    const one = band[index];
    return [up(one?.q1 ?? 0), up(one?.median ?? 0), up(one?.q3 ?? 0)];
  };
  const runs = runsOf(
    years,
    years.map((_, index) => typeof band[index]?.median === 'number'),
    breaks,
  );
  // A year that stands alone is as wide as a dot.
  const wide = (run: readonly number[]): readonly (readonly [number, number])[] => {
    const [only] = run;
    if (run.length > 1 || only === undefined) return run.map((index) => [across(index), index]);
    return [-4, 4].map((by) => [across(only) + by, only]);
  };
  const outline = runs.map((run) => {
    const points = wide(run);
    const high = points.map(([x, index]) => `${px(x)} ${at(index)[2]}`);
    const low = points.map(([x, index]) => `${px(x)} ${at(index)[0]}`).reverse();
    return `M${[...high, ...low].join('L')}Z`;
  });
  const medians = runs.map(
    (run) =>
      `M${wide(run)
        .map(([x, index]) => `${px(x)} ${at(index)[1]}`)
        .join('L')}`,
  );
  return (
    <>
      <path class="half" fill="#e7e2d9" stroke="#8a8a8a" d={outline.join('')} />
      <path class="median" fill="none" stroke="#1f1f1f" stroke-width="2" d={medians.join('')} />
    </>
  );
}

function Line({
  one,
  number,
  years,
  breaks,
  across,
  up,
}: Within & { one: LineSeries; number: number }): VNode {
  const { points } = one;
  const place = (index: number): string => `${across(index)} ${up(points[index]?.value ?? 0)}`;
  let whole = '';
  let dashed = '';
  const runs = runsOf(
    years,
    points.map((point) => point !== null),
    breaks,
  );
  for (const run of runs)
    for (const [order, index] of run.entries()) {
      const before = run[order - 1];
      if (before === undefined) continue;
      const segment = `M${place(before)}L${place(index)}`;
      if (points[before]?.hollow || points[index]?.hollow) dashed += segment;
      else whole += segment;
    }
  const dots = points.flatMap((point, index) => (point && !point.hollow ? [`M${place(index)}h.01`] : []));
  return (
    <g class={one.own ? 's own' : `s s${number % 6}`} fill="none" stroke="#6b1f3a" stroke-width="2">
      {whole && <path class="line" d={whole} />}
      {dashed && <path class="dashed" stroke-dasharray="4 4" d={dashed} />}
      {dots.length > 0 && <path class="points" stroke-width="7" stroke-linecap="round" d={dots.join('')} />}
      {points.map((point, index) =>
        point?.hollow ? (
          <circle key={index} class="ring" fill="#fff" cx={across(index)} cy={up(point.value)} r="3.6" />
        ) : null,
      )}
      {points.map((point, index) =>
        point?.mark ? (
          <text key={index} class="note" x={across(index)} y={up(point.value) - 9} text-anchor="middle">
            {point.mark}
          </text>
        ) : null,
      )}
    </g>
  );
}

/** Longest label that fits beside the chart. */
const LONGEST = 20;
/** Between the base lines of two labels. */
const LINE = 15;

/** The name of each series beside its last point; labels make room for one another. */
function EndLabels({
  series,
  across,
  up,
  top,
  bottom,
}: {
  series: readonly LineSeries[];
  across: At;
  up: (value: number) => number;
  top: number;
  bottom: number;
}): VNode {
  const labels = series
    .flatMap(({ label, own, points }, number) => {
      const last = points.findLastIndex((point) => point !== null);
      const point = points[last];
      return point ? [{ label, own, number, x: across(last) + 10, y: up(point.value) + 4 }] : [];
    })
    .sort((a, b) => a.y - b.y || a.number - b.number);
  let lowest = top - LINE;
  const placed = labels.map((one) => {
    lowest = Math.max(one.y, lowest + LINE);
    return { ...one, y: lowest };
  });
  const tooLow = Math.max(0, lowest - bottom);
  return (
    <>
      {placed.map(({ label, own, number, x, y }) => (
        <text key={number} class={own ? 'end own' : `end s${number % 6}`} x={x} y={px(y - tooLow)}>
          {label.length > LONGEST ? `${label.slice(0, LONGEST - 1).trimEnd()}…` : label}
        </text>
      ))}
    </>
  );
}
