/** One process at a time, across processes that share a folder. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { processIsAlive } from './process-identity.ts';

const TOUCH_EVERY_MS = 5_000;
/** A lock that was not touched for this long has lost its owner (machine switched off, other container). */
const ABANDONED_AFTER_MS = 30_000;
const POLL_MS = 250;

const Owner = z.object({ pid: z.number(), host: z.string(), token: z.string() });

/**
 * Runs `work` while holding the file `path`. Waits for as long as another process holds it and lives.
 * @param onWait called once if there is somebody to wait for
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>, onWait?: () => void): Promise<T> {
  const token = randomUUID();
  await mkdir(dirname(path), { recursive: true });
  for (let told = false; !(await take(path, token)); await pause(POLL_MS)) {
    if (!told) onWait?.();
    told = true;
    await dropIfAbandoned(path);
  }
  const touch = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, TOUCH_EVERY_MS);
  touch.unref();
  try {
    return await work();
  } finally {
    clearInterval(touch);
    if ((await ownerOf(path))?.token === token) await rm(path, { force: true });
  }
}

async function take(path: string, token: string): Promise<boolean> {
  const file = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return undefined;
    throw error;
  });
  if (!file) return false;
  try {
    await file.writeFile(JSON.stringify({ pid: process.pid, host: hostname(), token }));
    return true;
  } catch (error) {
    // A full disk makes the file and cannot fill it: nobody could tell whose lock it is.
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

async function ownerOf(path: string): Promise<z.infer<typeof Owner> | undefined> {
  try {
    return Owner.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

async function dropIfAbandoned(path: string): Promise<void> {
  const owner = await ownerOf(path);
  const age = await stat(path).then(
    (file) => Date.now() - file.mtimeMs,
    () => 0,
  );
  const ownerDied = owner !== undefined && owner.host === hostname() && !processIsAlive(owner.pid);
  if (!ownerDied && age < ABANDONED_AFTER_MS) return;
  // Renamed first, so that of two processes that judge alike only one removes this very file.
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch(() => undefined);
  await rm(aside, { force: true });
}
