/** What keeps a file of critical care out. */
import type { Observation, ParseContext, ParsedFile, PrintedTotal, Refusal } from '../contract.ts';
import { checkDuplicates, checkFigures, checkTotals } from '../reading/file-checks.ts';
import { roundingAllowance } from '../reading/small-numbers.ts';
import { SourceErrorCode } from '../source-error.ts';
import { bedsCollectionOf, isBedsSlot } from './collections.ts';
import type { BedsCollection } from './collections.ts';

/** England has under 300,000 periods a year, and under 10,000 adult critical care beds. */
const PERIODS_AT_MOST = 100_000;
const BEDS_AT_MOST = 1000;
/** Surge beds let a trust have more occupied than open, and even all trusts in a bad month; not by half. */
const OCCUPIED_AT_MOST = 1.5;

export function checkCriticalCare(parsed: ParsedFile, context: ParseContext): readonly Refusal[] {
  return isBedsSlot(context.slot) ? checkBeds(parsed, bedsCollectionOf(context.fy)) : checkPeriods(parsed);
}

function checkPeriods(parsed: ParsedFile): readonly Refusal[] {
  return [
    ...checkDuplicates(parsed.observations),
    ...checkFigures(parsed.observations, (value, measure) => {
      if (value < 0) return 'fewer than none';
      if (!Number.isInteger(value)) return 'a count with a fraction';
      return value > PERIODS_AT_MOST && measure !== 'critical_care_bed_days'
        ? 'no provider has 100,000 critical care periods in a year'
        : undefined;
    }),
    ...checkTotals(parsed, roundingAllowance(parsed.observations)),
  ];
}

function checkBeds(parsed: ParsedFile, collection: BedsCollection): readonly Refusal[] {
  return [
    ...checkDuplicates(parsed.observations),
    ...checkFigures(parsed.observations, (value) => {
      if (value < 0) return 'fewer than no beds';
      return value > BEDS_AT_MOST ? 'no trust has 1,000 critical care beds' : undefined;
    }),
    ...checkTotals(parsed, collection.name === 'msitrep' ? 0.5 : roundedMeans(parsed.observations)),
    ...checkColumns(parsed, collection),
  ];
}

/**
 * Monthly means are printed as whole beds. Rounding moves the sum of n trusts by about 0.3 times the root of n; three times
 * that is allowed, and half a percent, since England is a mean of daily sums.
 */
function roundedMeans(observations: readonly Observation[]): (total: PrintedTotal) => number {
  const rows = new Set(observations.map((one) => one.orgCode)).size;
  return ({ published }) => Math.max(0.005 * published, Math.sqrt(rows)) + 0.5;
}

function checkColumns(parsed: ParsedFile, { measures }: BedsCollection): readonly Refusal[] {
  const sum = (measure: string): number =>
    parsed.observations.reduce((all, one) => all + (one.measure === measure ? (one.value ?? 0) : 0), 0);
  const [open, occupied] = [sum(measures.open), sum(measures.occupied)];
  if (occupied <= open * OCCUPIED_AT_MOST && open > 0) return [];
  return [
    {
      code: SourceErrorCode.implausible,
      message: `All trusts together have ${open} beds open and ${occupied} occupied. The columns are not what their headings say; compare with the publisher's file.`,
    },
  ];
}
