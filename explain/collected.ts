/** What explanations are assembled from: rows of the published tables, by the keys they are looked up with. */
import type { Row } from '../duckdb/statements.ts';
import type { ExplainedTotal } from './explanation.ts';

/** Which figures are collected: of some trusts, in one year or all, of some measures and ratios or all. */
export interface Scope {
  /** ODS codes. */
  readonly codes: readonly string[];
  readonly fy?: string;
  readonly measures?: readonly string[];
  readonly ratios?: readonly string[];
}

/** Rows that are of no one trust: collected once, however many trusts are explained. */
export interface Common {
  /** The recipe of a measure, by `keyOf(fy, measure)`. */
  readonly recipes: ReadonlyMap<string, Row>;
  /** The making of a ratio, by its name. */
  readonly ratios: ReadonlyMap<string, Row>;
  /** File name and day of download, by `keyOf(url, sha256)`. */
  readonly files: ReadonlyMap<string, Row>;
  /** How a printed organisation was matched, by its number in the order of org_match. */
  readonly matches: ReadonlyMap<number, Row>;
  /** Totals that files print, sorted, by `keyOf(dataset, fy)`. */
  readonly totals: ReadonlyMap<string, readonly ExplainedTotal[]>;
  /** Findings about a whole file, by its sha256. */
  readonly fileFindings: ReadonlyMap<string, readonly Row[]>;
  /** England's total, by `keyOf(fy, measure)`; undefined where the folder has none. */
  readonly england: ReadonlyMap<string, Row> | undefined;
  /** The price index of a year, by `keyOf(edition, fy)`. */
  readonly deflators: ReadonlyMap<string, Row>;
  /** Whether the cells of all figures were gathered before. */
  readonly gathered?: true;
}

/** Rows of the trusts of a scope. */
export interface Collected {
  readonly common: Common;
  /** Rows of trust_activity, by `keyOf(fy, code, measure)`. */
  readonly figures: ReadonlyMap<string, Row>;
  /** Rows of trust_ratio, by `keyOf(fy, code, ratio)`. */
  readonly ratios: ReadonlyMap<string, Row>;
  /** The source cells of a figure, sorted, by its key. */
  readonly cells: ReadonlyMap<string, readonly Row[]>;
  /** Findings about a trust in a year, by `keyOf(fy, code)`. */
  readonly findings: ReadonlyMap<string, readonly Row[]>;
  /** What a figure said in releases before the last, oldest first, by its key; undefined where the folder does not say. */
  readonly spells: ReadonlyMap<string, readonly Row[]> | undefined;
}

/** One key of several texts; no code, year or name has a line break in it. */
export function keyOf(...parts: readonly unknown[]): string {
  return parts.map(String).join('\n');
}

/** Rows by key, one each. */
export function byKey(rows: readonly Row[], ...names: readonly string[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [keyOf(...names.map((name) => row[name])), row]));
}

/** Rows by key, in their order. */
export function listsByKey(
  rows: readonly Row[],
  ...names: readonly string[]
): ReadonlyMap<string, readonly Row[]> {
  const lists = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(...names.map((name) => row[name]));
    const list = lists.get(key);
    if (list) list.push(row);
    else lists.set(key, [row]);
  }
  return lists;
}
