/** Headings of critical care that can be taught: of the tables by provider, and of beds by trust and month. */
import type { HeadingMeaning, Headings, HeadingSet } from '../contract/heading.ts';
import { layoutsOf } from '../contract/layout.ts';
import { plainHeading } from '../tables/header-row.ts';
import { wordsOf } from '../tables/taught-headings.ts';
import {
  ACC_LAYOUTS,
  BEDS_LAYOUTS,
  CODE_HEADING,
  COLLECTIONS,
  NAME_HEADINGS,
  OTHER_CODES,
  PERIODS,
  type BedsLayout,
} from './layouts.ts';

export const HEADINGS: Headings = {
  plain: plainHeading,
  of: (fy) => [
    ...layoutsOf(ACC_LAYOUTS, fy).map(({ layout, periods, further }): HeadingSet => ({
      layout,
      meanings: wordsOf({ org_code: ['provider code'], [PERIODS]: periods }),
      knows: (heading) => isIdentity(heading) || further.some(([word]) => word === heading),
      others: true,
    })),
    ...layoutsOf(BEDS_LAYOUTS, fy).map((layout): HeadingSet => ({
      layout: layout.layout,
      meanings: (['open', 'occupied'] as const).map((what) => figure(what, layout)),
      knows: (heading) => isIdentity(heading) || heading === 'period',
      others: true,
    })),
  ],
};

function figure(what: 'open' | 'occupied', layout: BedsLayout): HeadingMeaning {
  const group = layout.groups?.[what];
  const meaning = {
    means: COLLECTIONS[layout.collection].measures[what],
    words: [layout[what]] as const,
  };
  return group ? { ...meaning, under: (text) => group.test(text) } : meaning;
}

function isIdentity(heading: string): boolean {
  return NAME_HEADINGS.includes(heading) || (CODE_HEADING.test(heading) && !OTHER_CODES.test(heading));
}
