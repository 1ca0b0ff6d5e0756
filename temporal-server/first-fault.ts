/** Collects what breaks, from wherever it is reported; the first one counts. */
export interface FirstFault {
  readonly report: (fault: Error) => void;
  /** Rejects with the first fault; never resolves. */
  readonly promise: Promise<never>;
}

export function firstFault(): FirstFault {
  let report: (fault: Error) => void = () => undefined;
  const promise = new Promise<never>((_, reject) => (report = reject));
  // Whoever is interested listens; nobody has to.
  promise.catch(() => undefined);
  return { report, promise };
}
