/** `data/cells.js`: every measure and ratio of every trust and year, for choosing in the page. */
import type { Model } from '../read/model.ts';
import type { SiteFile, Source } from '../site-file.ts';
import { cellWords } from '../words/shown.ts';
import { type Column, type PackedColumn, type PlainCell, packColumn, unpackColumn } from './packed-columns.ts';
import { plainScript } from './plain-script.ts';

interface Places {
  /** Financial years, oldest first. */
  readonly years: readonly string[];
  readonly codes: readonly string[];
}

export interface PackedCells extends Places {
  readonly figures: Readonly<Record<string, PackedColumn>>;
}

/** What scripts get: the place of a cell in a column is `codes.indexOf(code) * years.length + years.indexOf(fy)`. */
export interface Cells extends Places {
  readonly figures: Readonly<Record<string, Column>>;
}

export function cellsFile({ model }: Source): readonly SiteFile[] {
  return [plainScript('cells', packCells(model))];
}

export function packCells(model: Model): PackedCells {
  const { years } = model.facts;
  const codes = [...model.trusts.keys()];
  const figures = model.figures.map(({ name, display, isMean }) => {
    const column = codes.flatMap((code) =>
      years.map((fy): PlainCell | undefined => {
        const cell = model.cell(code, name, fy);
        return cell && { ...cell, mark: cellWords(cell, display, isMean).mark };
      }),
    );
    return [name, packColumn(column, display)] as const;
  });
  return { years, codes, figures: Object.fromEntries(figures) };
}

export function unpackCells({ years, codes, figures }: PackedCells): Cells {
  const columns = Object.entries(figures).map(([name, column]) => [name, unpackColumn(column)] as const);
  return { years, codes, figures: Object.fromEntries(columns) };
}
