/**
 * Files under keys: what the raw store and the parsed store are built on. A folder of this machine is one (local-files.ts),
 * a bucket the other (s3-files.ts). Keys are relative and use forward slashes.
 */
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';

export interface KeyedFiles {
  /**
   * The path on this machine that stands for a key: the file itself in a folder, its copy beside a bucket. What comes in is
   * written near it first; what is read is opened there, after `fetch`.
   */
  readonly at: (key: string) => string;
  /** A small text; undefined when there is none, or it is not as it was written. */
  readonly readText: (key: string) => Promise<string | undefined>;
  /** Replaces a small text as a whole. */
  readonly writeText: (key: string, text: string) => Promise<void>;
  /** Replaces a small text by what `change` makes of it; in a bucket no other writer's change is lost, `change` is asked again. */
  readonly updateText: (key: string, change: (before: string | undefined) => string) => Promise<void>;
  /** Bytes of a file; undefined when there is none. */
  readonly size: (key: string) => Promise<number | undefined>;
  /**
   * Moves a complete file of this machine under its key, where it is seen whole or not at all; it may lie at `at(key)` already.
   * Of two who bring the same file at once one is kept. Other bytes under that key are moved aside, never overwritten.
   */
  readonly put: (path: string, key: string, sha256: string) => Promise<void>;
  /**
   * A path this process can open, with the bytes checked.
   * @throws SourceError UNREADABLE_FILE when they are not those of the fingerprint: they have been moved aside by then.
   */
  readonly fetch: (key: string, sha256: string) => Promise<string>;
  readonly remove: (key: string) => Promise<void>;
}

/** The key of bytes that are not those of their name: kept for whoever wants to know why, out of the way of the next fetch. */
export function damagedKey(key: string, found: string): string {
  return `${key}.damaged-${found.slice(0, 8)}`;
}

export function damaged(key: string, found: string): SourceError {
  const aside = damagedKey(key, found).split('/').at(-1);
  return new SourceError(
    SourceErrorCode.unreadableFile,
    `The stored copy ${key} has changed since it was fetched (its SHA-256 no longer fits): the disk, or somebody, altered it. It was moved aside as ${aside}; retry, and the file is fetched anew.`,
  );
}

export function gone(key: string): SourceError {
  return new SourceError(
    SourceErrorCode.unreadableFile,
    `The stored copy ${key} is no longer there. Retry, and the file is fetched anew.`,
  );
}
