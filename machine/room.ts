/** How much room a disk has. */
import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface Room {
  /** Bytes this process may still write. */
  readonly free: number;
  readonly size: number;
  /** False when not one more file can be made, however many bytes are free. */
  readonly moreFiles: boolean;
}

/** The path itself where there is something, else the nearest folder above it that is there. */
export async function nearestFolder(path: string): Promise<string> {
  const there = await stat(path).then(
    () => true,
    () => false,
  );
  return there || dirname(path) === path ? path : await nearestFolder(dirname(path));
}

/** Room on the disk of a file or folder, there or not yet there; undefined where a disk does not say. */
export async function roomAt(path: string): Promise<Room | undefined> {
  try {
    const disk = await statfs(await nearestFolder(path));
    if (disk.blocks === 0) return undefined;
    // Some of a disk is kept for the superuser.
    const blocks = process.getuid?.() === 0 ? disk.bfree : disk.bavail;
    return {
      free: blocks * disk.bsize,
      size: disk.blocks * disk.bsize,
      moreFiles: disk.files === 0 || disk.ffree > 0,
    };
  } catch {
    return undefined;
  }
}

/** Less than one page of a database and of its log. */
const NOTHING_LEFT = 64 * 1024;

/** True when nothing more can be written there. */
export async function isFull(path: string): Promise<boolean> {
  const room = await roomAt(path);
  return room !== undefined && (room.free < NOTHING_LEFT || !room.moreFiles);
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0)} MB`;
}
