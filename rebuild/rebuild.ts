/** Builds everything again from the raw store, without a request: the warehouse, the tables, and a release where it says something new. */
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { oldReading } from '../activities/old-reading.ts';
import { datasets } from '../datasets/registry.ts';
import { openParsePool } from '../parsed/parse-pool.ts';
import { createParsedStore } from '../parsed/parsed-store.ts';
import { createRawStore } from '../store/create-raw-store.ts';
import { fingerprint } from '../store/fingerprint.ts';
import { localFiles } from '../store/local-files.ts';
import { openFiles } from '../store/open-files.ts';
import { storeLocation } from '../store/store-location.ts';
import { syncFolder } from '../store/write-atomically.ts';
import { writeRunReport } from '../notices/write-run-report.ts';
import { writeSite } from '../site/write-site.ts';
import { writeDecisions } from '../warehouse/decision-table.ts';
import { carrySlotsLoaded } from '../warehouse/load/slots-seen.ts';
import { loadsThatWait } from '../warehouse/load/load-state.ts';
import { joinYears } from '../warehouse/join/join-years.ts';
import { memoryBudget } from '../warehouse/memory-budget.ts';
import { openWarehouse } from '../warehouse/open-warehouse.ts';
import { filesBelow } from '../warehouse/publish/published-files.ts';
import type { PagesFailed } from '../warehouse/publish/pages-failed.ts';
import { type Publication, publish } from '../warehouse/publish/publish.ts';
import { keptReleases } from '../warehouse/releases/release-folder.ts';
import { recover, stagedPath, stageFolder } from '../warehouse/publish/replace-published.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { withinMemory } from '../warehouse/within-memory.ts';
import { type LoadedAgain, type RebuildEffects, loadAgain } from './load-again.ts';
import { closeNetwork } from './no-network.ts';
import { NotRebuilt, nothingThere, readPlan } from './read-plan.ts';

export interface Rebuilt extends LoadedAgain {
  /** Where the list of files came from. */
  readonly from: string;
  readonly trustYears: number;
  readonly release: string | undefined;
  readonly newRelease: boolean;
  /** Files of `published/` and its folders in all, and those whose bytes are others than before. */
  readonly published: number;
  readonly differing: readonly string[];
  /** Slots that stay empty, now as before. */
  readonly gaps: number;
  /** Pages and data files that could not be made; absent where all are there. */
  readonly pagesFailed?: PagesFailed;
}

export interface RebuildOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
}

/**
 * Takes the list of files from the warehouse (from the last kept release where the warehouse is gone) and the bytes from the
 * raw store, each checked against its SHA-256. The old warehouse stays in its place until the new one is whole.
 * @throws NotRebuilt, WarehouseHeldError, and what join and publication throw: what was there before is untouched then
 */
export async function rebuild(dataDir: string, { env, say }: RebuildOptions): Promise<Rebuilt> {
  const place = join(dataDir, 'warehouse.duckdb');
  await requireSomething(dataDir, place);
  // Open as long as this takes: no other process writes it meanwhile.
  const old = await openWarehouse(place, datasets, await memoryBudget(env));
  // A bucket is on the network itself; then it alone is asked.
  const openNetwork = storeLocation(env) ? () => undefined : closeNetwork();
  let rebuilt: { readonly result: Rebuilt; readonly path: string };
  try {
    await recover(place);
    rebuilt = await buildBeside(old, dataDir, place, { env, say });
  } finally {
    openNetwork();
    await old.close();
  }
  await rename(rebuilt.path, place);
  await syncFolder(dataDir);
  return rebuilt.result;
}

/** A mistyped folder is not filled with an empty warehouse. */
async function requireSomething(dataDir: string, place: string): Promise<void> {
  if (!existsSync(place) && (await keptReleases(dataDir)).length === 0)
    throw new NotRebuilt(nothingThere(dataDir));
}

async function buildBeside(
  old: Warehouse,
  dataDir: string,
  place: string,
  { env, say }: RebuildOptions,
): Promise<{ readonly result: Rebuilt; readonly path: string }> {
  const plan = await readPlan(old, dataDir);
  const folder = await stageFolder(join(dataDir, 'rebuild'));
  const path = stagedPath(place);
  const pool = openParsePool();
  const files = await openFiles(dataDir, env, say);
  try {
    const warehouse = await openWarehouse(path, datasets, await memoryBudget(env));
    try {
      await warehouse.run('SET autoinstall_known_extensions = false');
      const parsed = createParsedStore(localFiles(folder));
      const effects: RebuildEffects = { files, store: createRawStore(files), pool, parsed, say };
      const loaded = await loadAgain(warehouse, plan, effects);
      await writeDecisions(warehouse, plan.decisions);
      await carrySlotsLoaded(old, warehouse, join(dataDir, 'published', 'publication_calendar.parquet'));
      say(`${loaded.files} files are loaded; joining …`);
      const joined = await withinMemory(warehouse, () => joinYears(warehouse, { datasets }));
      const before = await fingerprints(dataDir);
      const reading = oldReading({ parsed: createParsedStore(files), store: effects.store });
      const rejoin = { datasets, reading };
      const interim = await loadsThatWait(warehouse);
      const report = async (at: string): Promise<void> => await writeRunReport(at, warehouse);
      const published = await withinMemory(warehouse, () =>
        publish(warehouse, dataDir, { rejoin, interim, report, pages: writeSite, publications: datasets }),
      );
      const after = await fingerprints(dataDir);
      const [row] = await warehouse.rows(
        `SELECT count(*)::INTEGER AS gaps FROM load_state WHERE status = 'gap'`,
      );
      const gaps = Number(row?.['gaps'] ?? 0);
      const result = resultOf(plan.from, loaded, joined.trustYears, published, { before, after, gaps });
      return { result, path };
    } finally {
      await warehouse.close();
    }
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await pool.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Fingerprints = ReadonlyMap<string, string>;

function resultOf(
  from: string,
  loaded: LoadedAgain,
  trustYears: number,
  { release, newRelease, files, pagesFailed }: Publication,
  {
    before,
    after,
    gaps,
  }: { readonly before: Fingerprints; readonly after: Fingerprints; readonly gaps: number },
): Rebuilt {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const differing = names.filter((name) => before.get(name) !== after.get(name));
  const failed = pagesFailed && { pagesFailed };
  return { ...loaded, from, trustYears, release, newRelease, published: files, differing, gaps, ...failed };
}

/** SHA-256 of every published file, by its path. */
async function fingerprints(dataDir: string): Promise<Fingerprints> {
  const folder = join(dataDir, 'published');
  const names = await filesBelow(folder).catch(() => []);
  const found = new Map<string, string>();
  for (const name of names) found.set(name, (await fingerprint(join(folder, name))) ?? '');
  return found;
}
