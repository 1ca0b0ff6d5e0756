/** What `data/why/<group>.js` and `data/names.js` hold, and how scripts read them. */
import type { Figure } from '../read/model.ts';
import type { PackedColumn } from './packed-columns.ts';

export interface PackedWhy {
  /** Each text once. */
  readonly texts: readonly string[];
  readonly figures: Readonly<Record<string, WhyOfFigure>>;
  /** Columns of measures that stand in no other data file. */
  readonly parts: Readonly<Record<string, PackedColumn>>;
}

export interface WhyOfFigure {
  /** Of each year: the reason's number in `texts`, for each code in the order of `data/cells.js`; empty where there is none. */
  readonly reasons: Readonly<Record<string, string>>;
  /** The same for why a reported figure is in no quartile. */
  readonly leftOut: Readonly<Record<string, string>>;
  /** By year and group, England or a type: lower quartile, median and upper quartile, with the digits that a line of a chart needs. */
  readonly quartiles: Readonly<Record<string, string>>;
}

/** By year and code, where a trust had another name than its last. */
export type NamesOfYears = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** `why/urgent-care`: one file for the figures of a group. */
export function whyFileOf({ group }: Pick<Figure, 'group'>): string {
  return `why/${group.toLowerCase().replace(/[^a-z]+/g, '-')}`;
}

/** Texts of a year, one place for each code. */
export function unpackTexts(
  texts: readonly string[],
  numbers: string | undefined,
): readonly (string | null)[] {
  return (numbers ?? '').split(',').map((one) => (one === '' ? null : (texts[Number(one)] ?? null)));
}
