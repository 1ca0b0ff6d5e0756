/** What the gold tables depend on, as one number: equal numbers need no join and no publication. */
import { type Hash, createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { datasetRules } from '../dataset-tables.ts';
import { goldFolder, GoldStep } from './gold-statements.ts';
import type { Statements } from '../../duckdb/statements.ts';
import type { Warehouse } from '../warehouse.ts';
import type { JoinedDataset } from './write-recipes.ts';

export const Stage = { joined: 'joined', published: 'published' } as const;
export type Stage = (typeof Stage)[keyof typeof Stage];

const folders = (...paths: readonly string[]): readonly URL[] =>
  paths.map((path) => new URL(path, import.meta.url));

/** Folders whose files decide what a figure is, beside what is loaded and the recipes. */
const RULES_OF_FIGURES = [
  ...folders('../load/', './', '../../organisations/'),
  ...[GoldStep.before, GoldStep.eachBatchOfYears, GoldStep.eachBatchOfFiles, GoldStep.after].map(goldFolder),
];
/** Folders whose files decide what the tables look like, beside what is loaded. */
const RULES = [
  ...RULES_OF_FIGURES,
  ...[GoldStep.compare, GoldStep.dictionary].map(goldFolder),
  ...folders('./compare/', '../', '../publish/', '../releases/', '../../duckdb/'),
];
/** Folders whose files, and those of the folders in them, decide what the pages beside the tables look like. */
const RULES_OF_PAGES = folders('../../site/', '../../explain/', '../../notices/');
const INPUTS = ['load_state', 'source_file', 'decision'];

/** Hash of everything loaded or refused, the recipes of the datasets, and the texts of the rules. */
export async function inputsFingerprint(
  statements: Pick<Statements, 'rows'>,
  datasets: readonly JoinedDataset[],
): Promise<string> {
  const hash = createHash('sha256');
  hash.update(
    JSON.stringify(
      datasets.map(({ name, spine, years, measures, due }) => ({ name, spine, years, measures, due })),
    ),
  );
  hash.update(await datasetRules(datasets));
  for (const table of INPUTS) {
    const rows = await statements.rows(`SELECT to_json(t)::VARCHAR AS line FROM ${table} AS t ORDER BY line`);
    hash.update(`${table} ${rows.length}\n`);
    for (const row of rows) hash.update(`${String(row['line'])}\n`);
  }
  await addRules(hash, RULES);
  await addRules(hash, RULES_OF_PAGES, { recursive: true });
  return hash.digest('hex');
}

/** Hash of the texts that decide what a figure is: equal ones make the same figures of the same parsed files and recipes. */
export async function rulesFingerprint(): Promise<string> {
  const hash = createHash('sha256');
  await addRules(hash, RULES_OF_FIGURES);
  return hash.digest('hex');
}

async function addRules(hash: Hash, rules: readonly URL[], { recursive = false } = {}): Promise<void> {
  for (const folder of rules) {
    const names = (await readdir(folder, { recursive }))
      .filter((name) => /\.(tsx?|sql|csv|css)$/.test(name))
      .sort();
    for (const name of names) {
      hash.update(`${name}\n`);
      hash.update(await readFile(new URL(name, folder)));
    }
  }
}

export async function setFingerprint(statements: Statements, stage: Stage, sha256: string): Promise<void> {
  await statements.run('DELETE FROM fingerprint WHERE stage = $1', [stage]);
  await statements.run('INSERT INTO fingerprint VALUES ($1, $2)', [stage, sha256]);
}

/** The fingerprint a stage had when it was last done. */
export async function fingerprintOf(
  warehouse: Pick<Warehouse, 'rows'>,
  stage: Stage,
): Promise<string | undefined> {
  const [row] = await warehouse.rows('SELECT sha256 FROM fingerprint WHERE stage = $1', [stage]);
  return row === undefined ? undefined : String(row['sha256']);
}
