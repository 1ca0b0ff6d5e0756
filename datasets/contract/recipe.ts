/** How the figures of a file become a cell of `trust_year`. */
import type { FinancialYear } from '../../nhs/financial-year.ts';

/** How observations become one cell of `trust_year`. Read by the gold SQL; see warehouse/README.md. */
export interface MeasureRecipe {
  /** Column of trust_year: `ae_attendances`. */
  readonly measure: string;
  /** For the data dictionary: what the figure is, in the field's words. */
  readonly meaning: string;
  readonly unit:
    | 'beds'
    | 'attendances'
    | 'episodes'
    | 'periods'
    | 'deliveries'
    | 'tests'
    | 'score'
    | 'rate'
    | 'WTE'
    | 'patients'
    | 'pounds';
  /** Observation measures added together within a period. */
  readonly parts: readonly string[];
  /** Parts that a layout may lack altogether (booked appointments before August 2020). */
  readonly optionalParts?: readonly string[];
  /** For the data dictionary: what to know before comparing or adding it. */
  readonly caveat?: string;
  /** How the periods of a year become the year. */
  readonly across: 'sum' | 'mean' | 'only';
  /** Periods a full year has: 12, 4 or 1. */
  readonly periodsExpected: number;
  /** Published value times this is the value in `unit` (accounts: 1000). */
  readonly scale: number;
  /** Years the recipe holds for, where a measure has another recipe in other years; absent: all years of the dataset. */
  readonly years?: readonly FinancialYear[];
  /**
   * Where several rows are one trust's (codes that count towards it), the figures are not added: their mean, weighted by
   * this observation measure of the same row (staff survey scores by responses).
   */
  readonly weightedBy?: string;
  /** The weights stand over the line of the figure, so the mean is the harmonic one: responses of a response rate. */
  readonly harmonic?: true;
  /**
   * The same observation measures are printed for months beside the year's own figure: the year is `partial` where a month
   * has none, and `periods_reported` counts months of 12 (diagnostic imaging).
   */
  readonly monthsBeside?: true;
  /** True for counts and stocks, which follow a succession forward; false for scores and rates. */
  readonly followsSuccession: boolean;
}
