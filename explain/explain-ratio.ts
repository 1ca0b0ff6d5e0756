import type { ExplainedRatio } from './explanation.ts';
import { type Ask, NotExplained } from './published-tables.ts';
import { realTermsOf } from './real-terms.ts';

/** What a ratio of trust_year is worth and how it is made, read from the published tables. */
export async function explainRatio(
  ask: Ask,
  fy: string,
  code: string,
  ratio: string,
): Promise<ExplainedRatio> {
  const [row] = await ask(
    `SELECT cell.*, made.meaning, made.formula, made.not_counted, made.says_nothing
     FROM trust_ratio AS cell JOIN ratio AS made USING (ratio)
     WHERE cell.fy = $1 AND cell.org_code = $2 AND cell.ratio = $3`,
    [fy, code, ratio],
  );
  if (!row) throw new NotExplained(`trust_ratio has no ${ratio} for ${code} in ${fy}.`);
  const real = await realTermsOf(ask, row);
  const { value, reason, accounts_months: months } = row;
  return {
    column: ratio,
    meaning: String(row['meaning']),
    value: typeof value === 'number' ? value : null,
    unit: String(row['unit']),
    status: String(row['status']),
    reason: typeof reason === 'string' ? reason : null,
    comparable: row['comparable'] === true,
    rule: String(row['formula']),
    accounts_months: typeof months === 'number' ? months : null,
    not_counted: String(row['not_counted']),
    says_nothing: String(row['says_nothing']),
    ...(real && { real }),
  };
}
