/** Headings and labels of provider level analyses that can be taught. */
import type { Headings, HeadingSet } from '../../contract/heading.ts';
import { layoutsOf } from '../../contract/layout.ts';
import { wordsOf } from '../taught-headings.ts';
import { CSV_HEADINGS } from './csv.ts';
import { plainLabel } from './label.ts';
import type { ProviderRules } from './layouts.ts';
import { NAME_HEADINGS } from './workbook.ts';

const CSV_WORDS = {
  period: ['reporting period'],
  level: ['org level', 'geography level'],
  org_code: ['org code', 'organisation code'],
  org_name: ['org description', 'organisation description'],
  measure_type: ['measure type'],
  measure: ['measure'],
  measure_value: ['measure value'],
} as const;

/** Columns of the workbooks, and what stands in MEASURE of the CSV: there one row is one figure. */
export function providerHeadings({ workbooks, csvs }: Pick<ProviderRules, 'workbooks' | 'csvs'>): Headings {
  return {
    plain: plainLabel,
    of: (fy) => [
      ...layoutsOf(workbooks, fy).map(({ layout, code, words, required, meaningOf }): HeadingSet => ({
        layout,
        kind: 'workbook',
        meanings: [
          ...wordsOf({ org_code: code }),
          ...wordsOf(
            Object.fromEntries(Object.entries(words).map(([measure, word]) => [measure, [word]])),
          ).map((meaning) =>
            required.includes(meaning.means) ? meaning : { ...meaning, optional: true as const },
          ),
        ],
        knows: (heading) => NAME_HEADINGS.includes(heading) || typeof meaningOf(heading) !== 'string',
        others: true,
      })),
      ...layoutsOf(csvs, fy).map(({ layout, words }): HeadingSet => ({
        layout,
        meanings: wordsOf(
          Object.fromEntries(Object.entries(words).map(([measure, word]) => [measure, [word]])),
        ),
        kind: 'csv',
        labels: true,
      })),
      ...layoutsOf(csvs, fy).map(({ layout }): HeadingSet => ({
        layout,
        kind: 'csv',
        meanings: wordsOf(CSV_WORDS),
        knows: (heading) => Object.values(CSV_HEADINGS).some((pattern) => pattern.test(heading)),
        others: true,
      })),
    ],
  };
}
