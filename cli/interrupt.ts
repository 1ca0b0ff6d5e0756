/** Ctrl-C, once: finish what is being written, for some seconds at most, then stop. Twice: stop at once. */
import { endInTime, endNow } from './end-now.ts';
import { ExitCode } from './exit-code.ts';

export interface Interrupt {
  /** Resolves with undefined when somebody interrupts. */
  readonly promise: Promise<undefined>;
  /** Aborts at the same time. */
  readonly signal: AbortSignal;
  readonly stop: () => void;
}

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
