import type { Statements } from '../../duckdb/statements.ts';

/** What the last join made: rows of trust_year, and whether some of the accounts are made up (the bundled sample). */
export async function publishedCounts(
  statements: Pick<Statements, 'rows'>,
): Promise<{ trustYears: number; illustrative: boolean }> {
  const [row] = await statements.rows(`
    SELECT (SELECT count(*) FROM gold.trust_year)::INTEGER AS trust_years,
           EXISTS (FROM load_state WHERE status = 'loaded' AND maturity = 'illustrative') AS illustrative`);
  return { trustYears: Number(row?.['trust_years'] ?? 0), illustrative: row?.['illustrative'] === true };
}
