/** The years of a measure as a chart: median and middle half of a group, and a line for each chosen trust. */
import type { VNode } from 'preact';
import { ChartFigure, type KeySign } from '../charts/chart-figure.tsx';
import { Lines, type LineSeries } from '../charts/lines.tsx';
import { breaksWithin } from '../charts/runs.ts';
import { type AboutMeasure, type Group } from './measure-view.ts';

export interface YearsChartProps {
  readonly about: AboutMeasure;
  /** The group of each year, England or a type; undefined where a year has none. */
  readonly groups: readonly (Group | undefined)[];
  /** `all trusts`, `Acute trusts`. */
  readonly groupLabel: string;
  readonly series: readonly LineSeries[];
}

export function YearsChart({ about, groups, groupLabel, series }: YearsChartProps): VNode {
  const { label, display, illustrative, years, breaks } = about;
  const title = `${label}, ${years[0] ?? ''} to ${years.at(-1) ?? ''}, ${groupLabel}`;
  const within = breaksWithin(years, [...breaks, ...series.flatMap((one) => one.breaks ?? [])]);
  const signs: (readonly [KeySign, string])[] = [
    ['half', 'middle half'],
    ['median', 'median'],
  ];
  if (within.some(({ ruleOnly }) => ruleOnly !== true)) signs.push(['break', 'a break: the lines stop']);
  if (within.some(({ ruleOnly }) => ruleOnly)) signs.push(['rule-only', 'other accounting: the lines go on']);
  if (series.some(({ points }) => points.some((point) => point?.hollow)))
    signs.push(['dashed', 'to a year that is not comparable']);
  return (
    <ChartFigure
      {...{ title, illustrative, signs }}
      subtitle={display.unit}
      note={`Compared: ${years.map((fy, index) => `${String(groups[index]?.summary.n ?? 0)} in ${fy}`).join(', ')}. Who is left out, and why, stands in the table below.`}
    >
      <Lines
        {...{ title, illustrative, display, years, series, breaks }}
        band={groups.map((group) => group?.summary ?? null)}
      />
    </ChartFigure>
  );
}
