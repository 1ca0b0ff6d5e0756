/** Headings of the three files of a month that can be taught. Other columns stand beside them and are passed over. */
import type { Headings, HeadingSet } from '../contract/heading.ts';
import { layoutsOf } from '../contract/layout.ts';
import { wordsOf } from '../tables/taught-headings.ts';
import { LAYOUTS } from './layouts.ts';
import { plainName } from './list-table.ts';

export const HEADINGS: Headings = {
  plain: plainName,
  of: (fy) =>
    layoutsOf(LAYOUTS, fy).map(({ layout, columns, optional }): HeadingSet => ({
      layout,
      meanings: wordsOf(
        Object.fromEntries(Object.entries(columns).map(([column, words]) => [nameOf(column), words])),
      ).map((meaning) =>
        optional.some((column) => nameOf(column) === meaning.means)
          ? { ...meaning, optional: true as const }
          : meaning,
      ),
      others: true,
    })),
};

/** `practice_name`. */
function nameOf(column: string): string {
  return column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
