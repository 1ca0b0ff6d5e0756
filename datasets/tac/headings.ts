/** Headings of the sheet All data of the accounts that can be taught. */
import type { Headings } from '../contract/heading.ts';
import { layoutsOf } from '../contract/layout.ts';
import { wordsOf } from '../tables/taught-headings.ts';
import { keyOf, LAYOUTS } from './layouts.ts';

/** The columns, by the names they have in `tac_line`. */
export const HEADINGS: Headings = {
  plain: keyOf,
  of: (fy) =>
    layoutsOf(LAYOUTS, fy).map(({ layout, headings }) => {
      const keys = (words: readonly string[]): readonly string[] => words.map(keyOf);
      return {
        layout,
        meanings: wordsOf({
          ...{ organisation: keys(headings.organisation), worksheet: keys(headings.worksheet) },
          ...{ table_id: keys(headings.table), main_code: keys(headings.mainCode) },
          ...{
            row_number: keys(headings.row),
            sub_code: keys(headings.subCode),
            value: keys(headings.value),
          },
        }),
      };
    }),
};
