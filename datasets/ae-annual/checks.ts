/** What keeps a file of annual A&E out (dossier ae-annual, section 4). */
import type { ParsedFile, Refusal } from '../contract.ts';
import { checkDuplicates, checkFigures } from '../reading/file-checks.ts';
import { checkProviderTotals, impossibleCount } from '../reading/provider-level/checks.ts';
import { COLLECTIONS } from './layouts.ts';

/** The busiest trust has half a million attendances a year. */
const ATTENDANCES_AT_MOST = 3_000_000;

export function checkAeAnnual(parsed: ParsedFile): readonly Refusal[] {
  return [
    ...checkDuplicates(parsed.observations),
    ...checkFigures(parsed.observations, impossibleCount(ATTENDANCES_AT_MOST)),
    ...checkProviderTotals(parsed, (name) => COLLECTIONS.some(({ measure }) => measure === name)),
  ];
}
