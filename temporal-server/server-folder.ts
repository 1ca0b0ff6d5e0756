/** What the embedded server keeps under the data folder, and who is using it. */
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { processIsAlive, processRuns } from './process-identity.ts';

/** Paths under `<data>/temporal`. */
export interface ServerFolder {
  readonly folder: string;
  /** SQLite file with the history of every workflow. */
  readonly history: string;
  /** What the running server is: {@link ServerRecord}. */
  readonly record: string;
  readonly log: string;
  /** Held while a server is started or stopped. */
  readonly lock: string;
  /** One empty file for each process that uses the server, named by its id. */
  readonly users: string;
}

const Record = z.object({
  pid: z.number().int().positive(),
  address: z.string(),
  uiUrl: z.string(),
});
/** A server that was started for this data folder. */
export type ServerRecord = z.infer<typeof Record>;

export function serverFolder(dataDir: string): ServerFolder {
  const folder = resolve(dataDir, 'temporal');
  return {
    folder,
    history: join(folder, 'history.sqlite'),
    record: join(folder, 'server.json'),
    log: join(folder, 'server.log'),
    lock: join(folder, 'server.lock'),
    users: join(folder, 'users'),
  };
}

/** The server that is alive and runs on this folder's history; undefined where there is none. */
export async function liveServer(files: ServerFolder): Promise<ServerRecord | undefined> {
  const record = await readFile(files.record, 'utf8').then(
    (text) => parseRecord(text),
    () => undefined,
  );
  return record && (await processRuns(record.pid, files.history)) ? record : undefined;
}

function parseRecord(text: string): ServerRecord | undefined {
  try {
    return Record.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Replaces the record as a whole: another terminal may be reading it. */
export async function writeRecord(files: ServerFolder, record: ServerRecord): Promise<void> {
  const fresh = `${files.record}.${process.pid}`;
  try {
    await writeFile(fresh, `${JSON.stringify(record, null, 2)}\n`);
    await rename(fresh, files.record);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

/** Notes a user of the server, and forgets users that died without saying so. */
export async function addUser(files: ServerFolder, user: string): Promise<void> {
  await mkdir(files.users, { recursive: true });
  for (const other of await readdir(files.users)) {
    const pid = Number.parseInt(other, 10);
    if (!(pid > 0 && processIsAlive(pid))) await rm(join(files.users, other), { force: true });
  }
  await writeFile(join(files.users, user), '');
}

/** True if that was the last one: removing the folder fails while anybody is in it. */
export async function removeUser(files: ServerFolder, user: string): Promise<boolean> {
  await rm(join(files.users, user), { force: true });
  return rmdir(files.users).then(
    () => true,
    () => false,
  );
}
