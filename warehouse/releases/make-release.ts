/** A publication that says something new is a release: what it says is kept, with what has changed and why. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { insertRows } from '../../duckdb/insert-rows.ts';
import { type Statements, quoteText } from '../../duckdb/statements.ts';
import { fingerprint } from '../../store/fingerprint.ts';
import { syncFile, syncFolder, writeAtomically } from '../../store/write-atomically.ts';
import { incompleteText, leftOutOf } from '../join/left-out.ts';
import { rulesFingerprint } from '../join/fingerprint.ts';
import type { Warehouse } from '../warehouse.ts';
import { findCauses } from './find-causes.ts';
import type { Rejoin } from './rejoin.ts';
import {
  type KeptRelease,
  type ReleaseFacts,
  CELL_CHANGE,
  factsPath,
  factsText,
  keptReleases,
  nextReleaseId,
  recoverReleases,
  releasesFolder,
  requireWhole,
} from './release-folder.ts';
import { rowsOfFile, runFile } from './release-sql.ts';

/** What a release is made with beside the warehouse. */
export interface ReleaseOptions {
  readonly now: Date;
  /** The datasets that were joined, and what was read of files before: without them nothing is joined again. */
  readonly rejoin?: Rejoin;
  /** Loads that still wait for somebody: `beds 2022-23`. Where it is absent nobody knows, and an interim release stays the last. */
  readonly interim?: readonly string[];
}

export interface Releases {
  readonly kept: readonly KeptRelease[];
  /** The release that this publication makes, prepared and not yet in its place; undefined when it says nothing new. */
  readonly prepared?: KeptRelease;
}

/** Tables that a release keeps beside what has changed. */
const KEPT_TABLES = {
  trust_activity: 'gold.trust_activity',
  trust_ratio: 'gold.trust_ratio',
  ratio: 'gold.ratio',
  source_file: 'gold.source_file',
  measure: 'gold.measure',
  org_match: 'gold.org_match',
  load_state: '(FROM main.load_state ORDER BY ALL)',
  decision: '(FROM main.decision ORDER BY number)',
} as const;

/**
 * Prepares the release of what the last join made; nothing where that says the same as the last release. An interim release is
 * followed by one that says that nothing is waited for any more, also where no cell has changed.
 * @param stage makes the empty folder of a release beside its place
 * @throws WarehouseError where a kept release is not as it was written
 */
export async function prepareRelease(
  warehouse: Warehouse,
  dataDir: string,
  stage: (target: string) => Promise<string>,
  options: ReleaseOptions,
): Promise<Releases> {
  await recoverReleases(warehouse, dataDir);
  const kept = await keptReleases(dataDir);
  const last = kept.at(-1);
  const incomplete = incompleteText(await leftOutOf(warehouse));
  const digest = await contentDigest(warehouse, incomplete);
  const noLongerInterim = last !== undefined && last.facts.interim !== '' && options.interim?.length === 0;
  if (last?.facts.digest === digest && !noLongerInterim) return { kept };
  const id = nextReleaseId(options.now, last?.facts.release_id);
  await mkdir(releasesFolder(dataDir), { recursive: true });
  const directory = await stage(join(releasesFolder(dataDir), id));
  const rules = await rulesFingerprint();
  await findCauses(warehouse, { id, last, rules, ...(options.rejoin && { rejoin: options.rejoin }) });
  await writeKept(warehouse, directory);
  const facts: ReleaseFacts = {
    release_id: id,
    made_at: options.now.toISOString(),
    code_version: `${version()}+${rules.slice(0, 8)}`,
    rules,
    ...(await counts(warehouse)),
    digest,
    previous_id: last?.facts.release_id ?? null,
    ...(incomplete !== undefined && { incomplete }),
    interim: (options.interim ?? []).join(', '),
    fingerprints: await fingerprints(directory),
  };
  await writeAtomically(factsPath(directory), factsText(facts));
  await syncFolder(directory);
  return { kept, prepared: { directory, facts } };
}

/** Fills the tables of releases, from the kept ones and the one that is prepared. */
export async function fillReleaseTables(warehouse: Warehouse, { kept, prepared }: Releases): Promise<void> {
  const all = prepared ? [...kept, prepared] : kept;
  const changes: string[] = [];
  for (const release of all) changes.push(await requireWhole(release, CELL_CHANGE));
  await warehouse.transaction(async (statements) => {
    await statements.run(
      'CREATE OR REPLACE TEMP TABLE release_order AS SELECT *, 0 AS position FROM gold.release WHERE FALSE',
    );
    await insertRows(
      statements,
      'release_order',
      all.map((release, position) => ({ ...rowOf(release), position })),
    );
    await statements.run('DELETE FROM gold.release');
    await statements.run(
      'INSERT INTO gold.release SELECT * EXCLUDE (position) FROM release_order ORDER BY position',
    );
    await statements.run(`SET VARIABLE kept_changes = [${changes.map(quoteText).join(', ')}]::VARCHAR[]`);
    await runFile(statements, 'fill-tables.sql');
    await statements.run('DROP TABLE temp.release_order');
  });
}

/** The row of the table `release`. */
function rowOf({ facts }: KeptRelease): Omit<ReleaseFacts, 'rules' | 'fingerprints'> {
  const { release_id, made_at, code_version, parser_versions, years, datasets } = facts;
  const { files, cells, digest, previous_id, illustrative, incomplete, interim } = facts;
  return {
    ...{ release_id, made_at, code_version, parser_versions, years, datasets },
    ...{ files, cells, digest, previous_id, illustrative, interim },
    ...(incomplete !== undefined && { incomplete }),
  };
}

/** The fingerprint of what the gold tables say. */
async function contentDigest(warehouse: Warehouse, incomplete: string | undefined): Promise<string> {
  const [row] = await rowsOfFile(warehouse, 'digest.sql');
  const ratios = (await hasTable(warehouse, 'trust_ratio'))
    ? await warehouse.rows(
        `SELECT sha256(string_agg(text, chr(10) ORDER BY text)) AS digest
         FROM (SELECT sha256(to_json(ratio)::VARCHAR) AS text FROM (SELECT * EXCLUDE (reason) FROM gold.trust_ratio) AS ratio)`,
      )
    : [];
  // What is left out says something too, though no cell does.
  const gaps = incomplete === undefined ? [] : [createHash('sha256').update(incomplete).digest('hex')];
  return [row?.['digest'], ratios[0]?.['digest'], ...gaps]
    .filter((digest) => typeof digest === 'string')
    .join('-');
}

async function writeKept(warehouse: Warehouse, directory: string): Promise<void> {
  const copy = async (from: string, name: string): Promise<void> =>
    await warehouse.run(
      `COPY (FROM ${from}) TO ${quoteText(join(directory, `${name}.parquet`))} (FORMAT parquet, COMPRESSION zstd)`,
    );
  for (const [name, from] of Object.entries(KEPT_TABLES)) {
    if (from.startsWith('gold.') && !(await hasTable(warehouse, name))) continue;
    await copy(from, name);
  }
  await copy('temp.cell_change', 'cell_change');
  await warehouse.run('DROP TABLE temp.cell_change');
}

async function hasTable(warehouse: Pick<Statements, 'rows'>, name: string): Promise<boolean> {
  const rows = await warehouse.rows(
    `SELECT 1 FROM duckdb_tables() WHERE schema_name = 'gold' AND table_name = $1 AND database_name = current_database()`,
    [name],
  );
  return rows.length > 0;
}

async function counts(
  warehouse: Pick<Statements, 'rows'>,
): Promise<
  Pick<ReleaseFacts, 'parser_versions' | 'years' | 'datasets' | 'files' | 'cells' | 'illustrative'>
> {
  const loaded = await warehouse.rows(
    `SELECT dataset, max(parser_version)::INTEGER AS version, count(*)::INTEGER AS files,
       bool_or(maturity = 'illustrative') AS illustrative
     FROM gold.source_file WHERE status = 'loaded' GROUP BY dataset ORDER BY dataset`,
  );
  const years = await warehouse.rows(
    'SELECT fy, count(*)::INTEGER AS cells FROM gold.trust_activity GROUP BY fy ORDER BY fy',
  );
  return {
    parser_versions: loaded.map((row) => `${String(row['dataset'])} ${String(row['version'])}`),
    years: years.map((row) => String(row['fy'])),
    datasets: loaded.map((row) => String(row['dataset'])),
    files: loaded.reduce((sum, row) => sum + Number(row['files']), 0),
    cells: years.reduce((sum, row) => sum + Number(row['cells']), 0),
    illustrative: loaded.some((row) => row['illustrative'] === true),
  };
}

async function fingerprints(directory: string): Promise<Record<string, string>> {
  const names = (await readdir(directory)).sort();
  const found: Record<string, string> = {};
  for (const name of names) {
    await syncFile(join(directory, name));
    found[name] = (await fingerprint(join(directory, name))) ?? '';
  }
  return found;
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '';
}
