/**
 * What a person decides about the files, the names and the figures, and on whose word the table then stands. The decisions
 * of a data folder are the lines of its `decisions.csv`; they are numbered from 1, and an undone line stays as a record.
 */

/** What a decision is about. docs/operate.md has an example of each. */
export const DecisionKind = {
  /** The file of this slot is at this address: `value`. */
  address: 'address',
  /** The file with this sha256 (`subject`) is loaded in spite of the refusal whose code is `value`. */
  accept: 'accept',
  /** The heading `subject` of this dataset means the measure or column `value`. */
  heading: 'heading',
  /** The printed name or code `subject` is the ODS code `value`, or is no trust: `none`. */
  organisation: 'organisation',
  /** The files of this slot, or year, are gone without. */
  skip: 'skip',
  /** The file with this sha256, or the cell `RJ1 beds`, (`subject`) is taken out of the table. */
  withhold: 'withhold',
} as const;
export type DecisionKind = (typeof DecisionKind)[keyof typeof DecisionKind];

/** What a person says; the file adds the number and the day. */
export interface NewDecision {
  readonly kind: DecisionKind;
  /** Empty where the decision is about no dataset (organisation). */
  readonly dataset: string;
  /** `2022-23`, `2017-18..2019-20`, `current`; empty: every year. */
  readonly years: string;
  /** Empty: every slot of the years. */
  readonly slot: string;
  readonly subject: string;
  readonly value: string;
  /** Why, in the words of the person; published. */
  readonly reason: string;
  /** Who: the system's user, or `NHS_OPERATOR`. */
  readonly who: string;
  /** What the decision was made about: the refusal's own sentence, the address it replaces. */
  readonly detail: string;
}

export interface Decision extends NewDecision {
  /** From 1, in the order of the file; never given twice. */
  readonly number: number;
  /** ISO time. */
  readonly decided: string;
  /** ISO time at which somebody took the decision back; absent while it stands. */
  readonly undone?: string;
  /** Who took it back. */
  readonly undoneBy?: string;
}
