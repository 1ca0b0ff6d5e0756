import type { JoinedDataset } from './write-recipes.ts';
import type { Statements } from '../../duckdb/statements.ts';

/** A workbook of the accounts that is not loaded, in a year of which another is. */
export interface AccountsGap {
  readonly fy: string;
  /** `accounts of NHS foundation trusts`. */
  readonly label: string;
}

/** Years whose accounts are there in part only: their list of trusts is not complete. */
export async function accountsGaps(
  statements: Statements,
  spine: JoinedDataset,
): Promise<readonly AccountsGap[]> {
  const rows = await statements.rows(
    `SELECT DISTINCT fy, slot FROM load_state WHERE dataset = $1 AND status = 'loaded' ORDER BY ALL`,
    [spine.name],
  );
  const loaded = new Set(rows.map((row) => `${String(row['fy'])} ${String(row['slot'])}`));
  const years = [...new Set(rows.map((row) => String(row['fy'])))];
  return years.flatMap((fy) =>
    spine
      .expectedFiles(fy)
      .filter(({ slot }) => !loaded.has(`${fy} ${slot}`))
      .map(({ label }) => ({ fy, label })),
  );
}
