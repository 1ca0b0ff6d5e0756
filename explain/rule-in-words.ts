import type { Row } from '../duckdb/statements.ts';

/** A row of the published table `measure` as a sentence: which figures are added and subtracted, and how a year comes of its periods. */
export function ruleInWords(recipe: Row): string {
  const parts = list(recipe['parts']).join(' + ');
  const optional = list(recipe['optional_parts']);
  const less = list(recipe['less_parts']);
  const scale = Number(recipe['scale']);
  const weight = recipe['weighted_by'];
  return [
    `${parts}${optional.length > 0 ? ` (+ ${optional.join(' + ')} where printed)` : ''}${less.map((part) => ` less ${part}`).join('')} of the trust's rows`,
    typeof weight === 'string'
      ? `several rows weighed by ${weight}${recipe['harmonic'] === true ? ' (which stands over the line of the rate)' : ''}`
      : 'several rows added',
    acrossInWords(String(recipe['across_periods']), Number(recipe['periods_expected'])),
    scale === 1 ? '' : `times ${scale}`,
    recipe['follows_succession'] === true
      ? "rows of codes that closed and became this trust's count too"
      : "only the trust's own rows: accounts, scores and rates never move to a successor",
  ]
    .filter(Boolean)
    .join('; ');
}

function acrossInWords(across: string, periods: number): string {
  const kind = periods === 12 ? 'months' : periods === 4 ? 'quarters' : 'periods';
  if (across === 'sum') return `sum of ${periods} ${kind}`;
  return across === 'mean' ? `mean of the ${kind} reported, of ${periods}` : 'one figure for the year';
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
