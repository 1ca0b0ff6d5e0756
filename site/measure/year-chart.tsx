/** The year of a measure as a chart: dots by type; of a ratio, value against the size of the divisor. */
import type { VNode } from 'preact';
import { ChartFigure, type KeySign } from '../charts/chart-figure.tsx';
import type { Dot } from '../charts/chart-data.ts';
import { SizeScatter, type SizeScatterProps } from '../charts/size-scatter.tsx';
import { Strip, type StripProps } from '../charts/strip.tsx';
import { cellWords } from '../words/shown.ts';
import {
  type AboutMeasure,
  NO_SUMMARY,
  type TrustRow,
  type YearView,
  comparedInWords,
} from './measure-view.ts';

const NO_TYPE = 'No type known';

function dotOf({ code, cell }: TrustRow, own: readonly string[]): Dot | undefined {
  if (cell.value === null) return undefined;
  return {
    ...{ code, value: cell.value },
    ...(!cell.comparable && { hollow: true }),
    ...(own.includes(code) && { own: true }),
  };
}

/** What the strip is drawn from. */
export function stripOf(about: AboutMeasure, { fy, rows, types, own, chosen }: YearView): StripProps {
  const grouped = types.map(({ label, summary, members }) => ({
    ...{ label, summary },
    dots: rows.flatMap((row) => (members.has(row.code) ? (dotOf(row, own) ?? []) : [])),
  }));
  const known = new Set(types.flatMap(({ members }) => [...members]));
  const others = rows.flatMap((row) => (known.has(row.code) ? [] : (dotOf(row, own) ?? [])));
  const { display, illustrative } = about;
  return {
    ...{ display, illustrative, title: `${about.label}, ${fy}, ${chosen?.label ?? 'by type of trust'}` },
    rows: others.length > 0 ? [...grouped, { label: NO_TYPE, summary: NO_SUMMARY, dots: others }] : grouped,
  };
}

/** What the chart of a ratio is drawn from: the trusts of one type where one is chosen, else of England. */
export function scatterOf(about: AboutMeasure, view: YearView): SizeScatterProps {
  const { divisor = about, display, illustrative } = about;
  const title = `${about.label}, ${view.fy}, against ${lowerFirst(divisor.label)}`;
  return {
    ...{ display, illustrative, summary: (view.chosen ?? view.england)?.summary ?? NO_SUMMARY },
    title: view.chosen ? `${title}, ${view.chosen.label}` : title,
    size: { label: divisor.label, display: divisor.display },
    dots: view.rows.flatMap((row) => {
      const dot = dotOf(row, view.own);
      const size = row.divisor?.value;
      return dot && typeof size === 'number' ? [{ ...dot, size }] : [];
    }),
  };
}

export function YearChart({ about, view }: { about: AboutMeasure; view: YearView }): VNode {
  const ratio = about.kind === 'ratio';
  const props = ratio ? scatterOf(about, view) : stripOf(about, view);
  const signs: (readonly [KeySign, string])[] = [
    ['dot', 'a trust'],
    ['ring', 'a trust that is not counted: part of a year, or not comparable'],
    ['half', 'middle half'],
    ['median', 'median'],
  ];
  if (view.own.length > 0) signs.unshift(['own', 'chosen trust']);
  const provisional = view.rows.filter(({ cell }) =>
    cellWords(cell, about.display, about.isMean).mark.includes('[p]'),
  ).length;
  return (
    <ChartFigure
      {...{ title: props.title, illustrative: about.illustrative, signs }}
      subtitle={`${about.display.unit}. Neither side is better.`}
      note={[
        whoIsCompared(view),
        notDrawn(view, ratio),
        provisional > 0 ? `${provisional.toLocaleString('en-GB')} figures are provisional.` : '',
      ]
        .filter(Boolean)
        .join(' ')}
    >
      {ratio ? <SizeScatter {...scatterOf(about, view)} /> : <Strip {...stripOf(about, view)} />}
    </ChartFigure>
  );
}

/** Of the group that is shown. */
function whoIsCompared({ fy, chosen, england }: YearView): string {
  if (chosen?.members.size === 0) return `${fy} has no ${chosen.label}.`;
  return comparedInWords((chosen ?? england)?.summary ?? NO_SUMMARY);
}

/** Trusts without a dot, by reason: no figure, no divisor, or a divisor that has no place on the scale. */
function notDrawn({ rows }: YearView, ratio: boolean): string {
  const figures = rows.filter(({ cell }) => cell.value !== null);
  const divisors = ratio ? figures.map(({ divisor }) => divisor?.value ?? null) : [];
  const reasons: readonly (readonly [number, string])[] = [
    [rows.length - figures.length, 'without a figure'],
    [divisors.filter((size) => size === null).length, 'whose divisor has no figure'],
    [divisors.filter((size) => size !== null && size <= 0).length, 'with a divisor of 0 or less'],
  ];
  const said = reasons.flatMap(([count, why]) =>
    count > 0 ? [`${count.toLocaleString('en-GB')} ${why}`] : [],
  );
  return said.length > 0 ? `Not drawn: ${said.join(', ')}.` : '';
}

function lowerFirst(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
