/** What keeps a file of annual A&E out (dossier ae-annual, section 4). */
import type { ParsedFile, Refusal } from '../contract/parsed-file.ts';
import { checkAlike, checkDuplicates, checkFigures } from '../tables/file-checks.ts';
import { checkProviderTotals, impossibleCount } from '../tables/provider-level/figures.ts';
import { COLLECTIONS } from './layouts.ts';

/** The busiest trust has half a million attendances a year. */
const ATTENDANCES_AT_MOST = 3_000_000;
/** Providers of 2024-25 have 0.10 % less than England, more than rounding explains. Half as much again has lost a provider. */
const UNASSIGNED = 0.0015;

export function checkAeAnnual(parsed: ParsedFile): readonly Refusal[] {
  const isAll = (name: string): boolean => COLLECTIONS.some(({ measure }) => measure === name);
  return [
    ...checkDuplicates(parsed.observations),
    ...checkFigures(parsed.observations, impossibleCount(ATTENDANCES_AT_MOST)),
    ...checkAlike(parsed.observations, isAll),
    ...checkProviderTotals(parsed, isAll, UNASSIGNED),
  ];
}
