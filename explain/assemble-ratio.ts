/** What a ratio of trust_year is worth and how it is made, assembled from rows that were collected before. */
import { type Collected, keyOf } from './collected.ts';
import type { ExplainedRatio } from './explanation.ts';
import { NotExplained } from './published-tables.ts';
import { realTermsOf } from './real-terms.ts';
import { number, text, textOrNull } from './row-values.ts';

/** @throws NotExplained where the trust has no such ratio in the year */
export function assembleRatio(collected: Collected, fy: string, code: string, ratio: string): ExplainedRatio {
  const row = collected.ratios.get(keyOf(fy, code, ratio));
  const made = collected.common.ratios.get(ratio);
  if (!row || !made) throw new NotExplained(`trust_ratio has no ${ratio} for ${code} in ${fy}.`);
  const real = realTermsOf(collected.common, row);
  return {
    column: ratio,
    meaning: text(made['meaning']),
    value: number(row['value']),
    unit: text(row['unit']),
    status: text(row['status']),
    reason: textOrNull(row['reason']),
    comparable: row['comparable'] === true,
    ...(row['small'] === true && { small: true as const }),
    ...('left_out' in row && { left_out: textOrNull(row['left_out']) }),
    rule: text(made['formula']),
    accounts_months: number(row['accounts_months']),
    not_counted: text(made['not_counted']),
    says_nothing: text(made['says_nothing']),
    ...(real && { real }),
  };
}
