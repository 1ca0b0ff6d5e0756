/** One `up` for a data folder: who has it is noted beside the data, and a second one says so. */
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { withFileLock } from '../temporal-server/file-lock.ts';
import { processRuns } from '../temporal-server/process-identity.ts';

const TOUCH_EVERY_MS = 5000;
/** Of a note: who has not touched it for that long is not there any more (a power cut, another container). */
const ABANDONED_AFTER_MS = 60_000;

const Note = z.object({
  pid: z.number().int().positive(),
  host: z.string(),
  /** ISO time. */
  since: z.string(),
  /** The file of the program, without its folder, which a command line may leave out: process ids are used again. */
  program: z.string(),
});
/** The `up` of a data folder. */
export type RunningUp = z.infer<typeof Note>;

/** The data folder is this process's until `end`; or it is another's. */
export type Taken = { readonly by: RunningUp } | { readonly end: () => Promise<void> };

/** Notes this process as the `up` of the folder, unless another one is. */
export async function takeFolder(dataDir: string): Promise<Taken> {
  const path = join(dataDir, 'up.json');
  return await withFileLock(join(dataDir, 'up.lock'), async () => {
    const other = await runningUp(path);
    if (other) return { by: other };
    const note: RunningUp = {
      ...{ pid: process.pid, host: hostname(), since: new Date().toISOString() },
      program: basename(process.argv[1] ?? ''),
    };
    await writeFile(path, `${JSON.stringify(note)}\n`);
    const touch = setInterval(() => {
      const now = new Date();
      utimes(path, now, now).catch(() => undefined);
    }, TOUCH_EVERY_MS);
    touch.unref();
    const end = async (): Promise<void> => {
      clearInterval(touch);
      const noted = await readNote(path);
      if (noted?.pid === note.pid && noted.since === note.since) await rm(path, { force: true });
    };
    return { end };
  });
}

async function runningUp(path: string): Promise<RunningUp | undefined> {
  const note = await readNote(path);
  const touched = (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
  if (!note || Date.now() - touched > ABANDONED_AFTER_MS) return undefined;
  if (note.host !== hostname()) return note;
  return note.pid !== process.pid && (await processRuns(note.pid, note.program)) ? note : undefined;
}

async function readNote(path: string): Promise<RunningUp | undefined> {
  try {
    return Note.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}
