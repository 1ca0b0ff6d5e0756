/**
 * How the figures of a file become a cell of `trust_year`: a small language, written down option by option, each with an
 * example and the SQL that obeys it, in docs/recipes.md.
 */
import type { FinancialYear } from '../../nhs/financial-year.ts';

/** How observations become one cell of `trust_year`. */
export interface MeasureRecipe {
  // What the figure is: for the data dictionary.

  /** Column of trust_year: `ae_attendances`. */
  readonly measure: string;
  /** What the figure is, in the field's words. */
  readonly meaning: string;
  readonly unit:
    | 'beds'
    | 'attendances'
    | 'appointments'
    | 'episodes'
    | 'periods'
    | 'days'
    | 'deliveries'
    | 'tests'
    | 'score'
    | 'rate'
    | 'WTE'
    | 'patients'
    | 'pounds';
  /**
   * A flow adds up over time (admissions, pounds spent), a stock stands at a time (beds, staff), a rate is neither (scores,
   * shares, a mean length of stay).
   */
  readonly kind: 'flow' | 'stock' | 'rate';
  /** What to know before comparing or adding the figure. */
  readonly caveat?: string;
  /** Years the recipe holds for, where the measure has another recipe in other years; absent: all years of the dataset. */
  readonly years?: readonly FinancialYear[];

  // Which figures of a row are added.

  /** Observation measures that are added: where a row leaves some of them blank, the cell is `partial`. */
  readonly parts: readonly string[];
  /** Parts that a layout may lack altogether (booked appointments before August 2020): added where they are printed. */
  readonly optionalParts?: readonly string[];
  /** Observation measures that are subtracted; as `parts` they are expected in every row. */
  readonly less?: readonly string[];
  /** The most that one suppressed figure can be, by the publication's own rule (7: it withholds 1 to 7). */
  readonly suppressedUpTo?: number;

  // What becomes of several rows of one trust.

  /** Whether figures of a closed code count for its successor: true for counts and stocks, false for scores and rates. */
  readonly followsSuccession: boolean;
  /**
   * Rows are not added but averaged, each weighted by this observation measure of the same row (staff survey scores by
   * responses).
   */
  readonly weightedBy?: string;
  /** With `weightedBy`: the weight is the dividend of the rate (the responses of a response rate), so the mean is the harmonic one. */
  readonly harmonic?: true;

  // How the periods become the year.

  /** The periods are added, averaged over those reported, or there is only one. */
  readonly across: 'sum' | 'mean' | 'only';
  /** Periods that a full year has: 12 months, 4 quarters, or 1. */
  readonly periodsExpected: number;
  /**
   * The file prints the same measures for months beside the year's own figure. The months are not added in; they say what
   * is missing: a month without a number makes the year `partial`, and `periods_reported` counts months of 12.
   */
  readonly monthsBeside?: true;
  /** The published figure times this is the value in `unit` (accounts are in thousands: 1000). */
  readonly scale: number;
}
