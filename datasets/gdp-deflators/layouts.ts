/**
 * The one table of the publication, as data: words in the form of `plainWords` (lower case, without the marks of notes). The
 * file is of no year: each edition has all years since 1955-56.
 */
import { Seen, type Layout } from '../contract/layout.ts';
import { plainHeading } from '../tables/header-row.ts';

export interface DeflatorLayout extends Layout {
  /** Over the years. */
  readonly year: string;
  /** Over the index, one to three rows above the base year; or in the same cell as the base year. */
  readonly group: string;
  readonly change: string;
  /** Columns of the same block that are not read: gross domestic product in cash. */
  readonly notRead: RegExp;
}

const TABLE = {
  years: [],
  seen: Seen.described,
  year: 'financial year',
  group: 'gdp deflator at market prices',
  change: 'per cent change on previous year',
  notRead: /^(?:money gdp\b.*?)?cash £ ?m(?:illion)?\b/,
} as const;

/** The publisher puts out both, with the same figures. */
export const LAYOUTS: readonly DeflatorLayout[] = [
  { ...TABLE, layout: 'deflators-csv', file: 'CSV' },
  { ...TABLE, layout: 'deflators-workbook', file: 'workbook' },
];

/** `2023-24 = 100`, alone or behind the words of the group. */
export const BASE_HEADING = /^(?:(.*\S)[:,\s]\s*)?(\d{4}-\d\d) ?= ?100$/;

/** The marks of notes behind a heading or a year: `(3), (4)`. */
export const NOTE_MARKS = /(?:[\s,]*\(\d{1,2}\))+$/;

/** A heading without the marks of notes: `Money GDP (3), (4)` is `money gdp`. */
export function plainWords(text: string): string {
  return plainHeading(text).replace(NOTE_MARKS, '').replace(/:$/, '').trim();
}
