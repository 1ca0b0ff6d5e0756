/** Ctrl-C, once: finish what is being written, then stop. Twice: stop at once. */

export interface Interrupt {
  /** Resolves with undefined when somebody interrupts. */
  readonly promise: Promise<undefined>;
  readonly stop: () => void;
}

export function onInterrupt(say: (line: string) => void): Interrupt {
  let resolveInterrupt: (value: undefined) => void = () => {};
  const promise = new Promise<undefined>((resolve) => (resolveInterrupt = resolve));
  let count = 0;
  const handler = (): void => {
    count += 1;
    if (count > 1) process.exit(130);
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
