/** The view of a measure from the published tables. */
import { chartBreaks } from '../charts/chart-data.ts';
import type { Cell, Display, Figure, Model } from '../read/model.ts';
import { measureInWords, withLabels } from '../words/about.ts';
import type { GroupYears } from './groups-table.tsx';
import {
  type AboutMeasure,
  type Group,
  NO_SUMMARY,
  type Part,
  type TrustRow,
  type YearView,
} from './measure-view.ts';

/** What the tables say of a measure that has no page of its own. */
export interface PartWords {
  readonly unit: string;
  readonly isMean: boolean;
}

/** The measure or ratio as charts and tables know it. */
export function aboutOf(model: Model, figure: Figure, parts: ReadonlyMap<string, PartWords>): AboutMeasure {
  const { name, label, display, isMean, kind, ratio } = figure;
  const { years, illustrative } = model.facts;
  const breaks = chartBreaks(model.breaks(name).filter(({ orgCode }) => orgCode === null));
  const common = { name, label, display, isMean, hasPage: true, kind, illustrative, years, breaks };
  if (!ratio) return common;
  return {
    ...common,
    dividend: partOf(model, ratio.dividend, parts),
    divisor: partOf(model, ratio.divisor, parts),
  };
}

function partOf(model: Model, name: string, parts: ReadonlyMap<string, PartWords>): Part {
  const figure = model.figures.find((one) => one.name === name);
  if (figure) {
    const { label, display, isMean } = figure;
    return { name, label, display, isMean, hasPage: true };
  }
  const { unit = '', isMean = false } = parts.get(name) ?? {};
  const words = measureInWords(name, new Map());
  const label = words.charAt(0).toUpperCase() + words.slice(1);
  return { name, label, display: displayOf(unit), isMean, hasPage: false };
}

function displayOf(unit: string): Display {
  if (unit === 'pounds') return { divide: 1e6, decimals: 1, unit: '£ million' };
  return { divide: 1, decimals: unit === 'WTE' ? 1 : 0, unit };
}

function groupsOf(model: Model, name: string, fy: string, scheme: string): readonly Group[] {
  return model.groups
    .filter((group) => group.scheme === scheme && group.fy === fy)
    .map(({ groupId, label, members }) => ({
      ...{ id: groupId, label, members: new Set(members) },
      summary: model.summary(name, fy, scheme, groupId) ?? NO_SUMMARY,
    }));
}

/** Every trust of the year, by name. */
export function yearViewOf(model: Model, about: AboutMeasure, fy: string): YearView {
  const types = groupsOf(model, about.name, fy, 'type');
  const labels = new Map(model.figures.map(({ name, label }) => [name, label]));
  // Reasons name columns of the tables; pages name them as their headings do.
  const inWords = (cell: Cell): Cell =>
    cell.reason === null ? cell : { ...cell, reason: withLabels(cell.reason, labels) };
  const rows = [...model.trusts.values()].flatMap(({ code, years }): TrustRow[] => {
    const year = years.find((one) => one.fy === fy);
    const cell = model.cell(code, about.name, fy);
    if (!year || !cell) return [];
    const part = (one: Part | undefined): TrustRow['dividend'] => one && model.cell(code, one.name, fy);
    return [
      {
        ...{ code, name: year.name, cell: inWords(cell) },
        type: types.find(({ members }) => members.has(code))?.label ?? '',
        ...(about.dividend && { dividend: part(about.dividend), divisor: part(about.divisor) }),
      },
    ];
  });
  const names = new Intl.Collator('en-GB');
  rows.sort((a, b) => names.compare(a.name, b.name) || (a.code < b.code ? -1 : 1));
  return { fy, rows, types, england: groupsOf(model, about.name, fy, 'england')[0], own: [] };
}

/** England, then each type that any year has. */
export function groupYearsOf(model: Model, about: AboutMeasure): readonly GroupYears[] {
  const byYear = about.years.map((fy) => [
    ...groupsOf(model, about.name, fy, 'england'),
    ...groupsOf(model, about.name, fy, 'type'),
  ]);
  const ids = new Map(byYear.flat().map(({ id, label }) => [id, label]));
  const [england = [], ...types] = [...ids].sort(([a], [b]) =>
    a === 'england' ? -1 : b === 'england' ? 1 : a < b ? -1 : 1,
  );
  return [england, ...types].flatMap(([id, label]) =>
    id === undefined
      ? []
      : [
          {
            label: id === 'england' ? 'All trusts' : (label ?? id),
            groups: byYear.map((all) => all.find((one) => one.id === id)),
          },
        ],
  );
}

/** The latest year with figures that can be compared; else the latest with a figure; else the latest. */
export function bestYear(model: Model, name: string): string {
  const years = [...model.facts.years].reverse();
  const comparable = years.find((fy) => (model.summary(name, fy, 'england', 'england')?.n ?? 0) > 0);
  const any = years.find((fy) =>
    [...model.trusts.keys()].some((code) => typeof model.cell(code, name, fy)?.value === 'number'),
  );
  return comparable ?? any ?? years[0] ?? '';
}
