/** `load_state`: what fills each slot, or why nothing does. */
import type { DatasetName } from '../../datasets/contract/dataset.ts';
import type { FinancialYear } from '../../nhs/financial-year.ts';
import type { SlotKey } from './source-facts.ts';
import type { Warehouse } from '../warehouse.ts';

export interface LoadedSlot {
  readonly slot: string;
  readonly url: string;
  readonly sha256: string;
  readonly parserVersion: number;
}

/** What the warehouse holds of a dataset-year, by slot. */
export async function loadedFiles(
  warehouse: Warehouse,
  dataset: DatasetName,
  fy: FinancialYear,
): Promise<readonly LoadedSlot[]> {
  const rows = await warehouse.rows(
    `SELECT slot, url, sha256, parser_version FROM load_state
     WHERE dataset = $1 AND fy = $2 AND status = 'loaded' ORDER BY slot`,
    [dataset, fy],
  );
  return rows.map((row) => ({
    slot: String(row['slot']),
    url: String(row['url']),
    sha256: String(row['sha256']),
    parserVersion: Number(row['parser_version']),
  }));
}

/**
 * Says why a slot has no file. A slot that is loaded stays loaded: the reason then says why it could not be brought up
 * to date. The slot `''` stands for the whole year.
 */
export async function recordGap(
  warehouse: Warehouse,
  gap: SlotKey & { readonly reason: string },
): Promise<void> {
  await recordGaps(warehouse, [gap]);
}

/** Several gaps at once, all or none. */
export async function recordGaps(
  warehouse: Warehouse,
  gaps: readonly (SlotKey & { readonly reason: string })[],
): Promise<void> {
  await warehouse.transaction(async (statements) => {
    for (const { dataset, fy, slot, period, reason } of gaps) {
      const key = [dataset, fy, slot];
      await statements.run(
        `DELETE FROM load_state WHERE dataset = $1 AND fy = $2 AND slot = $3 AND status = 'gap'`,
        key,
      );
      await statements.run(
        `UPDATE load_state SET reason = $4 WHERE dataset = $1 AND fy = $2 AND slot = $3 AND status = 'loaded'`,
        [...key, reason],
      );
      await statements.run(
        `INSERT INTO load_state (dataset, fy, slot, period, status, reason)
         SELECT $1, $2, $3, $4, 'gap', $5
         WHERE NOT EXISTS (FROM load_state WHERE dataset = $1 AND fy = $2 AND slot = $3)`,
        [...key, period, reason],
      );
    }
  });
}

/** Forgets the gaps of a dataset-year, or of one slot of it. What is loaded stays. */
export async function clearGap(
  warehouse: Warehouse,
  dataset: DatasetName,
  fy: FinancialYear,
  slot?: string,
): Promise<void> {
  const which = 'dataset = $1 AND fy = $2 AND ($3::VARCHAR IS NULL OR slot = $3)';
  const values = [dataset, fy, slot ?? null];
  await warehouse.transaction(async (statements) => {
    await statements.run(`DELETE FROM load_state WHERE ${which} AND status = 'gap'`, values);
    await statements.run(`UPDATE load_state SET reason = NULL WHERE ${which} AND status = 'loaded'`, values);
  });
}

/** Whether a run before this one noted gaps for a dataset-year, or reasons beside what is loaded. */
export async function hasGaps(
  warehouse: Warehouse,
  dataset: DatasetName,
  fy: FinancialYear,
): Promise<boolean> {
  const rows = await warehouse.rows(
    'SELECT 1 FROM load_state WHERE dataset = $1 AND fy = $2 AND reason IS NOT NULL LIMIT 1',
    [dataset, fy],
  );
  return rows.length > 0;
}

/** Files of a dataset-year that were fetched and not taken. */
export async function refusedFiles(
  warehouse: Warehouse,
  dataset: DatasetName,
  fy: FinancialYear,
): Promise<readonly { readonly slot: string; readonly url: string; readonly sha256: string }[]> {
  const rows = await warehouse.rows(
    `SELECT slot, url, sha256 FROM source_file
     WHERE dataset = $1 AND load_fy = $2 AND status IN ('refused', 'skipped') AND sha256 <> '' ORDER BY ALL`,
    [dataset, fy],
  );
  return rows.map((row) => ({
    slot: String(row['slot']),
    url: String(row['url']),
    sha256: String(row['sha256']),
  }));
}
