/** Who holds the lock of the warehouse file, in DuckDB's own words. */
import { WarehouseError } from './warehouse-error.ts';

/** A process that has the file open, for reading or for writing. */
export interface Holder {
  /** As DuckDB says it: `/usr/bin/duckdb (PID 4711)`. */
  readonly name: string;
  /** Undefined where DuckDB does not know it: on another machine, or in another container. */
  readonly pid: number | undefined;
}

/**
 * DuckDB on Linux and macOS: `IO Error: Could not set lock on file "…": Conflicting lock is held in /usr/bin/node (PID 4711)`,
 * with or without `by user x`; a disk without locks is refused with the same beginning and another reason.
 * On Windows: `IO Error: Cannot open file "…": The process cannot access the file because it is being used by another process.`
 */
const HELD = /^IO Error: Could not set lock on file "[\s\S]*": Conflicting lock is held (?:in|by) ([\s\S]*)$/;
const HELD_ON_WINDOWS =
  /^IO Error: Cannot open file "[\s\S]*": [^"]*being used by another process\.?\s*([\s\S]*)$/;
const END_OF_NAME = /\s*(?:\. However, you would|\. See also|\n|$)/;

/** The holder, when an error of DuckDB says that the file is held; undefined for every other error. */
export function holderOf(error: unknown): Holder | undefined {
  const message = error instanceof Error ? error.message : String(error);
  const rest = (HELD.exec(message) ?? HELD_ON_WINDOWS.exec(message))?.[1];
  if (rest === undefined) return undefined;
  const name = rest.split(END_OF_NAME)[0] || 'another program';
  const pid = Number(/PID (\d+)/.exec(name)?.[1] ?? 0);
  return { name, pid: pid > 0 ? pid : undefined };
}

/** Another process has the warehouse open. It becomes free when that process closes it or ends. */
export class WarehouseHeldError extends WarehouseError {
  override readonly name = 'WarehouseHeldError';
  readonly holder: Holder;

  constructor(path: string, holder: Holder, cause: unknown) {
    super(
      `${path} is in use by another process, ${holder.name}: one run at a time writes it. Wait until that one has ended, or close the file there. To look at results, open nhs.duckdb beside it, which may be read at any time.`,
      { cause },
    );
    this.holder = holder;
  }
}
