/** Headings of monthly A&E that can be taught, of the flat CSV and of the provider sheet. */
import type { HeadingMeaning, Headings, HeadingSet } from '../contract/heading.ts';
import { layoutsOf } from '../contract/layout.ts';
import { wordsOf } from '../tables/taught-headings.ts';
import {
  CSV_IDENTITY,
  CSV_LAYOUTS,
  CSV_PASSED_OVER,
  plainAeHeading,
  XLS_GROUPS,
  XLS_HEADINGS,
  XLS_IDENTITY,
  XLS_LAYOUTS,
  type XlsGroup,
  type XlsHeading,
} from './layouts.ts';

/** Workbooks print `Type 1 Departments - Major A&E` under each group; the reader takes these words for it. */
const XLS_WORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    (['attendances', 'under4h', 'over4h'] as const).flatMap((group): [string, string][] => [
      [`${group}_total`, 'total'],
      ...['1', '2'].map((type): [string, string] => [`${group}_type${type}`, `type ${type}`]),
      [`${group}_other`, 'type 3'],
    ]),
  ),
  dta_4h_plus: 'over 4h from decision to admit',
  dta_12h_plus: 'over 12h from decision to admit',
  emergency_admissions_total: 'total emergency admissions via a and e',
  all_emergency_admissions_total: 'total emergency admissions',
  other_emergency_admissions: 'other emergency admissions',
  emergency_admissions_type1: 'emergency admissions via type 1',
  emergency_admissions_type2: 'emergency admissions via type 2',
  emergency_admissions_other: 'emergency admissions via type 3',
};

export const HEADINGS: Headings = {
  plain: plainAeHeading,
  of: (fy) => [
    ...layoutsOf(CSV_LAYOUTS, fy).map(({ layout, headings }): HeadingSet => ({
      layout,
      kind: 'csv',
      meanings: wordsOf({
        period: CSV_IDENTITY.period,
        org_code: CSV_IDENTITY.orgCode,
        org_name: CSV_IDENTITY.orgName,
        ...Object.fromEntries(headings.map(([heading, measure]) => [measure, [heading]])),
      }),
      knows: (heading) => CSV_PASSED_OVER.includes(heading),
    })),
    ...layoutsOf(XLS_LAYOUTS, fy).map(({ layout }): HeadingSet => ({
      layout,
      kind: 'workbook',
      meanings: [
        ...wordsOf({ org_code: XLS_IDENTITY.orgCode, org_name: XLS_IDENTITY.orgName }),
        ...XLS_HEADINGS.flatMap(xlsMeaning),
      ],
      knows: (heading) =>
        groupOf(heading) === 'percentage' || XLS_HEADINGS.some((known) => known.heading.test(heading)),
    })),
  ],
};

function xlsMeaning({ group, measure, required }: XlsHeading): readonly HeadingMeaning[] {
  const word = XLS_WORDS[measure];
  if (word === undefined) return [];
  const meaning = {
    ...{ means: measure, words: [word] as const },
    under: (text: string) => groupOf(plainAeHeading(text)) === group,
  };
  return [required ? meaning : { ...meaning, optional: true }];
}

function groupOf(words: string): XlsGroup | undefined {
  return words === '' ? undefined : XLS_GROUPS.find(([pattern]) => pattern.test(words))?.[1];
}
