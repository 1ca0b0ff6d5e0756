/** Headings of the survey's workbooks that can be taught. They have two thousand columns, of which a few are read. */
import type { Headings, HeadingSet } from '../contract/heading.ts';
import { layoutsOf } from '../contract/layout.ts';
import { wordsOf } from '../tables/taught-headings.ts';
import { surveyOf } from './editions.ts';
import { FEEDS, headingOf, LAYOUTS, plainName, type SurveyLayout } from './layouts.ts';

export const HEADINGS: Headings = {
  plain: plainName,
  of: (fy) => layoutsOf(LAYOUTS, fy).map((layout) => setOf(layout, surveyOf(fy))),
};

function setOf({ layout, orgCode, orgName, group, figures }: SurveyLayout, survey: number): HeadingSet {
  const words = Object.fromEntries(
    figures.map(([measure, heading]) => [measure, [headingOf(heading, survey)]]),
  );
  return {
    layout,
    meanings: [
      ...wordsOf({ org_code: [orgCode], org_name: [orgName] }),
      ...wordsOf(words).map((meaning) =>
        FEEDS.has(meaning.means) ? meaning : { ...meaning, optional: true as const },
      ),
    ],
    knows: (heading) => heading === group,
    others: true,
  };
}
