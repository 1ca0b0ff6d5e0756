/** What keeps a month's A&E file out (dossier ae-monthly, sections 5 and 7). */
import type { ParsedFile, Refusal } from '../contract/parsed-file.ts';
import { checkDuplicates, checkFigures, checkFindings, checkTotals } from '../tables/file-checks.ts';

/** Counts are whole, so anything under one is only the noise of a spreadsheet. */
const TOTAL_TOLERANCE = 0.5;
/** The busiest organisation has under 50,000 attendances a month. */
const ATTENDANCES_AT_MOST = 200_000;
const MIXED_UP = {
  identity: 'the printed total is not the sum of the types',
  'over-4-hours-exceeds-attendances': 'more attendances are over four hours than there are',
} as const;

export function checkAeMonthly(parsed: ParsedFile): readonly Refusal[] {
  return [
    ...checkDuplicates(parsed.observations),
    ...checkFigures(parsed.observations, impossible),
    ...checkTotals(parsed, TOTAL_TOLERANCE),
    ...checkFindings(parsed, MIXED_UP),
  ];
}

function impossible(value: number): string | undefined {
  if (value < 0) return 'fewer than nobody';
  if (!Number.isInteger(value)) return 'a count with a fraction';
  return value > ATTENDANCES_AT_MOST ? 'no organisation has 200,000 in a month' : undefined;
}
