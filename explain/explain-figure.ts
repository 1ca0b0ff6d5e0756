import type { Row } from '../duckdb/statements.ts';
import type { ExplainedCell, ExplainedFigure, ExplainedTotal } from './explanation.ts';
import { type Ask, NotExplained } from './published-tables.ts';
import { realTermsOf } from './real-terms.ts';
import { ruleInWords } from './rule-in-words.ts';

/** One cell of trust_year with everything it was made from, read from the published tables. */
export async function explainFigure(
  ask: Ask,
  fy: string,
  code: string,
  measure: string,
): Promise<ExplainedFigure> {
  const key = [fy, code, measure];
  const [cell] = await ask(
    'SELECT * FROM trust_activity WHERE fy = $1 AND org_code = $2 AND measure = $3',
    key,
  );
  if (!cell) throw new NotExplained(`trust_activity has no ${measure} for ${code} in ${fy}.`);
  const real = await realTermsOf(ask, cell);
  const [recipe] = await ask('SELECT * FROM measure WHERE fy = $1 AND measure = $2', [fy, measure]);
  return {
    measure,
    meaning: text(recipe?.['meaning']),
    unit: text(recipe?.['unit']),
    value: number(cell['value']),
    status: text(cell['status']),
    reason: textOrNull(cell['reason']),
    rule: recipe ? ruleInWords(recipe) : 'No dataset of this version feeds this column.',
    dataset: text(cell['dataset']),
    maturity: textOrNull(cell['maturity']),
    periods_reported: Number(cell['periods_reported']),
    periods_expected: Number(cell['periods_expected'] ?? 0),
    cells: await cellsOf(ask, key),
    totals: await totalsOf(ask, key),
    findings: (
      await ask(
        `SELECT DISTINCT kind, severity, message FROM quality_finding
         WHERE (fy = $1 AND org_code = $2 AND (measure = $3 OR measure IS NULL))
            OR (org_code IS NULL AND sha256 IN (FROM (${FILES})))
         ORDER BY ALL`,
        key,
      )
    ).map((row) => ({
      kind: text(row['kind']),
      severity: text(row['severity']),
      message: text(row['message']),
    })),
    ...(real && { real }),
  };
}

/** The cells the figure rests on; a cell that is read as two measures is taken as the recipe reads it. */
const CELLS = `
  SELECT observation.*
  FROM trust_activity AS figure
  JOIN measure AS recipe ON recipe.fy = figure.fy AND recipe.measure = figure.measure AND recipe.dataset = figure.dataset
  JOIN observation
    ON observation.dataset = figure.dataset AND observation.fy = figure.fy
   AND list_contains(figure.lineage, observation.observation_id)
   AND list_contains(list_concat(recipe.parts, recipe.optional_parts), observation.measure)
  WHERE figure.fy = $1 AND figure.org_code = $2 AND figure.measure = $3`;
const FILES = `SELECT DISTINCT sha256 FROM (${CELLS})`;

async function cellsOf(ask: Ask, key: readonly string[]): Promise<readonly ExplainedCell[]> {
  const rows = await ask(
    `SELECT cell.*, org_match.rule AS match_rule, org_match.reason AS match_reason,
       (SELECT any_value(file_name ORDER BY file_name) FROM source_file
        WHERE source_file.sha256 = cell.sha256 AND source_file.url = cell.url) AS file_name
     FROM (${CELLS}) AS cell
     LEFT JOIN org_match
       ON org_match.dataset = cell.dataset AND org_match.fy = cell.fy AND org_match.published_code = cell.org_code
      AND org_match.published_name = trim(cell.org_name)
     ORDER BY cell.period, cell.measure, cell.org_code, cell.row_number, cell.column_letter`,
    key,
  );
  return rows.map((row) => ({
    period: text(row['period']),
    measure: text(row['measure']),
    printed: textOrNull(row['printed']),
    value: number(row['value']),
    status: text(row['status']),
    organisation_printed: [text(row['org_code']), text(row['org_name']).trim()].filter(Boolean).join(' '),
    matched_by: text(row['match_rule']),
    match_reason: text(row['match_reason']),
    file_name: textOrNull(row['file_name']),
    url: text(row['url']),
    sha256: text(row['sha256']),
    sheet: text(row['sheet']),
    row: Number(row['row_number']),
    column: text(row['column_letter']),
  }));
}

async function totalsOf(ask: Ask, key: readonly string[]): Promise<readonly ExplainedTotal[]> {
  const rows = await ask(
    `SELECT DISTINCT total.period, total.measure, total.published_total, total.sum_of_rows, total.residual, total.url
     FROM reconciliation AS total
     SEMI JOIN (${CELLS}) AS cell
       ON cell.dataset = total.dataset AND cell.fy = total.fy AND cell.period = total.period AND cell.measure = total.measure
      AND cell.url = total.url
     ORDER BY ALL`,
    key,
  );
  return rows.map((row) => ({
    period: text(row['period']),
    measure: text(row['measure']),
    published_total: Number(row['published_total']),
    sum_of_rows: Number(row['sum_of_rows']),
    residual: Number(row['residual']),
    url: text(row['url']),
  }));
}

function text(value: Row[string]): string {
  return typeof value === 'string' ? value : '';
}

function textOrNull(value: Row[string]): string | null {
  return typeof value === 'string' ? value : null;
}

function number(value: Row[string]): number | null {
  return typeof value === 'number' ? value : null;
}
