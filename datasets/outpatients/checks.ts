/** What keeps a file of outpatient activity out (dossier outpatients, sections 3 and 5). */
import type { ParsedFile, Refusal } from '../contract/parsed-file.ts';
import { checkAlike, checkDuplicates, checkFigures, checkFindings } from '../tables/file-checks.ts';
import { checkProviderTotals, impossibleCount } from '../tables/provider-level/figures.ts';
import { OUTCOMES } from './layouts.ts';

/** The largest trust has 1.8 million attendances a year. */
const APPOINTMENTS_AT_MOST = 10_000_000;
const IN_TRUST_YEAR = new RegExp(
  `^(?:${OUTCOMES.map(([, stem]) => stem).join('|')})_(?:male|female|gender_unknown|total)$`,
);

export function checkOutpatients(parsed: ParsedFile): readonly Refusal[] {
  return [
    ...checkDuplicates(parsed.observations),
    ...checkFigures(parsed.observations, impossibleCount(APPOINTMENTS_AT_MOST)),
    ...checkAlike(parsed.observations, (measure) => /^attended_(?:male|female|total)$/.test(measure)),
    ...checkProviderTotals(parsed, (measure) => IN_TRUST_YEAR.test(measure)),
    ...checkFindings(parsed, { 'gender-identity': 'a total is not the sum of its genders' }),
  ];
}
