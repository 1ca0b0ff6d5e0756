/** Checks and doubts that every provider level analysis of HES and ECDS owes. */
import type { Finding, ParsedFile, PrintedTotal, Refusal } from '../../contract/parsed-file.ts';
import { checkTotals, totalsApart } from '../file-checks.ts';
import { placeOf } from '../header-row.ts';
import { roundingAllowance } from '../small-numbers.ts';
import type { ProviderFigures } from './figures.ts';

/** Of a national total from 1 to 7 nothing is printed below England. */
const NOT_BROKEN_DOWN = 7;

/**
 * England against the providers, for the measures that go into trust_year: what rounding and small numbers explain, so that
 * a single lost trust shows.
 * @param unassigned share of England that no provider may print, besides; the providers never have more than England for it
 */
export function checkProviderTotals(
  parsed: ParsedFile,
  isUsed: (measure: string) => boolean,
  unassigned = 0,
): readonly Refusal[] {
  const rounding = roundingAllowance(parsed.observations);
  const allowed = (total: PrintedTotal): number =>
    Math.max(rounding(total), NOT_BROKEN_DOWN + 1) +
    (total.sumOfRows < total.published ? total.published * unassigned : 0);
  const totals = parsed.totals.filter(({ measure }) => isUsed(measure));
  return checkTotals({ ...parsed, totals }, allowed);
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
