/** What pages are made of: the published tables as plain values. Everything here can be read by a program without pages. */

/** Where a figure stands on pages, in this order. */
export const GROUPS = [
  'Money',
  'Staff',
  'Beds',
  'Urgent care',
  'Admitted',
  'Outpatients',
  'Maternity',
  'Imaging',
  'Critical care',
  'Survey',
] as const;
export type Group = (typeof GROUPS)[number];

/** How a value is printed: divided by `divide`, with `decimals` places, in `unit`. */
export interface Display {
  readonly divide: number;
  readonly decimals: number;
  readonly unit: string;
}

/** A measure or a ratio of trust_year. */
export interface Figure {
  /** Name of the column; also of its page and of its part of an address. */
  readonly name: string;
  readonly kind: 'measure' | 'ratio';
  readonly group: Group;
  /** A few words for the head of a row. */
  readonly label: string;
  readonly meaning: string;
  /** Unit as in the published tables. */
  readonly unit: string;
  readonly display: Display;
  /** A mean over its periods, a rate or a difference: a part of it is an estimate and no bound. */
  readonly isMean: boolean;
  /** Dataset folder; of a ratio, that of its dividend. */
  readonly dataset: string;
  /** What to know before comparing, from the recipe, or what a ratio does not count. */
  readonly caveat: string;
  /** Ratios only. */
  readonly ratio?: RatioMaking;
  /** Shown among the first; others stand under "more". */
  readonly first: boolean;
}

export interface RatioMaking {
  readonly dividend: string;
  readonly divisor: string;
  readonly formula: string;
  /** Under this divisor a ratio is shown and not compared. */
  readonly floor: number | null;
  readonly notCounted: string;
  readonly saysNothing: string;
}

/** One figure of one trust and year: a row of trust_activity or trust_ratio. */
export interface Cell {
  readonly value: number | null;
  /** reported, partial, suppressed, not_applicable, missing; of ratios reported, upper_bound, lower_bound, estimate, not_comparable, missing. */
  readonly status: string;
  readonly reason: string | null;
  /** final, provisional, illustrative; of a ratio that of its less sure part, null where both are final. */
  readonly maturity: string | null;
  readonly periodsReported: number;
  readonly periodsExpected: number;
  /** The most that suppressed figures can hide; null where periods are missing. */
  readonly shortfallMax: number | null;
  /** Whether it counts in medians and quartiles. */
  readonly comparable: boolean;
  /** Why it does not; completes "a trust …": that merged or split in the year. Null where it does. */
  readonly leftOut: string | null;
  /** A ratio whose divisor is under the floor. */
  readonly small: boolean;
  /** In the prices of `Facts.deflator.base`; null where there is no twin. */
  readonly real: number | null;
}

export interface TrustYear {
  readonly fy: string;
  readonly name: string;
  readonly sector: string | null;
  readonly type: string | null;
  readonly region: string | null;
  readonly accountsMonths: number | null;
}

export interface Trust {
  readonly code: string;
  /** Name in its last year. */
  readonly name: string;
  /** Every other name it has had. */
  readonly otherNames: readonly string[];
  /** Oldest first. */
  readonly years: readonly TrustYear[];
  /** Group of like-for-like it belongs to. */
  readonly likeForLike: string | null;
}

/** A row of peer_group with its members. */
export interface PeerGroup {
  readonly scheme: string;
  readonly groupId: string;
  readonly label: string;
  readonly fy: string;
  /** ODS codes, in order; of `nearest` the nearest first. */
  readonly members: readonly string[];
}

/** A row of measure_summary. */
export interface Summary {
  readonly n: number;
  readonly q1: number | null;
  readonly median: number | null;
  readonly q3: number | null;
  readonly leftOut: number;
  readonly why: string;
  readonly ratioOfSums: number | null;
}

/** A row of series_break. `orgCode` null: of every trust. */
export interface SeriesBreak {
  readonly figure: string;
  readonly fromFy: string;
  readonly toFy: string;
  readonly orgCode: string | null;
  readonly kind: string;
  readonly text: string;
  readonly source: string;
}

export interface Facts {
  /** `2026-11-30`, or with a letter behind it. */
  readonly release: string;
  readonly previousRelease: string | null;
  /** Day of the last download among the loaded files. */
  readonly fetchedTo: string;
  /** Financial years, oldest first. */
  readonly years: readonly string[];
  /** True where the accounts are made up (the sample). */
  readonly illustrative: boolean;
  readonly deflator: { readonly edition: string; readonly base: string } | null;
}

/** Everything the pages share. Pages that need more ask the published tables themselves. */
export interface Model {
  readonly facts: Facts;
  /** Measures and ratios with a page, in the order of pages. */
  readonly figures: readonly Figure[];
  /** By code. */
  readonly trusts: ReadonlyMap<string, Trust>;
  readonly cell: (code: string, figure: string, fy: string) => Cell | undefined;
  /** Groups of a year that the trust is compared with: type, size, research, region, nearest, england. */
  readonly peersOf: (code: string, fy: string) => readonly PeerGroup[];
  readonly groups: readonly PeerGroup[];
  readonly summary: (figure: string, fy: string, scheme: string, groupId: string) => Summary | undefined;
  /** Breaks of a figure that concern this trust (or, without a code, every trust). */
  readonly breaks: (figure: string, code?: string) => readonly SeriesBreak[];
}
