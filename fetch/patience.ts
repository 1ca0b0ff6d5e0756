/** How long a server may take, and when one that refused is asked again. */

/** How long a server may take. */
export interface Patience {
  /** For name, connection and encryption together, and then again until the answer begins. */
  readonly beginMs: number;
  /** Between two pieces of the answer. */
  readonly idleMs: number;
  /** The whole may take this long, and more in proportion to what has come: a drip is not a download. */
  readonly graceMs: number;
  readonly bytesPerSecond: number;
}

/** A workbook of the accounts (38 MB) may take 21 minutes; two minutes without 32 KB a second in sum may not. */
export const PATIENCE: Patience = {
  beginMs: 60_000,
  idleMs: 60_000,
  graceMs: 120_000,
  bytesPerSecond: 32 * 1024,
};

/** Milliseconds until an address that refused a program is asked again (activities/ask-again.ts); the third refusal is final. */
export const PUBLISHER_WAITS: readonly number[] = [60_000, 600_000];
/** A mirror's trouble is its own: it is asked at once. */
export const MIRROR_WAITS: readonly number[] = [50, 100];
