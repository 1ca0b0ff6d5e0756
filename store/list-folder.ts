/** What is in a folder of files a person downloaded: any names, any depth. */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';

export interface FolderFile {
  /** Relative to the folder, with forward slashes. */
  readonly name: string;
  readonly bytes: number;
}

/** A file that is not looked into, and why. */
export interface PassedOver {
  readonly name: string;
  readonly reason: string;
}

export interface FolderListing {
  readonly files: readonly FolderFile[];
  readonly passedOver: readonly PassedOver[];
}

/** The largest known file of any of the publications has 38 MB; more than this is something else. */
const MOST_BYTES = 512 * 1024 * 1024;
const MOST_FILES = 10_000;
const DEEPEST = 24;

/**
 * Lists a folder in the same order on every machine. Links are never followed: what they point to inside the
 * folder is listed by its own name, and what lies outside was not given to us.
 * @throws SourceError NOT_FOUND when there is no such folder; TOO_LARGE when it holds more than 10,000 files.
 */
export async function listFolder(folder: string): Promise<FolderListing> {
  const root = await realpath(folder).catch(() => undefined);
  if (root === undefined || !(await stat(root)).isDirectory()) {
    throw new SourceError(
      SourceErrorCode.notFound,
      `There is no folder "${folder}". Give the folder that holds the downloaded files to --from-folder.`,
    );
  }
  const files: FolderFile[] = [];
  const passedOver: PassedOver[] = [];

  async function walk(path: string, prefix: string, depth: number): Promise<void> {
    const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
    if (!entries) passedOver.push({ name: prefix || folder, reason: 'a folder that cannot be opened' });
    for (const entry of entries ?? []) {
      const name = prefix + entry.name;
      const full = join(path, entry.name);
      const reason = entry.isSymbolicLink() ? await whereTo(full, root ?? folder) : notWanted(entry);
      if (reason !== undefined) passedOver.push({ name, reason });
      else if (entry.isFile()) await add(full, name);
      else if (depth >= DEEPEST)
        passedOver.push({ name, reason: `folders nested more than ${DEEPEST} deep are not read` });
      else await walk(full, `${name}/`, depth + 1);
      if (files.length + passedOver.length > MOST_FILES) throw tooMany(folder);
    }
  }
  async function add(path: string, name: string): Promise<void> {
    const found = await stat(path).catch(() => undefined);
    if (!found) passedOver.push({ name, reason: 'it cannot be opened' });
    else if (found.size === 0) passedOver.push({ name, reason: 'it is empty (0 bytes); download it again' });
    else if (found.size > MOST_BYTES)
      passedOver.push({
        name,
        reason: `it has ${found.size} bytes, more than any file of these publications`,
      });
    else files.push({ name, bytes: found.size });
  }

  await walk(root, '', 0);
  return { files: files.sort(byName), passedOver: passedOver.sort(byName) };
}

/** Why a name is not looked into; undefined when it is. */
function notWanted(entry: Dirent): string | undefined {
  const { name } = entry;
  if (name.startsWith('~$')) return 'a lock file of Excel, left while a workbook is open';
  if (/^(thumbs\.db|desktop\.ini)$/i.test(name) || name === '__MACOSX' || name.startsWith('.'))
    return 'a hidden file of the system';
  if (/\.(crdownload|part|partial|download|opdownload|tmp)$/i.test(name))
    return 'an unfinished download of a browser; download it again';
  return entry.isFile() || entry.isDirectory() ? undefined : 'neither a file nor a folder';
}

async function whereTo(path: string, root: string): Promise<string> {
  const target = await realpath(path).catch(() => undefined);
  if (target === undefined) return 'a link that leads nowhere';
  return target === root || target.startsWith(root + sep)
    ? 'a link to something in this folder, which is listed by its own name'
    : 'a link that leads out of the folder; put the file itself here';
}

function tooMany(folder: string): SourceError {
  return new SourceError(
    SourceErrorCode.tooLarge,
    `"${folder}" holds more than ${MOST_FILES} files. Give --from-folder the folder that holds only the downloads.`,
  );
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
