/** Chart of two figures of one year: one dot a trust, the chosen ones dark. Sizes stand on scales of powers of ten. */
import type { VNode } from 'preact';
import { rangeInWords } from '../charts/alt-text.ts';
import { linearAxis, logAxis } from '../charts/axis.ts';
import { AxisBelow, AxisLeft, Chart, Dots, OwnDot } from '../charts/chart.tsx';
import type { ComparedFigure } from './compare-data.ts';

export interface PairDot {
  readonly code: string;
  readonly x: number;
  readonly y: number;
  readonly hollow: boolean;
  readonly chosen: boolean;
}

const [LEFT, RIGHT, TOP, BOTTOM] = [72, 720, 34, 400];

export interface TwoFiguresProps {
  readonly title: string;
  readonly illustrative: boolean;
  /** Up. */
  readonly figure: ComparedFigure;
  /** Across. */
  readonly against: ComparedFigure;
  readonly dots: readonly PairDot[];
}

/** Both are sizes: powers of ten, and figures of 0 and less have no place. */
export function isLogLog(figure: ComparedFigure, against: ComparedFigure): boolean {
  return figure.isSize && against.isSize;
}

export function TwoFigures({ title, illustrative, figure, against, dots }: TwoFiguresProps): VNode {
  const log = isLogLog(figure, against);
  const drawn = dots.filter(({ hollow, chosen, x, y }) => (!hollow || chosen) && (!log || (x > 0 && y > 0)));
  const counted = drawn.filter(({ hollow }) => !hollow);
  const axisOf = log ? logAxis : linearAxis;
  const xs = drawn.map(({ x }) => x);
  const ys = drawn.map(({ y }) => y);
  const across = axisOf(xs, [LEFT, RIGHT], against.display);
  const up = axisOf(ys, [BOTTOM, TOP], figure.display);
  const rings = drawn.length - counted.length;
  const chosen = drawn.filter((dot) => dot.chosen);
  const side = (
    way: string,
    { label, display }: typeof figure,
    of: (dot: (typeof counted)[number]) => number,
  ): string => (counted.length === 0 ? '' : `${way}: ${label}, ${rangeInWords(counted.map(of), display)}.`);
  const desc = [
    `Two figures of ${counted.length} trusts with both comparable, one dot a trust.`,
    side('Up', figure, ({ y }) => y),
    side('Across', against, ({ x }) => x),
    rings > 0 ? `Chosen trusts drawn as rings, with figures that are not comparable: ${rings}.` : '',
    log ? 'Both scales are of powers of ten.' : '',
    chosen.length > 0
      ? `Chosen: ${chosen.map(({ code }) => code).join(', ')}; their figures are in the table.`
      : '',
  ];
  return (
    <Chart
      {...{ kind: 'pair', title, illustrative, width: 760, height: 450 }}
      desc={desc.filter(Boolean).join(' ')}
    >
      <text class="tick" x="0" y="14">
        {figure.label}, {figure.display.unit}
      </text>
      <AxisLeft axis={up} left={LEFT} right={RIGHT} />
      <AxisBelow axis={across} top={TOP} bottom={BOTTOM} />
      <text class="tick" x={RIGHT} y={BOTTOM + 40} text-anchor="end">
        {against.label}, {against.display.unit}
      </text>
      <Dots
        at={drawn
          .filter((dot) => !dot.chosen && !dot.hollow)
          .map(({ x, y }) => [across.place(x), up.place(y)])}
      />
      {chosen.map(({ code, x, y, hollow }) => (
        <OwnDot key={code} x={across.place(x)} y={up.place(y)} label={code} hollow={hollow} />
      ))}
    </Chart>
  );
}
