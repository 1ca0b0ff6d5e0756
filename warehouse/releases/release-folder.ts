/**
 * Kept releases: `<data-dir>/releases/<release_id>/`, written under another name, moved into place once the publication that
 * says the same is in its place, and never written again.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { quoteText } from '../../duckdb/statements.ts';
import { fingerprint } from '../../store/fingerprint.ts';
import { syncFolder } from '../../store/write-atomically.ts';
import type { Warehouse } from '../warehouse.ts';
import { WarehouseError } from '../warehouse-error.ts';

/** The files of a release beside `release.json`; trust_ratio where the join makes it. */
export const CELL_CHANGE = 'cell_change.parquet';
export const TRUST_ACTIVITY = 'trust_activity.parquet';
const FACTS = 'release.json';
const ID = /^(\d{4}-\d{2}-\d{2})(?:-([2-9]|[1-9]\d+))?$/;
const STAGED = /^(.+)\.new-[\w-]+$/;

const facts = z.object({
  release_id: z.string().regex(ID),
  made_at: z.iso.datetime(),
  code_version: z.string(),
  /** Fingerprint of the texts of the rules (join/fingerprint.ts). */
  rules: z.string(),
  parser_versions: z.array(z.string()),
  years: z.array(z.string()),
  datasets: z.array(z.string()),
  files: z.int(),
  cells: z.int(),
  digest: z.string(),
  previous_id: z.string().nullable(),
  illustrative: z.boolean(),
  /** Names of the accounts that no trust was known for. */
  incomplete: z.string().exactOptional(),
  /** Loads that waited for somebody when it was made; releases from before have none. */
  interim: z.string().default(''),
  /** SHA-256 of the files beside this one. */
  fingerprints: z.record(z.string(), z.string()),
});

/** What `release.json` says. */
export type ReleaseFacts = z.infer<typeof facts>;

export interface KeptRelease {
  readonly directory: string;
  readonly facts: ReleaseFacts;
}

/** The folder that releases are kept in. */
export function releasesFolder(dataDir: string): string {
  return join(dataDir, 'releases');
}

/**
 * All kept releases, oldest first.
 * @throws WarehouseError where one of them is missing or not as it was written: what changed could not be told any more
 */
export async function keptReleases(dataDir: string): Promise<readonly KeptRelease[]> {
  const folder = releasesFolder(dataDir);
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => ID.test(name)).sort(inOrder);
  const kept: KeptRelease[] = [];
  for (const name of names) {
    const directory = join(folder, name);
    const release = { directory, facts: await readFacts(directory) };
    const before = kept.at(-1)?.facts.release_id ?? null;
    const { previous_id: previous, release_id: id } = release.facts;
    if (id !== name) throw broken(directory, `its ${FACTS} is that of ${id}`);
    if (previous !== before) {
      const missing = join(folder, previous ?? name);
      throw broken(
        missing,
        `the release ${name} follows ${previous ?? 'none'}, and the one before it here is ${before ?? 'none'}`,
      );
    }
    kept.push(release);
  }
  return kept;
}

/** @throws WarehouseError where a file of the release is not as it was written */
export async function requireWhole(
  { directory, facts: { fingerprints } }: KeptRelease,
  name: string,
): Promise<string> {
  const path = join(directory, name);
  const found = await fingerprint(path);
  if (found === undefined) throw broken(path, 'the file is not there');
  if (found !== fingerprints[name]) throw broken(path, 'the file has changed since it was written');
  return path;
}

/** Reads `release.json` of a release, kept or prepared. */
async function readFacts(directory: string): Promise<ReleaseFacts> {
  const path = join(directory, FACTS);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw broken(path, 'the file is not there');
  try {
    return facts.parse(JSON.parse(text));
  } catch {
    throw broken(path, 'the file does not say what a release is');
  }
}

/** The text of `release.json`. */
export function factsText(release: ReleaseFacts): string {
  return `${JSON.stringify(release, undefined, 2)}\n`;
}

/** Where `release.json` is. */
export function factsPath(directory: string): string {
  return join(directory, FACTS);
}

/** The next name: of the day, or of the last release's day where the clock has gone back. */
export function nextReleaseId(now: Date, last: string | undefined): string {
  const today = now.toISOString().slice(0, 10);
  const [lastDay = '', number = 1] = last === undefined ? [] : partsOf(last);
  return lastDay < today ? today : `${lastDay}-${number + 1}`;
}

/** Puts a prepared release in its place. */
export async function keepRelease(staged: string, dataDir: string): Promise<void> {
  const name = STAGED.exec(staged.split(/[\\/]/).at(-1) ?? '')?.[1];
  if (name === undefined) throw new Error(`${staged} is no prepared release.`);
  await rename(staged, join(releasesFolder(dataDir), name));
  await syncFolder(releasesFolder(dataDir));
}

/**
 * Puts right what a crash left: a prepared release that has been published is put in its place; one that has not goes, for
 * nobody has seen it.
 */
export async function recoverReleases(warehouse: Pick<Warehouse, 'rows'>, dataDir: string): Promise<void> {
  const folder = releasesFolder(dataDir);
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder)) {
    if (!STAGED.test(name)) continue;
    const staged = join(folder, name);
    const prepared = await readFacts(staged).catch(() => undefined);
    if (prepared && (await isPublishedAs(warehouse, dataDir, prepared))) await keepRelease(staged, dataDir);
    else await rm(staged, { recursive: true, force: true });
  }
}

async function isPublishedAs(
  warehouse: Pick<Warehouse, 'rows'>,
  dataDir: string,
  { release_id: id, digest, made_at: madeAt }: ReleaseFacts,
): Promise<boolean> {
  const table = join(dataDir, 'published', 'release.parquet');
  if (!existsSync(table) || existsSync(join(releasesFolder(dataDir), id))) return false;
  const rows = await warehouse.rows(
    `SELECT 1 FROM read_parquet(${quoteText(table)}) WHERE release_id = $1 AND digest = $2 AND made_at = $3`,
    [id, digest, madeAt],
  );
  return rows.length > 0;
}

/** By day, then by number: 2026-11-30, 2026-11-30-2, 2026-11-30-10. */
function inOrder(one: string, other: string): number {
  const [[day, number], [otherDay, otherNumber]] = [partsOf(one), partsOf(other)];
  return day.localeCompare(otherDay) || number - otherNumber;
}

function partsOf(id: string): [day: string, number: number] {
  const [, day = '', number = '1'] = ID.exec(id) ?? [];
  return [day, Number(number)];
}

function broken(path: string, what: string): WarehouseError {
  return new WarehouseError(
    `${path} is not as it was kept: ${what}. Put the folder back from a backup; or move the whole folder "releases" away and run again: the next release is then the first, and what was said before is in the folder you moved.`,
  );
}
