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
