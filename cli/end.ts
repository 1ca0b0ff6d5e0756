/** How the process ends: its exit code, Ctrl-C, and ending for certain. */
import { spawn } from 'node:child_process';

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

/** Reads what was typed; what is wrong with it is a mistake of the call. */
export function usage<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Prints an error with its stack where NHS_DEBUG is set. */
export function debug(error: unknown): void {
  if (process.env['NHS_DEBUG']) console.error(error);
}

/** What has been told to end has this long to finish what it is writing. */
const ORDERLY_WITHIN_MS = 8000;

/**
 * Ends the process. Node waits at its end for whatever DuckDB is computing, and that may take minutes: a tiny shell
 * ends this process a second later if it is still there. What was half-written is put right by the next run.
 */
export function endNow(code: number): never {
  if (process.platform !== 'win32') {
    const script = `sleep 1; kill -KILL ${process.pid}`;
    const killer = spawn('sh', ['-c', script], { stdio: 'ignore', detached: true });
    killer.once('error', () => undefined);
    killer.unref();
  }
  process.exit(code);
}

/** Gives the process its time to end in order, and then ends it. */
export function endInTime(code: number): void {
  // Its reason has been said. What a connection still does while it is being closed adds nothing.
  process.on('uncaughtException', debug);
  setTimeout(() => endNow(code), ORDERLY_WITHIN_MS).unref();
}

export interface Interrupt {
  /** Resolves with undefined when somebody interrupts. */
  readonly promise: Promise<undefined>;
  /** Aborts at the same time. */
  readonly signal: AbortSignal;
  readonly stop: () => void;
}

/** Ctrl-C, once: finish what is being written, for some seconds at most, then stop. Twice: stop at once. */
export function onInterrupt(say: (line: string) => void): Interrupt {
  const controller = new AbortController();
  let resolveInterrupt: (value: undefined) => void = () => {};
  const promise = new Promise<undefined>((resolve) => (resolveInterrupt = resolve));
  let first: number | undefined;
  const handler = (): void => {
    // npm passes on what the terminal has sent already: two signals at once are one Ctrl-C.
    if (first !== undefined && Date.now() - first < 1000) return;
    if (first !== undefined) endNow(ExitCode.interrupted);
    first = Date.now();
    endInTime(ExitCode.interrupted);
    say('\nStopping: finishing what is being written (Ctrl-C again to stop at once) …');
    resolveInterrupt(undefined);
    controller.abort();
  };
  process.on('SIGINT', handler);
  process.on('SIGTERM', handler);
  return {
    promise,
    signal: controller.signal,
    stop: () => {
      process.off('SIGINT', handler);
      process.off('SIGTERM', handler);
    },
  };
}
