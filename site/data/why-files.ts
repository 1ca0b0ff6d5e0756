/** `data/why/<figure>.js`: why its cells are as they are, and the parts of a ratio that have no page, for choosing in the page. */
import type { AboutMeasure } from '../measure/measure-view.ts';
import { readMeasureSources } from '../measure/read-sources.ts';
import { aboutOf } from '../measure/read-view.ts';
import type { Cell, Model } from '../read/model.ts';
import type { SiteFile, Source } from '../site-file.ts';
import { withLabels } from '../words/about.ts';
import { markOf } from '../words/shown.ts';
import { type PlainCell, packColumn } from './packed-columns.ts';
import { plainScript } from './plain-script.ts';
import type { PackedWhy } from './why-text.ts';

export async function* whyFiles({ model, ask }: Source): AsyncGenerator<SiteFile> {
  const { parts } = await readMeasureSources(ask);
  for (const figure of model.figures)
    yield plainScript(`why/${figure.name}`, packWhy(model, aboutOf(model, figure, parts)));
}

function packWhy(model: Model, about: AboutMeasure): PackedWhy {
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
  const packed = (textOf: (cell: Cell) => string | null): Record<string, string> =>
    Object.fromEntries(
      years.map((fy) => {
        const cells = codes.map((code) => model.cell(code, about.name, fy));
        return [fy, cells.map((cell) => (cell ? numberOf(textOf(cell)) : '')).join()];
      }),
    );
  // Reasons name columns of the tables; pages name them as their headings do.
  const reasons = packed(({ reason }) => (reason === null ? null : withLabels(reason, labels)));
  const leftOut = packed(({ leftOut: why }) => why);
  const columns = [about.dividend, about.divisor].flatMap((part) => {
    if (!part || part.hasPage) return [];
    const { name, display } = part;
    const cells = codes.flatMap((code) =>
      years.map((fy): PlainCell | undefined => {
        const cell = model.cell(code, name, fy);
        if (!cell) return undefined;
        const { value, status, comparable } = cell;
        return { value, status, comparable, real: null, mark: markOf(cell) };
      }),
    );
    return [[name, packColumn(cells, display)] as const];
  });
  return { texts: [...numbers.keys()], reasons, leftOut, parts: Object.fromEntries(columns) };
}

