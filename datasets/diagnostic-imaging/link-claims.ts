/** What a link says of itself: which DID table, which year, which edition (dossier diagnostic-imaging, section 2). */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { yearsNamed } from '../../nhs/named-years.ts';
import type { Exclusion } from '../links/file-links.ts';
import { withoutRevision } from '../links/revision.ts';

/** Tables of the release that are not Table 1, where no number tells. */
const SIBLINGS: readonly Exclusion[] = [
  [/national[\s_-]*imaging[\s_-]*data/i, 'imaging equipment, not activity'],
  [/median|request[\s_-]*to[\s_-]*test|test[\s_-]*to[\s_-]*report/i, 'waiting times, not counts'],
  [/body[\s_-]*site|cancer/i, 'tests for cancer only'],
  [/ccg|sub[\s_-]*icb|commissioner/i, 'by commissioner, not by provider'],
  [/source[\s_-]*setting/i, 'by source setting, not by month'],
  [/same[\s_-]*day/i, 'share reported the same day'],
  [/intervention/i, 'interventional radiology only'],
  [/turn[\s_-]*around/i, 'report turnaround, not counts'],
  [/annex|technical|guidance|code[\s_-]*list/i, 'not a table'],
];

/** `DID-Table-1-…`, `Tables-1a-1l-…`, `Table 11`: the number. */
const TABLE = /(?<![a-z])tables?[\s_–-]*(\d{1,2})(?!\d)/i;
const COUNTS = /modality[\s_–-]*provider[\s_–-]*counts?/i;
const DAY = /(?<!\d)20\d\d-[01]\d-[0-3]\d(?!\d)/;

/** True for Table 1, else what it is instead; undefined where the words say nothing of tables. */
export function tableClaimed(words: string): true | string | undefined {
  const number = TABLE.exec(words)?.[1];
  if (number !== undefined) return Number(number) === 1 ? true : `DID table ${Number(number)}, not Table 1`;
  const sibling = SIBLINGS.find(([pattern]) => pattern.test(words));
  if (sibling) return sibling[1];
  return COUNTS.test(words) ? true : undefined;
}

/** Financial years named; the day of publication in a provisional name is none. */
export function yearsClaimed(words: string): readonly FinancialYear[] {
  return yearsNamed(withoutRevision(words).replace(new RegExp(DAY, 'g'), ' '));
}

/** `final` where neither says otherwise; provisional editions carry the day they were published in their name. */
export function editionClaimed(words: string): { readonly final: boolean; readonly day: string } {
  const day = DAY.exec(words)?.[0] ?? '';
  return { final: !/provisional/i.test(words) && (day === '' || /revis|final/i.test(words)), day };
}
