/** Ctrl-C, once: finish what is being written, then stop. Twice: stop at once. */
import { ExitCode } from './exit-code.ts';

export interface Interrupt {
  /** Resolves with undefined when somebody interrupts. */
  readonly promise: Promise<undefined>;
  readonly stop: () => void;
}

export function onInterrupt(say: (line: string) => void): Interrupt {
  let resolveInterrupt: (value: undefined) => void = () => {};
  const promise = new Promise<undefined>((resolve) => (resolveInterrupt = resolve));
  let first: number | undefined;
  const handler = (): void => {
    // npm passes on what the terminal has sent already: two signals at once are one Ctrl-C.
    if (first !== undefined && Date.now() - first < 1000) return;
    if (first !== undefined) process.exit(ExitCode.interrupted);
    first = Date.now();
    say('\nStopping: finishing what is being written (Ctrl-C again to stop at once) …');
    resolveInterrupt(undefined);
  };
  process.on('SIGINT', handler);
  process.on('SIGTERM', handler);
  return {
    promise,
    stop: () => {
      process.off('SIGINT', handler);
      process.off('SIGTERM', handler);
    },
  };
}
