/**
 * The data files of the panel: `data/lineage/<CODE>.js`, everything that explains the figures of a trust, and `data/panel.js`,
 * what trusts share. Both are short forms of explanations: `restore.ts` gives each explanation back, field by field.
 *
 * A text is a number: 0 is none, a positive one counts in `texts` of panel.js from 1, a negative one in `texts` of the trust's
 * file from -1. Lists by year follow `years`.
 */
import type { RealTerms } from '../../explain/explanation.ts';

export type TextNumber = number;

/** `data/panel.js`. */
export interface PanelCommon {
  readonly release: string;
  readonly illustrative: boolean;
  readonly years: readonly string[];
  readonly texts: readonly string[];
  readonly urls: readonly string[];
  /** Number of the address, sha256, day of download, and the name where the address does not end with it. */
  readonly files: readonly (readonly [number, string, string | null, (string | null)?])[];
  /** Cells that stand in one row of a file: column, measure, and the period where it is not that of the row. */
  readonly patterns: readonly (readonly (readonly [string, TextNumber, TextNumber?])[])[];
  /** By measure, by year: meaning, unit, rule, dataset, England. */
  readonly measures: Readonly<Record<string, readonly (PanelMeasure | 0)[]>>;
  readonly ratios: Readonly<Record<string, PanelRatioMaking>>;
  /** By `dataset fy`: period, measure, published, sum, residual, number of the address. */
  readonly totals: Readonly<Record<string, readonly PanelTotal[]>>;
  /** Real terms without their value. */
  readonly prices: readonly Omit<RealTerms, 'value'>[];
  /** How figures are named and printed: those with a page. */
  readonly figures: Readonly<Record<string, PanelFigureWords>>;
  /** Short names of publications, by dataset. */
  readonly publications: Readonly<Record<string, string>>;
}

export type PanelMeasure = readonly [
  meaning: TextNumber,
  unit: TextNumber,
  rule: TextNumber,
  dataset: TextNumber,
  england: readonly (number | null)[] | 0,
];

export interface PanelRatioMaking {
  readonly dividend: string;
  readonly divisor: string;
  readonly meaning: string;
  readonly unit: string;
  readonly rule: string;
  readonly not_counted: string;
  readonly says_nothing: string;
}

export type PanelTotal = readonly [
  period: TextNumber,
  measure: TextNumber,
  published: number,
  sum: number,
  residual: number,
  url: number,
];

export type PanelFigureWords = readonly [
  label: string,
  divide: number,
  decimals: number,
  unit: string,
  isMean: 0 | 1,
  /** How a sentence says it: `had # beds open overnight on average`. */
  phrase: string,
];

/** `data/lineage/<CODE>.js`. */
export interface PanelTrust {
  readonly code: string;
  /** Name by year; 0 where the trust has no row. */
  readonly names: readonly (string | 0)[];
  readonly texts: readonly string[];
  /** Sheet, organisation as printed, how it was matched and why: rows have many in common. */
  readonly contexts: readonly (readonly [
    sheet: TextNumber,
    organisation: TextNumber,
    matchedBy: TextNumber,
    matchReason: TextNumber,
  ])[];
  readonly rows: readonly PanelRow[];
  readonly findings: readonly (readonly [kind: TextNumber, severity: TextNumber, message: TextNumber])[];
  /** Findings of a figure, as numbers of `findings`. The first list is empty. */
  readonly findingLists: readonly (readonly number[])[];
  readonly figures: Readonly<Record<string, readonly (PanelFigure | 0)[]>>;
  /** Months of accounts by year, as most ratios of the year say. */
  readonly months: readonly (number | null)[];
  readonly ratios: Readonly<Record<string, readonly (PanelRatio | 0)[]>>;
}

export type PanelRow = readonly [
  file: number,
  context: number,
  row: number,
  period: TextNumber,
  pattern: number,
  printed: readonly PanelPrinted[],
];

/** A number or text that is printed so and read so; else what is printed, what was read, and the status. */
export type PanelPrinted =
  number | string | readonly [printed: string | null, value: number | null, status: TextNumber];

export type PanelFigure = readonly [
  value: number | null,
  status: TextNumber,
  reason: TextNumber,
  maturity: TextNumber,
  reported: number,
  expected: number,
  /** 0, 1, or 2 where the release does not say. */
  comparable: 0 | 1 | 2,
  /** Null, or -1 where the release does not say. */
  shortfall: number | null,
  /** Numbers of cells, counted over the rows: the first, then steps. */
  cells: readonly number[],
  // These are left out from the end where they are 0.
  findings?: number,
  leftOut?: TextNumber,
  real?: readonly [value: number, price: number] | 0,
  /** 1 where the folder does not say. */
  earlier?: readonly PanelSpell[] | 0 | 1,
];

export type PanelSpell = readonly [
  from: TextNumber,
  to: TextNumber,
  value: number | null,
  status: TextNumber,
  maturity: TextNumber,
  reported: number,
  expected: number,
  change: TextNumber,
];

export type PanelRatio = readonly [
  value: number | null,
  status: TextNumber,
  // These are left out from the end where they are 0.
  reason?: TextNumber,
  /** Bits: 1 comparable, 2 small. */
  marks?: number,
  /** Set where it is not that of the year. */
  months?: readonly [number | null] | 0,
  leftOut?: TextNumber,
  real?: readonly [value: number, price: number] | 0,
];

/** The value of a text as a reader of files takes it; undefined where it is no plain number. */
export function plainNumber(printed: string): number | undefined {
  const value = printed.trim() === '' ? NaN : Number(printed.replaceAll(',', ''));
  return Number.isFinite(value) ? value : undefined;
}
