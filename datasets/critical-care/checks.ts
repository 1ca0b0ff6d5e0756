/** What keeps a file of critical care out. */
import type { Observation, ParsedFile, PrintedTotal, Refusal } from '../contract/parsed-file.ts';
import type { ParseContext } from '../contract/dataset.ts';
import { checkAlike, checkDuplicates, checkFigures, checkTotals } from '../tables/file-checks.ts';
import { roundingAllowance } from '../tables/small-numbers.ts';
import { SourceErrorCode } from '../../nhs/source-error.ts';
import { layoutsOf } from '../contract/layout.ts';
import { BEDS_LAYOUTS, COLLECTIONS, PERIODS, type BedsCollection } from './layouts.ts';
import { isBedsSlot } from './slots.ts';

/** England has under 300,000 periods a year, and under 10,000 adult critical care beds. */
const PERIODS_AT_MOST = 100_000;
const BEDS_AT_MOST = 1000;
/** A trust may have more occupied than open; all trusts together have had three quarters to nine tenths. */
const OCCUPIED = { least: 0.2, most: 1.1 } as const;

export function checkCriticalCare(parsed: ParsedFile, context: ParseContext): readonly Refusal[] {
  const [beds] = isBedsSlot(context.slot) ? layoutsOf(BEDS_LAYOUTS, context.fy) : [];
  return beds ? checkBeds(parsed, COLLECTIONS[beds.collection]) : checkPeriods(parsed);
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
    ...checkAlike(parsed.observations, (measure) => measure === PERIODS),
    ...checkTotals(parsed, roundingAllowance(parsed.observations)),
  ];
}

function checkBeds(parsed: ParsedFile, collection: BedsCollection): readonly Refusal[] {
  return [
    ...checkDuplicates(parsed.observations),
    ...checkFigures(parsed.observations, (value) => {
      if (value < 0) return 'fewer than no beds';
      if (collection.whole && !Number.isInteger(value)) return 'a count with a fraction';
      return value > BEDS_AT_MOST ? 'no trust has 1,000 critical care beds' : undefined;
    }),
    ...checkTotals(parsed, collection.whole ? 0.5 : roundedMeans(parsed.observations)),
    ...checkColumns(parsed, collection),
  ];
}

/**
 * Monthly means are printed as whole beds. Rounding moves the sum of n trusts by about 0.3 times the root of
 * n; three times that is allowed, and half a percent, since England is a mean of daily sums.
 */
function roundedMeans(observations: readonly Observation[]): (total: PrintedTotal) => number {
  const rows = new Set(observations.map(({ orgCode }) => orgCode)).size;
  return ({ published }) => Math.max(0.005 * published, Math.sqrt(rows)) + 0.5;
}

function checkColumns(parsed: ParsedFile, { measures }: BedsCollection): readonly Refusal[] {
  const sum = (measure: string): number =>
    parsed.observations.reduce(
      (all, figure) => all + (figure.measure === measure ? (figure.value ?? 0) : 0),
      0,
    );
  const [open, occupied] = [sum(measures.open), sum(measures.occupied)];
  const trusts = parsed.observations.filter(
    ({ measure, value }) => measure === measures.open && value,
  ).length;
  // Fewer beds than trusts that have beds: the file is in another unit.
  const fits = occupied >= open * OCCUPIED.least && occupied <= open * OCCUPIED.most;
  if (fits && open > 0 && open >= trusts) return [];
  return [
    {
      code: SourceErrorCode.implausible,
      message: `All ${trusts} trusts with beds together have ${open} beds open and ${occupied} occupied. The columns are not what their headings say; compare with the publisher's file.`,
    },
  ];
}
