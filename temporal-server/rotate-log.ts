/** Keeps a log that another program writes from growing: its text goes to `<log>.1`, and it begins anew. */
import { copyFile, rename, stat, truncate } from 'node:fs/promises';

/** Of a log, before it is put aside; with the one before it, twice that is on the disk. */
export const MOST_LOG_BYTES = 10 << 20;

/** The log of the time before, kept to be looked at. */
export function logBefore(log: string): string {
  return `${log}.1`;
}

/** Puts aside the log of a program that has ended. */
export async function putAside(log: string): Promise<void> {
  await rename(log, logBefore(log)).catch(() => undefined);
}

/**
 * Copies and empties a log that its program has open, which must be for appending. What is written between the two
 * steps is lost. True where the log was emptied.
 */
export async function rotateLog(log: string, most = MOST_LOG_BYTES): Promise<boolean> {
  const size = (await stat(log).catch(() => undefined))?.size ?? 0;
  if (size <= most) return false;
  // Where the disk is full there is no room for the copy: then the text goes, and the disk has room again.
  await copyFile(log, logBefore(log)).catch(() => undefined);
  return await truncate(log, 0).then(
    () => true,
    () => false,
  );
}
