/** Replaces a folder or a file that people are reading: the old one whole, then the new one whole. */
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const NEW = '.new-';
const OLD = '.old-';

/** An empty folder beside the one it will replace. */
export async function stageFolder(target: string): Promise<string> {
  const staged = stagedPath(target);
  await mkdir(staged, { recursive: true });
  return staged;
}

/** The name under which a file or folder is prepared. */
export function stagedPath(target: string): string {
  return `${target}${NEW}${process.pid}-${Date.now().toString(36)}`;
}

/** Puts the staged folder in place of the target. Everything is on the disk before the first rename. */
export async function replaceFolder(staged: string, target: string): Promise<void> {
  await flushAll(staged);
  const old = staged.replace(NEW, OLD);
  if (existsSync(target)) await rename(target, old);
  await rename(staged, target);
  await flush(dirname(target));
  await rm(old, { recursive: true, force: true });
}

/** Puts the staged file in place of the target, in one step. A reader that has the old one open keeps it. */
export async function replaceFile(staged: string, target: string): Promise<void> {
  await flush(staged);
  await rename(staged, target);
  await flush(dirname(target));
}

/**
 * Clears what a crash left: half-written new ones go; an old one comes back when the crash fell between the two
 * renames, and goes when the new one is in place.
 */
export async function recover(target: string): Promise<void> {
  const folder = dirname(target);
  if (!existsSync(folder)) return;
  const beside = (await readdir(folder)).filter((name) => name.startsWith(basename(target)));
  for (const name of beside.filter((file) => file.startsWith(`${basename(target)}${OLD}`)).sort()) {
    if (existsSync(target)) await rm(join(folder, name), { recursive: true, force: true });
    else await rename(join(folder, name), target);
  }
  for (const name of beside.filter((file) => file.startsWith(`${basename(target)}${NEW}`))) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Files at once: a site has a thousand small ones, and the disk writes several as quickly as one. */
const AT_ONCE = 32;

/** Flushes every file and folder below a folder, and the folder itself. */
async function flushAll(folder: string): Promise<void> {
  const paths = (await readdir(folder, { recursive: true })).map((path) => join(folder, path));
  for (let first = 0; first < paths.length; first += AT_ONCE)
    await Promise.all(paths.slice(first, first + AT_ONCE).map(flush));
  await flush(folder);
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
