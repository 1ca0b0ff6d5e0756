/** What `data/why/<figure>.js` holds, and how scripts read it. */
import type { PackedColumn } from './packed-columns.ts';

export interface PackedWhy {
  /** Each text once. */
  readonly texts: readonly string[];
  /** Of each year: the reason's number in `texts`, for each code in the order of `data/cells.js`; empty where there is none. */
  readonly reasons: Readonly<Record<string, string>>;
  /** The same for why a reported figure is in no quartile. */
  readonly leftOut: Readonly<Record<string, string>>;
  /** Columns of measures that stand in no other data file. */
  readonly parts: Readonly<Record<string, PackedColumn>>;
}

/** Texts of a year, one place for each code. */
export function unpackTexts(
  texts: readonly string[],
  numbers: string | undefined,
): readonly (string | null)[] {
  return (numbers ?? '').split(',').map((one) => (one === '' ? null : (texts[Number(one)] ?? null)));
}
