/** What the join itself has to say of the accounts: workbooks that are not loaded, providers without lines. */
import { insertRows } from '../../duckdb/insert-rows.ts';
import type { Statements } from '../../duckdb/statements.ts';
import type { LeftOut } from './left-out.ts';
import type { AwaitedAccounts } from './awaited-accounts.ts';
import type { JoinedDataset } from './write-recipes.ts';

/** A workbook of the accounts that is not loaded, in a year of which another is. */
export interface AccountsGap {
  readonly fy: string;
  /** `accounts of NHS foundation trusts`. */
  readonly label: string;
}

/** A provider that the accounts list and have no lines for. */
export interface ListedWithoutData {
  readonly fy: string;
  readonly orgCode: string;
  readonly name: string;
}

/** Years whose accounts are loaded in part only: their list of trusts is not complete. */
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

/** Fills `join_finding`, to which the datasets' own SQL may add. */
export async function writeJoinFindings(
  statements: Statements,
  spine: string,
  gaps: readonly AccountsGap[],
  {
    silent,
    leftOut,
  }: { readonly silent: readonly ListedWithoutData[]; readonly leftOut: readonly LeftOut[] },
  awaiting: AwaitedAccounts = { years: [], latest: undefined },
): Promise<void> {
  await statements.run(`CREATE OR REPLACE TEMP TABLE join_finding
    (fy VARCHAR, org_code VARCHAR, kind VARCHAR, message VARCHAR, dataset VARCHAR)`);
  await insertRows(statements, 'join_finding', [
    ...gaps.map(({ fy, label }) => ({
      ...{ fy, kind: 'accounts-incomplete', dataset: spine },
      message: `The ${label} of ${fy} are not loaded: their trusts have no row, and codes that closed during the year stay unmatched.`,
    })),
    ...leftOut.map(({ fy, name, why }) => ({
      ...{ fy, kind: 'organisation-undecided', dataset: spine },
      message: `${name} has lines in the accounts of ${fy} and no row, because nobody knows which trust the name is: ${why}`,
    })),
    ...awaiting.years.map((fy) => ({
      ...{ fy, kind: 'accounts-not-published', dataset: spine },
      message: `The accounts of ${fy} are not published yet. The rows are of the trusts of ${awaiting.latest ?? ''}: without those that have closed, and with those that followed them.`,
    })),
    ...silent.map(({ fy, orgCode, name }) => ({
      ...{ fy, org_code: orgCode, kind: 'listed-without-data', dataset: spine },
      message: `${name} is in the List of Providers of ${fy}, but the accounts data have no lines for it, so it has no row.`,
    })),
  ]);
}
