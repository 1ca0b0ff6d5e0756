/** `load_state`: what fills each slot, or why nothing does. */
import type { DatasetName } from '../../datasets/contract/dataset.ts';
import { WAITS_FOR_SOMEBODY } from '../../decisions/waits.ts';
import type { Statements } from '../../duckdb/statements.ts';
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { clearSlot } from './load-file.ts';
import type { SlotKey } from './source-facts.ts';
import type { Warehouse } from '../warehouse.ts';

export interface LoadedSlot {
  readonly slot: string;
  readonly url: string;
  readonly sha256: string;
  readonly parserVersion: number;
  /** The decisions under which it was loaded: `accept:3 heading:5`. */
  readonly decisions?: string;
}

/** What the warehouse holds of a dataset-year, by slot. */
export async function loadedFiles(
  warehouse: Warehouse,
  dataset: DatasetName,
  fy: FinancialYear,
): Promise<readonly LoadedSlot[]> {
  const rows = await warehouse.rows(
    `SELECT slot, url, sha256, parser_version, decisions FROM load_state
     WHERE dataset = $1 AND fy = $2 AND status = 'loaded' ORDER BY slot`,
    [dataset, fy],
  );
  return rows.map((row) => ({
    slot: String(row['slot']),
    url: String(row['url']),
    sha256: String(row['sha256']),
    parserVersion: Number(row['parser_version']),
    ...(typeof row['decisions'] === 'string' && { decisions: row['decisions'] }),
  }));
}

/** Loads that are parked, whichever run they are of: `beds 2022-23`. */
export async function loadsThatWait(statements: Pick<Statements, 'rows'>): Promise<readonly string[]> {
  const rows = await statements.rows(
    'SELECT DISTINCT dataset, fy FROM load_state WHERE suffix(reason, $1) ORDER BY ALL',
    [WAITS_FOR_SOMEBODY],
  );
  return rows.map(({ dataset, fy }) => `${String(dataset)} ${String(fy)}`);
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

/** A file that was fetched and not taken. */
export interface RefusedSlot {
  readonly slot: string;
  readonly period: string;
  readonly url: string;
  readonly sha256: string;
  /** Of a refusal that a person may accept. */
  readonly code?: string;
  readonly message?: string;
}

/** Files of a dataset-year that were fetched and not taken. */
export async function refusedFiles(
  warehouse: Warehouse,
  dataset: DatasetName,
  fy: FinancialYear,
): Promise<readonly RefusedSlot[]> {
  const rows = await warehouse.rows(
    `SELECT slot, period, url, sha256, refusal_code, reason FROM source_file
     WHERE dataset = $1 AND load_fy = $2 AND status IN ('refused', 'skipped') AND sha256 <> '' ORDER BY ALL`,
    [dataset, fy],
  );
  return rows.map((row) => ({
    slot: String(row['slot']),
    period: String(row['period']),
    url: String(row['url']),
    sha256: String(row['sha256']),
    ...(typeof row['refusal_code'] === 'string' && { code: row['refusal_code'] }),
    ...(typeof row['reason'] === 'string' && { message: row['reason'] }),
  }));
}

/**
 * Takes out what was loaded under a decision that does not stand any more: the file is refused again, with the sentence of
 * then, and the slot is a gap until the year is loaded anew.
 * @param marks of the decisions that stand, `accept:3`; kinds that are not asked for stay as they are
 */
export async function takeOutUndecided(
  warehouse: Warehouse,
  { dataset, fy }: Pick<SlotKey, 'dataset' | 'fy'>,
  { kinds, marks }: { readonly kinds: readonly string[]; readonly marks: ReadonlySet<string> },
): Promise<readonly string[]> {
  const rows = await warehouse.rows(
    `SELECT slot, period, sha256, decisions FROM load_state
     WHERE dataset = $1 AND fy = $2 AND status = 'loaded' AND decisions IS NOT NULL ORDER BY slot`,
    [dataset, fy],
  );
  const out = rows.flatMap((row) => {
    const gone = String(row['decisions'])
      .split(' ')
      .filter((mark) => kinds.includes(mark.split(':')[0] ?? '') && !marks.has(mark));
    return gone.length === 0 ? [] : [{ slot: String(row['slot']), sha256: String(row['sha256']), gone }];
  });
  for (const { slot, sha256, gone } of out) {
    const reason = `It was loaded by a decision (${gone.join(', ')}) that has been taken back.`;
    await warehouse.transaction(async (statements) => {
      const key = [dataset, fy, slot];
      await clearSlot(statements, { dataset, fy, slot, period: slot });
      await statements.run(
        `UPDATE load_state SET status = 'gap', reason = $4, sha256 = NULL, url = NULL, parser_version = NULL, maturity = NULL,
           fallback = NULL, decisions = NULL
         WHERE dataset = $1 AND fy = $2 AND slot = $3`,
        [...key, reason],
      );
      await statements.run(
        `UPDATE source_file SET status = 'refused', reason = $5
         WHERE dataset = $1 AND load_fy = $2 AND slot = $3 AND sha256 = $4 AND status = 'loaded'`,
        [...key, sha256, reason],
      );
    });
  }
  return out.map(({ slot }) => slot);
}
