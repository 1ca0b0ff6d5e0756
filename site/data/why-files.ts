/**
 * `data/why/<group>.js`: for the figures of a group, why cells are as they are, and the parts of ratios that have no page.
 * `data/names.js`: names of trusts in years when they were others. Both for choosing on the page of a measure.
 */
import { group } from 'd3-array';
import { readMeasureSources } from '../measure/read-sources.ts';
import { type PartWords, aboutOf } from '../measure/read-view.ts';
import type { Cell, Figure, Model } from '../read/model.ts';
import type { SiteFile, Source } from '../site-file.ts';
import { withLabels } from '../words/about.ts';
import { markOf } from '../words/shown.ts';
import { type PackedColumn, type PlainCell, packColumn } from './packed-columns.ts';
import { plainScript } from './plain-script.ts';
import { type NamesOfYears, type PackedWhy, type WhyOfFigure, whyFileOf } from './why-text.ts';

/** Names of the files that {@link whyFiles} makes. */
export function whyFileNames(model: Model): readonly string[] {
  return [...new Set(model.figures.map(whyFileOf)), 'names'];
}

export async function* whyFiles({ model, ask }: Source): AsyncGenerator<SiteFile> {
  const { parts } = await readMeasureSources(ask);
  const groups = group(model.figures, whyFileOf);
  for (const [file, figures] of groups) yield plainScript(file, packWhy(model, figures, parts));
  yield plainScript('names', namesOfYears(model));
}

export function packWhy(
  model: Model,
  figures: readonly Figure[],
  parts: ReadonlyMap<string, PartWords>,
): PackedWhy {
  const { years } = model.facts;
  const codes = [...model.trusts.keys()];
  const labels = new Map(model.figures.map(({ name, label }) => [name, label]));
  const numbers = new Map<string, number>();
  const numberOf = (text: string | null): string => {
    if (text === null || text === '') return '';
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return String(known);
  };
  const packed = (name: string, textOf: (cell: Cell) => string | null): Record<string, string> =>
    Object.fromEntries(
      years.map((fy) => {
        const cells = codes.map((code) => model.cell(code, name, fy));
        return [fy, cells.map((cell) => (cell ? numberOf(textOf(cell)) : '')).join()];
      }),
    );
  const of = figures.map(({ name }): [string, WhyOfFigure] => [
    name,
    {
      // Reasons name columns of the tables; pages name them as their headings do.
      reasons: packed(name, ({ reason }) => (reason === null ? null : withLabels(reason, labels))),
      leftOut: packed(name, ({ leftOut }) => leftOut),
      quartiles: quartilesOf(model, name),
    },
  ]);
  const columns = new Map<string, PackedColumn>();
  for (const figure of figures) {
    const { dividend, divisor } = aboutOf(model, figure, parts);
    for (const part of [dividend, divisor]) {
      if (!part || part.hasPage || columns.has(part.name)) continue;
      const { name, display } = part;
      const cells = codes.flatMap((code) =>
        years.map((fy): PlainCell | undefined => {
          const cell = model.cell(code, name, fy);
          if (!cell) return undefined;
          const { value, status, comparable } = cell;
          return { value, status, comparable, real: null, mark: markOf(cell) };
        }),
      );
      columns.set(name, packColumn(cells, display));
    }
  }
  return { texts: [...numbers.keys()], figures: Object.fromEntries(of), parts: Object.fromEntries(columns) };
}

/** With the digits that a chart needs: printed digits would move its lines. */
function quartilesOf(model: Model, name: string): Record<string, string> {
  const groups = model.groups.filter(({ scheme }) => scheme === 'england' || scheme === 'type');
  return Object.fromEntries(
    groups.flatMap(({ fy, scheme, groupId }) => {
      const { q1, median, q3 } = model.summary(name, fy, scheme, groupId) ?? {};
      if (typeof median !== 'number') return [];
      const packed = [q1, median, q3].map((value) => Number(value?.toPrecision(10) ?? 0));
      return [[`${fy} ${groupId}`, packed.join()] as const];
    }),
  );
}

export function namesOfYears(model: Model): NamesOfYears {
  const names: Record<string, Record<string, string>> = {};
  for (const { code, name: last, years } of model.trusts.values())
    for (const { fy, name } of years) if (name !== last) (names[fy] ??= {})[code] = name;
  return names;
}
