/** What is said of a stored file that is not what it was when it was stored. */
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';

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
