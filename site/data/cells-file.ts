/** `data/cells.js`: every measure and ratio of every trust and year, for choosing in the page. */
import type { Model } from '../read/model.ts';
import type { SiteFile, Source } from '../site-file.ts';
import { type About, aboutOf } from '../words/about.ts';
import { markOf } from '../words/shown.ts';
import { type Column, type PackedColumn, type PlainCell, packColumn, unpackColumn } from './packed-columns.ts';
import { exactNumbers } from './exact-numbers.ts';
import { plainScript } from './plain-script.ts';

interface Places {
  /** Financial years, oldest first. */
  readonly years: readonly string[];
  readonly codes: readonly string[];
}

/** A break as [figure or nothing for every figure, last year before, first year after, code of the trust or nothing, 1 where only a rule is drawn]. */
type BreakOfFigure = readonly [string, string, string, string, number];

interface Figures extends Places {
  /** What the figures are, in the order of the pages. */
  readonly about: readonly About[];
  readonly breaks: readonly BreakOfFigure[];
}

export interface PackedCells extends Figures {
  readonly figures: Readonly<Record<string, PackedColumn>>;
}

/** What scripts get: the place of a cell in a column is `codes.indexOf(code) * years.length + years.indexOf(fy)`. */
export interface Cells extends Figures {
  readonly figures: Readonly<Record<string, Column>>;
}

export function cellsFile({ model }: Source): readonly SiteFile[] {
  return [plainScript('cells', packCells(model))];
}

export function packCells(model: Model): PackedCells {
  const { years } = model.facts;
  const codes = [...model.trusts.keys()];
  const figures = model.figures.map((figure) => {
    const { name, display } = figure;
    const { cells: inFull } = exactNumbers(model, figure);
    const column = codes.flatMap((code) =>
      years.map((fy): PlainCell | undefined => {
        const cell = model.cell(code, name, fy);
        if (!cell) return undefined;
        const { value, real, status, comparable } = cell;
        const exact = inFull.has(`${code} ${fy}`);
        return { value, real, status, comparable, mark: markOf(cell), exact };
      }),
    );
    return [name, packColumn(column, display)] as const;
  });
  return {
    ...{ years, codes, about: model.figures.map(aboutOf), breaks: breaksOf(model) },
    figures: Object.fromEntries(figures),
  };
}

function breaksOf(model: Model): readonly BreakOfFigure[] {
  const found = model.figures.flatMap(({ name }) =>
    [undefined, ...model.trusts.keys()].flatMap((code) =>
      model
        .breaks(name, code)
        .filter(({ orgCode }) => orgCode === (code ?? null))
        .map((one): BreakOfFigure => {
          return [one.figure, one.fromFy, one.toFy, one.orgCode ?? '', one.kind === 'accounting' ? 1 : 0];
        }),
    ),
  );
  // Both parts of a ratio may have the break.
  return [...new Map(found.map((one) => [one.join(' '), one])).values()];
}

export function unpackCells({ figures, ...rest }: PackedCells): Cells {
  const columns = Object.entries(figures).map(([name, column]) => [name, unpackColumn(column)] as const);
  return { ...rest, figures: Object.fromEntries(columns) };
}
