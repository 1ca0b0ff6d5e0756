/** The real-terms twin of a figure or ratio of money, with the indices it was brought to its prices by. */
import type { Row } from '../duckdb/statements.ts';
import type { RealTerms } from './explanation.ts';
import type { Ask } from './published-tables.ts';

/** Undefined where the row of trust_activity or trust_ratio has no twin: it is no money, or no price index with its year is loaded. */
export async function realTermsOf(ask: Ask, cell: Row): Promise<RealTerms | undefined> {
  const { fy, value_real: value, price_base, deflator_edition: edition } = cell;
  if (typeof value !== 'number' || typeof price_base !== 'string' || typeof edition !== 'string')
    return undefined;
  const rows = await ask(
    'SELECT * FROM gdp_deflator WHERE edition = $1 AND fy IN ($2, $3) AND NOT forecast ORDER BY fy = $3, fy',
    [edition, String(fy), price_base],
  );
  return {
    value,
    price_base,
    edition,
    indices: rows.map((row) => ({
      fy: String(row['fy']),
      index: Number(row['index']),
      base: String(row['base']),
      url: String(row['url']),
      sha256: String(row['sha256']),
      cell: String(row['cell']),
    })),
  };
}
