/** Names of the accounts that the last join left out, from what it says of every name. */
import type { Statements } from '../../duckdb/statements.ts';
import { AccountRule } from '../../organisations/match-accounts.ts';

/** A name of the accounts that leads to no trust: its trust-year is left out until somebody decides. */
export interface LeftOut {
  readonly fy: string;
  readonly name: string;
  /** A sentence. */
  readonly why: string;
}

const SHOWN = 20;

/** Of the last join; a name that somebody has decided to be no trust is none of them. */
export async function leftOutOf(statements: Pick<Statements, 'rows'>): Promise<readonly LeftOut[]> {
  const rows = await statements.rows(
    `SELECT fy, published_name AS name, any_value(reason ORDER BY reason) AS why FROM gold.org_match
     WHERE dataset IN (SELECT dataset FROM tac_line)
       AND org_code IS NULL AND rule <> $1
     GROUP BY ALL ORDER BY ALL`,
    [AccountRule.decided],
  );
  return rows.map((row) => ({ fy: String(row['fy']), name: String(row['name']), why: String(row['why']) }));
}

/** As the table `release` says it; nothing where no name was left out. */
export function incompleteText(leftOut: readonly LeftOut[]): string | undefined {
  if (leftOut.length === 0) return undefined;
  const names = leftOut.slice(0, SHOWN).map(({ fy, name }) => `${name} (${fy})`);
  const more = leftOut.length > SHOWN ? `, and ${leftOut.length - SHOWN} more` : '';
  return `Trust-years are missing, because nobody knows which trust these names of the accounts are: ${names.join(', ')}${more}.`;
}
