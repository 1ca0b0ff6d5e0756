import { SourceError, SourceErrorCode } from '../datasets/source-error.ts';
import type { Statements } from './warehouse.ts';

/**
 * One file may serve several years, by different cells; the same cells can only be right for one of them. Looked at in
 * the observations, where every dataset's figures are.
 * @throws SourceError IMPLAUSIBLE naming both years, the file and what to do.
 */
export async function refuseSameCellsInTwoYears(statements: Statements): Promise<void> {
  const rows = await statements.rows(`
    WITH shared AS (
      SELECT dataset, sha256 FROM load_state WHERE status = 'loaded'
      GROUP BY dataset, sha256 HAVING count(DISTINCT fy) > 1
    ),
    twice AS (
      SELECT dataset, sha256, list_sort(list(DISTINCT load_fy)) AS years
      FROM observation SEMI JOIN shared USING (dataset, sha256)
      GROUP BY dataset, sha256, observation_id, measure
      HAVING count(DISTINCT load_fy) > 1
    )
    SELECT twice.dataset, array_to_string(any_value(twice.years), ' and ') AS years, min(state.url) AS url
    FROM twice JOIN load_state AS state USING (dataset, sha256)
    GROUP BY twice.dataset, twice.sha256 ORDER BY ALL`);
  if (rows.length === 0) return;
  const sentences = rows.map(
    (row) =>
      `${String(row['dataset'])}: the same figures are loaded as ${String(row['years'])}, from ${String(row['url'])}.`,
  );
  throw new SourceError(
    SourceErrorCode.implausible,
    `One file cannot hold the same figures of two financial years, so nothing was replaced. ${sentences.join(' ')} Open the file, see which year it is, and give the other year its own address with "retry --url".`,
  );
}
