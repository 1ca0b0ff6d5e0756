/** Headings of both kinds of maternity file that can be taught, and the dimension that is the total of the long table. */
import type { Headings, HeadingSet } from '../contract/heading.ts';
import { layoutsOf } from '../contract/layout.ts';
import { plainHeading } from '../tables/header-row.ts';
import { wordsOf } from '../tables/taught-headings.ts';
import {
  HES_HEADINGS,
  HES_LAYOUTS,
  LONG_HEADINGS,
  LONG_LAYOUTS,
  MEASURE_OF,
  TOTAL_HEADINGS,
  type LongLayout,
} from './layouts.ts';

export const HEADINGS: Headings = {
  plain,
  of: (fy) => [
    ...layoutsOf(LONG_LAYOUTS, fy).flatMap(longSets),
    ...layoutsOf(HES_LAYOUTS, fy).map(({ layout }): HeadingSet => ({
      layout,
      kind: 'workbook',
      meanings: wordsOf({
        ...{ org_code: HES_HEADINGS.orgCode, org_name: HES_HEADINGS.orgName },
        [MEASURE_OF.HES]: TOTAL_HEADINGS.plain,
      }),
      knows: (heading) =>
        [...HES_HEADINGS.level, ...TOTAL_HEADINGS.inContext].some((word) => word === heading),
      others: true,
    })),
  ],
};

function longSets({ layout, collection, total, measureHeading }: LongLayout): readonly HeadingSet[] {
  const { period, dimension, level, orgCode, orgName, countOf, value } = LONG_HEADINGS;
  return [
    {
      layout,
      meanings: wordsOf({
        ...{ period, dimension, level: plainest(level), org_code: plainest(orgCode) },
        ...{ org_name: plainest(orgName), measure: measureHeading, count_of: plainest(countOf), value },
      }),
    },
    {
      layout,
      meanings: wordsOf({ [MEASURE_OF[collection]]: total }),
      knows: (label) => total.some((word) => plain(word) === label),
      labels: true,
    },
  ];
}

function plain(text: string): string {
  return plainHeading(text.replaceAll('_', ' '));
}

/** Those that are compared as they stand, first. */
function plainest(words: readonly string[]): readonly string[] {
  return words.toSorted((a, b) => Number(plain(a) !== a) - Number(plain(b) !== b));
}
