/** What is known of an organisation and of who followed it, from whichever source. */

export interface KnownOrganisation {
  readonly code: string;
  readonly name: string;
  /** ISO; null where the source does not say. */
  readonly open: string | null;
  /** Last day, ISO; null while it is open. */
  readonly close: string | null;
  /** The edition or document that says so. */
  readonly source: string;
}

export const SuccessionKind = {
  merger: 'merger',
  split: 'split',
  codeChange: 'code change',
  dissolution: 'dissolution',
} as const;
export type SuccessionKind = (typeof SuccessionKind)[keyof typeof SuccessionKind];

export interface KnownSuccession {
  readonly from: string;
  /** Null for a dissolution: nobody took over, or nobody knows who. */
  readonly to: string | null;
  /** First day of the new state, ISO: usually the day after the old code closed. */
  readonly effectiveDate: string;
  readonly kind: SuccessionKind;
  readonly source: string;
}

/** A code some publication gives to a part of a trust, which ODS does not know. */
export interface KnownPart {
  readonly code: string;
  readonly trust: string;
  readonly part: string;
  readonly source: string;
}

/** A name the accounts print that neither the List of Providers nor ODS has, with the code it stands for. */
export interface KnownAlias {
  readonly name: string;
  readonly code: string;
  readonly reason: string;
}
