/** Headings of KH03 that can be taught: the five columns of each group, and what identifies a row. */
import { layoutsOf } from '../contract/layout.ts';
import type { HeadingMeaning, Headings } from '../contract/heading.ts';
import { plainHeading } from '../tables/header-row.ts';
import { wordsOf } from '../tables/taught-headings.ts';
import { GROUPS, LAYOUTS, type BedsLayout } from './layouts.ts';

export const HEADINGS: Headings = {
  plain: plainHeading,
  of: (fy) =>
    layoutsOf(LAYOUTS, fy).map((layout) => ({
      layout: layout.layout,
      meanings: [
        ...wordsOf({
          ...{ year: layout.identity.year, period: layout.identity.period },
          ...{ org_code: layout.identity.orgCode, org_name: layout.identity.orgName },
        }),
        ...groupOf('available', layout),
        ...groupOf('occupied', layout),
        // The share is worked out from the other two and not read.
        ...groupOf('share', layout).map((meaning) => ({ ...meaning, optional: true as const })),
      ],
    })),
};

function groupOf(group: keyof typeof GROUPS, { sectors }: BedsLayout): readonly HeadingMeaning[] {
  const under = (text: string): boolean => GROUPS[group].some((word) => word === text);
  return wordsOf(
    Object.fromEntries(Object.entries(sectors).map(([sector, words]) => [`${group}_${sector}`, words])),
  ).map((meaning) => ({ ...meaning, under }));
}
