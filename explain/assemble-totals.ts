/** Rows of the published table `reconciliation` as totals of an explanation. */
import type { Row } from '../duckdb/statements.ts';
import type { ExplainedTotal } from './explanation.ts';
import { text } from './row-values.ts';

export function totalsOf(rows: readonly Row[]): readonly ExplainedTotal[] {
  return rows.map((row) => ({
    period: text(row['period']),
    measure: text(row['measure']),
    published_total: Number(row['published_total']),
    sum_of_rows: Number(row['sum_of_rows']),
    residual: Number(row['residual']),
    url: text(row['url']),
  }));
}
