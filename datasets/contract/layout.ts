/** Which layouts the files of a publication have in which years, as rows. */
import type { FinancialYear } from '../../nhs/financial-year.ts';

/** How sure a layout is: a test reads a real file of each year; a dossier gives the layout; as in the neighbour year. */
export const Seen = { genuine: 'genuine', described: 'described', believed: 'believed' } as const;
export type Seen = (typeof Seen)[keyof typeof Seen];

/** One row: a publication adds where its table stands and which headings mean which figure. */
export interface Layout {
  /** As published in `source_file.layout`: `kh03-region`. */
  readonly layout: string;
  /** The kind of file: `quarter`. A year has one row for each kind it can have. */
  readonly file: string;
  /** A spelling of this row counts in these years only. */
  readonly years: readonly FinancialYear[];
  readonly seen: Seen;
  /** Of a genuine row: files below `NHS_FILES_DIR/<dataset>/`, at least one of each year. */
  readonly realFiles?: readonly string[];
}

/** The years that rows are for, in order. */
export function yearsOf(layouts: readonly Layout[]): readonly FinancialYear[] {
  return [...new Set(layouts.flatMap((layout) => layout.years))].sort();
}

/** The rows of one year. */
export function layoutsOf<Row extends Layout>(layouts: readonly Row[], fy: FinancialYear): readonly Row[] {
  return layouts.filter((layout) => layout.years.includes(fy));
}
