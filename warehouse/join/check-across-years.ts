/** The same figures loaded as two financial years: last year's file under this year's address. */
import type { SlotKey } from '../load/source-facts.ts';
import { clearSlot } from '../load/load-file.ts';
import type { Statements } from '../../duckdb/statements.ts';
import type { JoinedDataset } from './write-recipes.ts';

/** A loaded file that was taken out again, and why. */
export type TakenOut = SlotKey & { readonly reason: string };

/** So many figures are compared at least, before half of them being equal means anything. */
const COMPARED_AT_LEAST = 10;

/**
 * Takes out every file that shares its figures with a file of another year: the same cells of the same bytes in any
 * dataset, or more than half of all figures in the accounts, which never repeat from year to year. Which of the two is
 * right the figures do not say, so both go; but a file that was in the last publication without its double stays.
 */
export async function takeOutSameFigures(
  statements: Statements,
  spine: JoinedDataset,
): Promise<readonly TakenOut[]> {
  const parts = spine.measures.flatMap((recipe) => recipe.parts);
  await statements.run(SAME_FIGURES, [spine.name, parts.join(' '), COMPARED_AT_LEAST]);
  const rows = await statements.rows(
    `SELECT same.*, state.period FROM (
       SELECT dataset, fy, slot, string_agg(DISTINCT other_fy, ' and ' ORDER BY other_fy) AS others
       FROM same_figures WHERE ${await whereNotPublishedAlone(statements)} GROUP BY ALL
     ) AS same JOIN load_state AS state USING (dataset, fy, slot) ORDER BY ALL`,
  );
  await statements.run('DROP TABLE temp.same_figures');
  const taken = rows.map((row): TakenOut => {
    const [dataset, fy, slot, period] = [row['dataset'], row['fy'], row['slot'], row['period']].map(String);
    const reason =
      `The file of ${fy ?? ''} holds the same figures as that of ${String(row['others'])}: one of them lies under another year's address. ` +
      'Open it, see which year it is, and load the right one with --from-folder; or run again when the publisher has mended it.';
    return { dataset: dataset ?? '', fy: fy ?? '', slot: slot ?? '', period: period ?? '', reason };
  });
  for (const one of taken) await takeOut(statements, one);
  return taken;
}

const SAME_FIGURES = `
  CREATE OR REPLACE TEMP TABLE same_figures AS
  WITH loaded AS (
    SELECT dataset, fy AS load_fy, slot, sha256, maturity FROM load_state WHERE status = 'loaded'
  ),
  many_years AS (
    SELECT dataset, sha256 FROM loaded GROUP BY ALL HAVING count(DISTINCT load_fy) > 1
  ),
  cell AS (
    SELECT DISTINCT dataset, load_fy, slot, sha256, observation_id, measure FROM observation SEMI JOIN many_years USING (dataset, sha256)
  ),
  account AS (
    SELECT load_fy, slot, trim(org_name) AS org, measure, value
    FROM observation SEMI JOIN loaded ON loaded.dataset = observation.dataset AND loaded.load_fy = observation.load_fy
      AND loaded.slot = observation.slot AND loaded.maturity <> 'illustrative'
    WHERE observation.dataset = $1 AND value <> 0 AND list_contains(string_split($2, ' '), measure)
  )
  SELECT this.dataset, this.load_fy AS fy, this.slot, other.load_fy AS other_fy, other.slot AS other_slot
  FROM cell AS this JOIN cell AS other USING (dataset, sha256, observation_id, measure)
  WHERE this.load_fy <> other.load_fy
  GROUP BY ALL
  UNION
  SELECT $1, this.load_fy, this.slot, other.load_fy, other.slot
  FROM account AS this JOIN account AS other USING (org, measure)
  WHERE this.load_fy <> other.load_fy
  GROUP BY ALL
  HAVING count(*) >= $3 AND 2 * count(*) FILTER (this.value = other.value) > count(*)`;

async function whereNotPublishedAlone(statements: Statements): Promise<string> {
  const made = await statements.rows(
    `SELECT 1 FROM information_schema.tables WHERE table_schema = 'gold' AND table_name = 'source_file'`,
  );
  if (made.length === 0) return 'true';
  const published = (fy: string, slot: string): string => `EXISTS (
    FROM gold.source_file AS held JOIN load_state AS now
      ON now.dataset = held.dataset AND now.fy = held.fy AND now.slot = held.slot AND now.sha256 = held.sha256
    WHERE held.status = 'loaded' AND held.dataset = same_figures.dataset AND held.fy = ${fy} AND held.slot = ${slot})`;
  return `NOT (${published('same_figures.fy', 'same_figures.slot')} AND NOT ${published('other_fy', 'other_slot')})`;
}

/** Empties a slot: its file is refused, and the slot is a gap with the reason. */
export async function takeOut(statements: Statements, one: TakenOut): Promise<void> {
  const key = [one.dataset, one.fy, one.slot];
  const slot = 'dataset = $1 AND fy = $2 AND slot = $3';
  await clearSlot(statements, one);
  await statements.run(
    `UPDATE source_file SET status = 'refused', reason = $4
     WHERE dataset = $1 AND load_fy = $2 AND slot = $3 AND status = 'loaded'`,
    [...key, one.reason],
  );
  await statements.run(
    `UPDATE load_state SET status = 'gap', reason = $4, sha256 = NULL, url = NULL, parser_version = NULL, maturity = NULL WHERE ${slot}`,
    [...key, one.reason],
  );
}
