/** Codes of everything that can be wrong with what a publisher serves. Stable: people search for them. */
export const SourceErrorCode = {
  // transient: worth another try without anybody doing anything
  networkFailed: 'NETWORK_FAILED',
  serverFailed: 'SERVER_FAILED',
  tooManyRequests: 'TOO_MANY_REQUESTS',
  truncated: 'TRUNCATED',
  // final: a person has to look
  notFound: 'NOT_FOUND',
  blocked: 'BLOCKED',
  forbiddenAddress: 'FORBIDDEN_ADDRESS',
  tooLarge: 'TOO_LARGE',
  empty: 'EMPTY',
  htmlInsteadOfFile: 'HTML_INSTEAD_OF_FILE',
  wrongType: 'WRONG_TYPE',
  unsafeArchive: 'UNSAFE_ARCHIVE',
  unreadableFile: 'UNREADABLE_FILE',
  pageChanged: 'PAGE_CHANGED',
  nothingPublished: 'NOTHING_PUBLISHED',
  headingMissing: 'HEADING_MISSING',
  unknownLayout: 'UNKNOWN_LAYOUT',
  wrongPeriod: 'WRONG_PERIOD',
  wrongTable: 'WRONG_TABLE',
  totalDisagrees: 'TOTAL_DISAGREES',
  implausible: 'IMPLAUSIBLE',
  duplicateRows: 'DUPLICATE_ROWS',
  // of this machine
  outOfMemory: 'OUT_OF_MEMORY',
  // decided: somebody goes on without the file
  skipped: 'SKIPPED',
  // stated: the publisher prints no figure for a trust, and nobody can mend that
  noProviderTable: 'NO_PROVIDER_TABLE',
} as const;
export type SourceErrorCode = (typeof SourceErrorCode)[keyof typeof SourceErrorCode];

const TRANSIENT: ReadonlySet<SourceErrorCode> = new Set([
  SourceErrorCode.networkFailed,
  SourceErrorCode.serverFailed,
  SourceErrorCode.tooManyRequests,
  SourceErrorCode.truncated,
]);

/**
 * A gap that is the publisher's own doing, or that somebody has decided to go on with: named at once, the file `skipped`,
 * and never waiting for a person.
 */
export function isStatedGap(code: string): boolean {
  return code === SourceErrorCode.noProviderTable || code === SourceErrorCode.skipped;
}

/** The one table of design section 5: what Temporal retries by itself, and what waits for a person. */
export function isTransient(code: SourceErrorCode): boolean {
  return TRANSIENT.has(code);
}

/**
 * Something is wrong with a page or a file. The message is one sentence for a person who has never seen this
 * code: what, where (sheet, row, column, heading), what to do. No stack, no credentials.
 */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly code: SourceErrorCode;
  /** That of the code, unless this one failure is to be tried again, or not any more. */
  readonly transient: boolean;
  /** For 429 and 503: wait this long, already capped. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: SourceErrorCode,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number; transient?: boolean } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.transient = options.transient ?? isTransient(code);
    this.retryAfterMs = options.retryAfterMs;
  }
}
