/** What the process says when it ends; see design section 2. */
export const ExitCode = {
  complete: 0,
  failed: 1,
  completeWithGaps: 2,
  wrongUsage: 64,
  /** Stopped by Ctrl-C: 128 + SIGINT, as shells expect. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** A mistake in how the command was called: printed without a stack, exit 64. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
