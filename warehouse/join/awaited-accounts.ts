/** Years of which activity is loaded and whose accounts are not published yet: their trusts have rows all the same. */
import { dueSlots } from '../../calendar/due.ts';
import { insertRows } from '../../duckdb/insert-rows.ts';
import type { Statements } from '../../duckdb/statements.ts';
import type { TrustWithoutAccounts } from '../../organisations/without-accounts.ts';
import type { JoinedDataset } from './write-recipes.ts';

export interface AwaitedAccounts {
  readonly years: readonly string[];
  /** The latest year with accounts, whose trusts the rows are of. */
  readonly latest: string | undefined;
}

/**
 * Years after the latest loaded accounts, with loaded activity, of whose accounts nothing was tried or noted. The accounts of the
 * year must not be published: this version knows no layout of them, or they are not late on the day. Accounts that failed to
 * load are a gap, and their year has no rows.
 */
export async function awaitedAccounts(
  statements: Pick<Statements, 'rows'>,
  spine: JoinedDataset,
  datasets: readonly JoinedDataset[],
  today: string,
): Promise<AwaitedAccounts> {
  const measured = datasets.filter(({ yearless, measures }) => !yearless && measures.length > 0);
  const rows = await statements.rows(
    `WITH accounts AS (SELECT max(fy) AS latest FROM load_state WHERE dataset = $1 AND status = 'loaded')
     SELECT DISTINCT state.fy, accounts.latest
     FROM load_state AS state, accounts
     WHERE state.status = 'loaded' AND state.dataset <> $1 AND state.fy > accounts.latest
       AND list_contains(string_split($2, ' '), state.dataset)
       AND state.fy NOT IN (SELECT fy FROM load_state WHERE dataset = $1)
       AND state.fy NOT IN (SELECT load_fy FROM source_file WHERE dataset = $1)
     ORDER BY state.fy`,
    [spine.name, measured.map(({ name }) => name).join(' ')],
  );
  const years = rows.map(({ fy }) => String(fy)).filter((fy) => mayStillCome(spine, fy, today));
  return { years, latest: rows[0] && String(rows[0]['latest']) };
}

function mayStillCome(spine: JoinedDataset, fy: string, today: string): boolean {
  if (!spine.years.includes(fy)) return true;
  const { due } = spine;
  return due !== undefined && dueSlots({ ...spine, due }, fy).some(({ lateAfter }) => today <= lateAfter);
}

/** Fills `trust_without_accounts`, which the rows of the result are made from beside the accounts. */
export async function writeTrustsWithoutAccounts(
  statements: Statements,
  trusts: readonly TrustWithoutAccounts[],
): Promise<void> {
  await statements.run(`CREATE OR REPLACE TEMP TABLE trust_without_accounts
    (fy VARCHAR, org_code VARCHAR, org_name VARCHAR, sector VARCHAR, region VARCHAR, trust_type VARCHAR)`);
  await insertRows(
    statements,
    'trust_without_accounts',
    trusts.map(({ fy, orgCode, name, sector, region, trustType }) => ({
      ...{ fy, sector, region },
      org_code: orgCode,
      org_name: name,
      trust_type: trustType,
    })),
  );
}
