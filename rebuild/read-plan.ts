/**
 * What a rebuild loads again: the files that fill slots, and what is known of all others. From the warehouse where it is
 * there, else from the last kept release, which keeps the same two tables.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { decisionsOf } from '../activities/decisions-file.ts';
import type { Decision } from '../decisions/decision.ts';
import { type Row, quoteText } from '../duckdb/statements.ts';
import { keptReleases, requireWhole } from '../warehouse/releases/release-folder.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

export interface Plan {
  /** Where it was read, for the person. */
  readonly from: string;
  /** Rows of `source_file`, in its own order; those with status `loaded` are loaded again. */
  readonly files: readonly Row[];
  /** Rows of `load_state`: slots that stay empty and why, and reasons beside loaded ones. */
  readonly states: readonly Row[];
  /** What people have decided: files are read by what stands of it, as they were loaded. */
  readonly decisions: readonly Decision[];
}

/** Nothing can be rebuilt; the message says why, and what to do. */
export class NotRebuilt extends Error {
  override readonly name = 'NotRebuilt';
}

/** @throws NotRebuilt where neither a warehouse nor a release says which files there were */
export async function readPlan(warehouse: Warehouse, dataDir: string): Promise<Plan> {
  const decisions = await decisionsOf(dataDir);
  const files = await warehouse.rows('FROM source_file ORDER BY ALL');
  if (files.length > 0) {
    const states = await warehouse.rows('FROM load_state ORDER BY ALL');
    return { from: warehouse.path, files, states, decisions };
  }
  const last = (await keptReleases(dataDir)).at(-1);
  if (last === undefined) throw new NotRebuilt(nothingThere(dataDir));
  const kept = async (table: string): Promise<string> =>
    quoteText(await requireWhole(last, `${table}.parquet`));
  return {
    ...{ from: last.directory, decisions },
    files: await warehouse.rows(
      `SELECT * RENAME (fy AS load_fy) FROM read_parquet(${await kept('source_file')}) ORDER BY ALL`,
    ),
    states: await warehouse.rows(`FROM read_parquet(${await kept('load_state')}) ORDER BY ALL`),
  };
}

/** The sentence of a folder in which nothing was ever loaded. */
export function nothingThere(dataDir: string): string {
  const sample = join(dataDir, 'sample');
  const also = existsSync(join(sample, 'releases'))
    ? ` The sample's files are there: add --data-dir ${sample} to rebuild the sample.`
    : '';
  return `There is nothing to rebuild in ${dataDir}: it has neither loaded files nor a kept release. Run "npm start -- run --years 2017-18..2023-24" first, or give the folder with --data-dir.${also}`;
}
