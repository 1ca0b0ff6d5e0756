/** The window of a terminal: what is printed there fits it. */

/** A window of a terminal; undefined where the output goes to a file or a pipe. */
export interface Window {
  readonly columns: number;
  readonly rows: number;
}

/** The window of this process's terminal. */
export function ownWindow(): Window | undefined {
  const { isTTY, columns, rows } = process.stdout;
  return isTTY ? { columns: columns || 80, rows: rows || 24 } : undefined;
}
