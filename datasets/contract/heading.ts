/** What the headings of a publication can mean, so that a person may say what a heading means that no layout knows. */
import type { FinancialYear } from '../../nhs/financial-year.ts';

/** One figure or column that a layout wants, under the name by which a person teaches a heading. */
export interface HeadingMeaning {
  /** `available_ga`, `org_code`; never `none`. */
  readonly means: string;
  /** Headings that the layout takes for it, in the form of `plain`. The reader must take the first wherever it stands. */
  readonly words: readonly [string, ...string[]];
  /** Where groups repeat the headings: whether the words above a column are those of its group. */
  readonly under?: (group: string) => boolean;
  /** A layout without such a heading is whole. */
  readonly optional?: true;
  /** The heading stands there again, of something else; the reader knows which column is meant. */
  readonly again?: true;
}

/** The headings of one layout. */
export interface HeadingSet {
  readonly layout: string;
  readonly meanings: readonly HeadingMeaning[];
  /** Headings that the layout reads, or leaves out, by other means than the words above. */
  readonly knows?: (plain: string) => boolean;
  /** Files of this kind alone have the layout; any where not given. */
  readonly kind?: 'csv' | 'workbook';
  /** The words are no headings but labels in the rows: one row is one figure. */
  readonly labels?: true;
  /** The publisher prints many more headings, of cuts that are not read. */
  readonly others?: true;
}

/** What a publication says of its headings; without it none can be taught. */
export interface Headings {
  /** The form in which headings are compared. */
  readonly plain: (printed: string) => string;
  /** One for each layout of the year. */
  readonly of: (fy: FinancialYear) => readonly HeadingSet[];
}

/** A heading that is of no figure that is read. */
export const MEANS_NOTHING = 'none';

/** What a person has taught: this printed heading means this. */
export interface TaughtHeading {
  readonly heading: string;
  readonly means: string;
  /** Number of the decision, who made it, and why; for the finding on the figures. */
  readonly decision?: number;
  readonly who?: string;
  readonly reason?: string;
}
