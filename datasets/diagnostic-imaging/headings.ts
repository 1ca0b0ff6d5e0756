/** Headings of Table 1 that can be taught, and the names of modalities in its rows. */
import { monthNumber } from '../../nhs/printed-month.ts';
import type { Headings, HeadingSet } from '../contract/heading.ts';
import { layoutsOf } from '../contract/layout.ts';
import { plainHeading } from '../tables/header-row.ts';
import { wordsOf } from '../tables/taught-headings.ts';
import { LAYOUTS, type ImagingLayout } from './layouts.ts';

const MONTHS = ['april', 'may', 'june', 'july', 'august', 'september'].concat(
  ...[['october', 'november', 'december', 'january', 'february', 'march']],
);

export const HEADINGS: Headings = {
  plain: plainHeading,
  of: (fy) => layoutsOf(LAYOUTS, fy).flatMap(setsOf),
};

function setsOf({
  layout,
  rows,
  identity,
  modalities,
  year,
  partOfYear,
}: ImagingLayout): readonly HeadingSet[] {
  const modality = wordsOf(modalities);
  const columns = wordsOf({
    region: identity.region,
    org_code: identity.orgCode,
    org_name: identity.orgName,
    ...(identity.modality && { modality: identity.modality }),
  });
  if (rows === 'month') return [{ layout, meanings: [...columns, ...modality] }];
  const months = wordsOf(Object.fromEntries(MONTHS.map((month) => [month, [month, month.slice(0, 3)]])));
  return [
    {
      layout,
      meanings: [
        ...columns,
        ...wordsOf({ year }),
        ...months.map((meaning) => (partOfYear ? { ...meaning, optional: true as const } : meaning)),
      ],
      knows: (heading) => monthNumber(heading.replace(/[^a-z].*$/, '')) !== undefined,
    },
    { layout, meanings: modality, labels: true },
  ];
}
