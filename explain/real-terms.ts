/** The real-terms twin of a figure or ratio of money, with the indices it was brought to its prices by. */
import type { Row } from '../duckdb/statements.ts';
import { type Common, keyOf } from './collected.ts';
import type { RealTerms } from './explanation.ts';

/** Undefined where the row of trust_activity or trust_ratio has no twin: it is no money, or no price index with its year is loaded. */
export function realTermsOf({ deflators }: Common, cell: Row): RealTerms | undefined {
  const { fy, value_real: value, price_base, deflator_edition: edition } = cell;
  if (typeof value !== 'number' || typeof price_base !== 'string' || typeof edition !== 'string')
    return undefined;
  const rows = [...new Set([String(fy), price_base])].flatMap((year) => {
    const row = deflators.get(keyOf(edition, year));
    return row ? [row] : [];
  });
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
