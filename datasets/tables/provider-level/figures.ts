/** What the figures of a provider level analysis are held against, whether they come from a workbook or a CSV. */
import { readNumber } from '../../../nhs/printed-number.ts';
import type { Finding, Observation, ParsedFile, PrintedTotal, Refusal } from '../../contract/parsed-file.ts';
import { checkTotals, totalsApart } from '../file-checks.ts';
import { placeOf } from '../header-row.ts';
import { roundingAllowance } from '../small-numbers.ts';

/** Of a national total from 1 to 7 nothing is printed below England. */
const NOT_BROKEN_DOWN = 7;

/**
 * England against the providers, for the measures that go into trust_year. Rounding and small numbers are allowed for, so that
 * a single lost trust shows.
 * @param unassigned share of England by which the providers may have less, besides; they never have more than England for it
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

/** Why a count cannot be. */
export function impossibleCount(most: number): (value: number) => string | undefined {
  return (value) => {
    if (value < 0) return 'fewer than none';
    if (!Number.isInteger(value)) return 'a count with a fraction';
    return value > most ? `no organisation has more than ${most} in a year` : undefined;
  };
}

/** A total that rounding and suppression do not explain. */
export function findingsOnTotals({
  observations,
  totals,
}: Pick<ParsedFile, 'observations' | 'totals'>): readonly Finding[] {
  return totalsApart(totals, roundingAllowance(observations))
    .filter(({ published }) => published > NOT_BROKEN_DOWN)
    .map(({ period, measure, published, sumOfRows, sheet, row }) => ({
      kind: 'total-apart',
      severity: 'info',
      message: `${placeOf(sheet)}, row ${row}: England has ${published} ${measure} in ${period}, the providers add up to ${sumOfRows} (${sumOfRows - published} apart), which is more than rounding explains.`,
    }));
}

/** Cells that should be counts and are neither a number nor a mark for none: taken as not reported, and said. */
export function unreadableCells(observations: readonly Observation[]): readonly Finding[] {
  return observations
    .filter(({ status, printed }) => status === 'missing' && readNumber(printed).kind === 'unreadable')
    .map(({ orgCode, orgName, measure, printed, row, column }) => ({
      kind: 'unreadable-cell',
      severity: 'warning',
      orgCode,
      orgName,
      message: `Cell ${column}${row} (${measure} of ${orgCode}) prints "${printed}", which is not a number; it was taken as not reported.`,
    }));
}

/** The figures of each organisation by measure, in the order of the file; of a code in two rows the first. */
export function byOrganisation(
  observations: readonly Observation[],
): ReadonlyMap<string, ReadonlyMap<string, Observation>> {
  const found = new Map<string, Map<string, Observation>>();
  for (const observation of observations) {
    const figures = found.get(observation.orgCode) ?? new Map<string, Observation>();
    if (!figures.has(observation.measure)) figures.set(observation.measure, observation);
    found.set(observation.orgCode, figures);
  }
  return found;
}
