import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DATA_PACKAGE, type PublicationSource, dataPackage } from './data-package.ts';
import { type NotMade, type PagesFailed, pagesFailedOf } from './pages-failed.ts';
import { filesBelow } from './published-files.ts';
import { datasetPublications, PUBLISHED_TABLES } from './published-tables.ts';
import { fingerprintOf, inputsFingerprint, setFingerprint, Stage } from '../join/fingerprint.ts';
import { noteLargeFiles, takeAlong, unchangedTables } from './keep-unchanged.ts';
import { readMeFirst } from './read-me-first.ts';
import { recover, replaceFile, replaceFolder, stagedPath, stageFolder } from './replace-published.ts';
import { type ReleaseOptions, fillReleaseTables, prepareRelease } from '../releases/make-release.ts';
import { keepRelease, keptReleases, recoverReleases } from '../releases/release-folder.ts';
import type { Warehouse } from '../warehouse.ts';
import { writeDatabase } from './write-database.ts';
import type { JoinedDataset } from '../join/write-recipes.ts';
import { writeTables } from './write-tables.ts';
import { writeWorkbook } from './write-workbook.ts';

export interface PublishOptions extends Partial<ReleaseOptions> {
  /** Writes the report of the run into the folder that holds the tables. */
  readonly report?: (folder: string) => Promise<void>;
  /** Writes the pages for people into the folder that holds the tables. */
  readonly pages?: (folder: string) => Promise<{ readonly failed: readonly NotMade[] }>;
  /** Titles and addresses of the publications, for `datapackage.json`. */
  readonly publications?: readonly PublicationSource[];
}

export interface Publication {
  readonly directory: string;
  readonly database: string;
  /** Files of `published/`, those of its folders (`tables/`, `site/`) included. */
  readonly files: number;
  /** The release that says what is published. */
  readonly release?: string;
  /** Whether this publication has made it: false where nothing has changed since. */
  readonly newRelease: boolean;
  /** Pages and data files that could not be made; absent where all are there. The tables are whole either way. */
  readonly pagesFailed?: PagesFailed;
}

/** Stands for the fingerprint where pages are missing: what is published is not all there is, so that the next run tries again. */
const PAGES_MISSING = 'pages are missing';

/**
 * Replaces `<dataDir>/published/` and `<dataDir>/nhs.duckdb` by what the last join made. Both are prepared beside the
 * old ones, so that a reader sees the old or the new, never a half; a crash leaves the old. What says something new is kept
 * as a release, once it is in its place.
 */
export async function publish(
  warehouse: Warehouse,
  dataDir: string,
  { report, pages, publications = [], ...options }: PublishOptions = {},
): Promise<Publication> {
  const { directory, database } = places(dataDir);
  await recoverPublished(dataDir);
  const releases = await prepareRelease(warehouse, dataDir, stageFolder, { now: new Date(), ...options });
  await fillReleaseTables(warehouse, releases);
  const tables = [...PUBLISHED_TABLES, ...(await datasetPublications(warehouse))];
  const kept = await unchangedTables(warehouse, tables, { directory, database });
  const folder = await stageFolder(directory);
  await takeAlong(kept.tables, directory, folder);
  await writeTables(
    warehouse,
    folder,
    tables.filter((table) => !kept.tables.includes(table)),
  );
  await writeWorkbook(warehouse, join(folder, 'trust_year.xlsx'));
  await writeFile(
    join(folder, 'READ-ME-FIRST.txt'),
    await readMeFirst(warehouse, tables, report !== undefined),
  );
  await writeFile(join(folder, DATA_PACKAGE), await dataPackage(warehouse, folder, tables, publications));
  await report?.(folder);
  const pagesFailed = pagesFailedOf((await pages?.(folder))?.failed ?? []);
  const staged = stagedPath(database);
  const last = kept.database ? { database, tables: kept.tables } : undefined;
  await writeDatabase(warehouse, folder, staged, tables, last);
  const files = (await filesBelow(folder)).length;
  await replaceFolder(folder, directory);
  if (releases.prepared) await keepRelease(releases.prepared.directory, dataDir);
  await replaceFile(staged, database);
  await noteLargeFiles(warehouse, tables, { directory, database });
  const joined = await fingerprintOf(warehouse, Stage.joined);
  if (joined !== undefined) {
    await warehouse.transaction(
      async (statements) =>
        await setFingerprint(statements, Stage.published, pagesFailed ? PAGES_MISSING : joined),
    );
  }
  const release = releases.prepared ?? releases.kept.at(-1);
  return {
    ...{ directory, database, files },
    ...(release && { release: release.facts.release_id }),
    newRelease: releases.prepared !== undefined,
    ...(pagesFailed && { pagesFailed }),
  };
}

/** True when what lies in the data folder was made from exactly what is loaded now: no join, no publication needed. */
export async function isPublished(
  warehouse: Warehouse,
  dataDir: string,
  datasets: readonly JoinedDataset[],
): Promise<boolean> {
  const { directory, database } = places(dataDir);
  await recoverPublished(dataDir);
  if (!existsSync(join(directory, 'READ-ME-FIRST.txt')) || !existsSync(database)) return false;
  await recoverReleases(warehouse, dataDir);
  if ((await keptReleases(dataDir)).length === 0) return false;
  const published = await fingerprintOf(warehouse, Stage.published);
  return published !== undefined && published === (await inputsFingerprint(warehouse, datasets));
}

/** Clears what a crash of an earlier publication left beside the published files. */
export async function recoverPublished(dataDir: string): Promise<void> {
  const { directory, database } = places(dataDir);
  await recover(directory);
  await recover(database);
}

function places(dataDir: string): { directory: string; database: string } {
  return { directory: join(dataDir, 'published'), database: join(dataDir, 'nhs.duckdb') };
}
