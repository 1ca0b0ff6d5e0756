/** Checks and doubts that every provider level analysis of HES and ECDS owes. */
import type { Finding, ParsedFile, PrintedTotal, Refusal } from '../../contract.ts';
import { checkTotals, totalsApart } from '../file-checks.ts';
import { placeOf } from '../header-row.ts';
import { roundingAllowance } from '../small-numbers.ts';
import { byOrganisation } from './figures.ts';
import type { ProviderFigures } from './figures.ts';

/**
 * Providers of 2024-25 ECDS add up to 0.10 % less than England, far more than rounding explains (dossier ae-annual,
 * section 4). What is five times as far apart has lost a row or a column.
 */
const SHARE_OF_TOTAL = 0.005;
/** Counts are rounded to five and those from 1 to 7 withheld, so no row can take more from the sum. */
const PER_ROW = 8;
/** Of a national total from 1 to 7 nothing is printed below England. */
const NOT_BROKEN_DOWN = 7;

/** England against the providers, for the measures that go into trust_year: half a percent, or eight for every row. */
export function checkProviderTotals(
  parsed: ParsedFile,
  isUsed: (measure: string) => boolean,
): readonly Refusal[] {
  const rows = byOrganisation(parsed.observations).size;
  const allowed = ({ published }: PrintedTotal): number =>
    Math.max(published * SHARE_OF_TOTAL, rows * PER_ROW);
  return checkTotals({ totals: parsed.totals.filter(({ measure }) => isUsed(measure)) }, allowed);
}

/** A total that rounding and suppression do not explain. */
export function totalDoubts({ observations, totals }: ProviderFigures): readonly Finding[] {
  return totalsApart(totals, roundingAllowance(observations))
    .filter(({ published }) => published > NOT_BROKEN_DOWN)
    .map(({ period, measure, published, sumOfRows, sheet, row }) => ({
      kind: 'total-apart',
      severity: 'info',
      message: `${placeOf(sheet)}, row ${row}: England has ${published} ${measure} in ${period}, the providers add up to ${sumOfRows} (${sumOfRows - published} apart), which is more than rounding explains.`,
    }));
}

/** Why a count cannot be. */
export function impossibleCount(most: number): (value: number) => string | undefined {
  return (value) => {
    if (value < 0) return 'fewer than none';
    if (!Number.isInteger(value)) return 'a count with a fraction';
    return value > most ? `no organisation has more than ${most} in a year` : undefined;
  };
}
