/** What an explanation says: the same for the screen and for programs (`--json`). */

export interface Explanation {
  readonly fy: string;
  readonly org_code: string;
  readonly org_name: string;
  readonly note?: string;
  readonly figures: readonly ExplainedFigure[];
  /** Set where a ratio was asked for: how the figures make it. */
  readonly ratio?: ExplainedRatio;
  /** Set where a day was asked for: which release stood then. */
  readonly as_of?: ExplainedDay;
}

/** The release that stood on a day. */
export interface ExplainedDay {
  readonly day: string;
  readonly release_id: string;
  readonly made_at: string;
  /** Whether it still stands. */
  readonly latest: boolean;
  /** Source cells of which the place is kept, and no longer what was read there. */
  readonly places_only: readonly string[];
}

export interface ExplainedRatio {
  readonly column: string;
  readonly meaning: string;
  readonly value: number | null;
  readonly unit: string;
  readonly status: string;
  /** Why it is not simply `reported`, or not compared. */
  readonly reason: string | null;
  /** Whether it counts in quartiles. */
  readonly comparable: boolean;
  /** Set where the divisor is under the floor of the ratio. */
  readonly small?: true;
  /** Why it counts in no quartile; completes "a trust …". Null where it is comparable. */
  readonly left_out?: string | null;
  /** The formula. */
  readonly rule: string;
  /** Months of the year in which the organisation existed under this code; null where its dates are unknown. */
  readonly accounts_months: number | null;
  /** What the measure over the line leaves out. */
  readonly not_counted: string;
  readonly says_nothing: string;
  /** Of pounds for each bed or person, where a price index with that year is loaded. Money by money has none. */
  readonly real?: RealTerms;
}

export interface ExplainedFigure {
  readonly measure: string;
  readonly meaning: string;
  readonly unit: string;
  readonly value: number | null;
  readonly status: string;
  /** Why it is not simply `reported`. */
  readonly reason: string | null;
  readonly rule: string;
  readonly dataset: string;
  readonly maturity: string | null;
  readonly periods_reported: number;
  readonly periods_expected: number;
  /** Whether it counts in quartiles; absent in releases that did not say. */
  readonly comparable?: boolean;
  /** The most that suppressed figures can hide; null where periods are missing. */
  readonly shortfall_max?: number | null;
  /** Why it counts in no quartile; completes "a trust …". Null where it is comparable. */
  readonly left_out?: string | null;
  readonly cells: readonly ExplainedCell[];
  readonly totals: readonly ExplainedTotal[];
  readonly findings: readonly ExplainedFinding[];
  /** Of money, where a price index with that year is loaded. */
  readonly real?: RealTerms;
  /** What the publisher prints for England, where it prints a total. */
  readonly england?: ExplainedEngland;
  /** What the figure said in releases before the last, oldest first. Absent where a day is asked for: it is one of them. */
  readonly earlier?: readonly ExplainedSpell[];
}

/** England's total of a measure and year, and where it stands (table `england_total`). */
export interface ExplainedEngland {
  /** Periods whose files print a total. */
  readonly periods: number;
  readonly england_published: number | null;
  readonly sum_of_rows: number | null;
  readonly rounding_and_suppression: number | null;
  readonly in_trust_year: number | null;
  readonly trusts_without_accounts: number | null;
  readonly other_providers: number | null;
}

/** What a figure said through some releases, and no longer says (table `cell_version`). */
export interface ExplainedSpell {
  /** The first release that said it. */
  readonly release_from: string;
  /** The release that said something else. */
  readonly release_to: string;
  readonly value: number | null;
  readonly status: string;
  readonly maturity: string | null;
  readonly periods_reported: number;
  readonly periods_expected: number;
  /** Why it was said: `publisher revised`, `reader changed` and the like. */
  readonly change_kind: string;
}

/** The figure in the prices of one year (docs/real-terms.md). */
export interface RealTerms {
  readonly value: number;
  /** The financial year whose prices they are. */
  readonly price_base: string;
  readonly edition: string;
  /** The price index of the figure's year, then that of `price_base`, where the two differ. */
  readonly indices: readonly ExplainedIndex[];
}

/** An index as the publisher prints it. */
export interface ExplainedIndex {
  readonly fy: string;
  readonly index: number;
  /** The year whose index is 100. */
  readonly base: string;
  readonly url: string;
  readonly sha256: string;
  /** As in `gdp_deflator`: file, sheet, column and row. */
  readonly cell: string;
}

/** One cell of a published file. */
export interface ExplainedCell {
  readonly period: string;
  readonly measure: string;
  readonly printed: string | null;
  readonly value: number | null;
  readonly status: string;
  readonly organisation_printed: string;
  readonly matched_by: string;
  readonly match_reason: string;
  readonly file_name: string | null;
  readonly url: string;
  readonly sha256: string;
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  /** Day of the download; null where the file is not in `source_file`. */
  readonly fetched: string | null;
}

/** A total the file prints, beside what its rows add up to. */
export interface ExplainedTotal {
  readonly period: string;
  readonly measure: string;
  readonly published_total: number;
  readonly sum_of_rows: number;
  readonly residual: number;
  readonly url: string;
}

export interface ExplainedFinding {
  readonly kind: string;
  readonly severity: string;
  readonly message: string;
}
