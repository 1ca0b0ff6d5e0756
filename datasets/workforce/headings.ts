/** Headings of both publications of the workforce that can be taught. The codes of the workbook often stand under none. */
import type { Headings } from '../contract/heading.ts';
import { layoutsOf } from '../contract/layout.ts';
import { plainLabel } from '../tables/provider-level/label.ts';
import { wordsOf } from '../tables/taught-headings.ts';
import { ABSENCE, ABSENCE_LAYOUTS, FTE_LAYOUTS, FTE_NURSES, FTE_TOTAL, NURSES } from './layouts.ts';

export const HEADINGS: Headings = {
  plain: plainLabel,
  of: (fy) => [
    ...layoutsOf(FTE_LAYOUTS, fy).map(({ layout, code, total }) => ({
      layout,
      kind: 'workbook' as const,
      meanings: [
        ...wordsOf({ [FTE_TOTAL]: total, [FTE_NURSES]: [NURSES] }),
        ...wordsOf({ org_code: code.filter((word) => word !== '') }).map((meaning) =>
          code.includes('') ? { ...meaning, optional: true as const } : meaning,
        ),
      ],
      others: true as const,
    })),
    ...layoutsOf(ABSENCE_LAYOUTS, fy).map(({ layout, headings }) => ({
      layout,
      kind: 'csv' as const,
      meanings: wordsOf({
        ...{ date: headings.date, org_code: headings.code, org_name: headings.name },
        ...{ [ABSENCE.lost]: headings.lost, [ABSENCE.available]: headings.available },
        [ABSENCE.rate]: headings.rate,
      }),
      others: true as const,
    })),
  ],
};
