/** One cell of trust_year with everything it was made from, assembled from rows that were collected before. */
import type { Row } from '../duckdb/statements.ts';
import { type Collected, keyOf } from './collected.ts';
import type {
  ExplainedCell,
  ExplainedEngland,
  ExplainedFigure,
  ExplainedFinding,
  ExplainedSpell,
} from './explanation.ts';
import { NotExplained } from './published-tables.ts';
import { realTermsOf } from './real-terms.ts';
import { number, text, textOrNull } from './row-values.ts';
import { ruleInWords } from './rule-in-words.ts';
import { totalsBeside } from './totals-beside.ts';

/** @throws NotExplained where the trust has no such figure in the year */
export function assembleFigure(
  collected: Collected,
  fy: string,
  code: string,
  measure: string,
): ExplainedFigure {
  const { common } = collected;
  const figure = keyOf(fy, code, measure);
  const cell = collected.figures.get(figure);
  if (!cell) throw new NotExplained(`trust_activity has no ${measure} for ${code} in ${fy}.`);
  const recipe = common.recipes.get(keyOf(fy, measure));
  const real = realTermsOf(common, cell);
  const rows = collected.cells.get(figure) ?? [];
  const cells = rows.map((row) => cellOf(row, common.files));
  const dataset = text(cell['dataset']);
  const england = common.england?.get(keyOf(fy, measure));
  const spells = collected.spells && (collected.spells.get(figure) ?? []);
  return {
    measure,
    meaning: text(recipe?.['meaning']),
    unit: text(recipe?.['unit']),
    value: number(cell['value']),
    status: text(cell['status']),
    reason: textOrNull(cell['reason']),
    rule: recipe ? ruleInWords(recipe) : 'No dataset of this version feeds this column.',
    dataset,
    maturity: textOrNull(cell['maturity']),
    periods_reported: Number(cell['periods_reported']),
    periods_expected: Number(cell['periods_expected'] ?? 0),
    ...(typeof cell['comparable'] === 'boolean' && { comparable: cell['comparable'] }),
    ...('shortfall_max' in cell && { shortfall_max: number(cell['shortfall_max']) }),
    ...('left_out' in cell && { left_out: textOrNull(cell['left_out']) }),
    cells,
    totals: totalsBeside(cells, common.totals.get(keyOf(dataset, fy)) ?? []),
    findings: findingsOf(collected, fy, code, measure, new Set(cells.map(({ sha256 }) => sha256))),
    ...(real && { real }),
    ...(england && { england: englandOf(england) }),
    ...(spells && { earlier: spells.map(spellOf) }),
  };
}

function cellOf(row: Row, files: Collected['common']['files']): ExplainedCell {
  const file = files.get(keyOf(row['url'], row['sha256']));
  return {
    period: text(row['period']),
    measure: text(row['measure']),
    printed: textOrNull(row['printed']),
    value: number(row['value']),
    status: text(row['status']),
    organisation_printed: [text(row['org_code']), text(row['org_name']).trim()].filter(Boolean).join(' '),
    matched_by: text(row['match_rule']),
    match_reason: text(row['match_reason']),
    file_name: textOrNull(file?.['file_name']),
    url: text(row['url']),
    sha256: text(row['sha256']),
    sheet: text(row['sheet']),
    row: Number(row['row_number']),
    column: text(row['column_letter']),
    fetched: textOrNull(file?.['fetched']),
  };
}

/** Findings of the trust and year, about this measure or all, and those about a whole file that the figure rests on. */
function findingsOf(
  { findings, common }: Collected,
  fy: string,
  code: string,
  measure: string,
  files: ReadonlySet<string>,
): readonly ExplainedFinding[] {
  const own = (findings.get(keyOf(fy, code)) ?? []).filter(
    (row) => row['measure'] === null || row['measure'] === measure,
  );
  const ofFiles = [...files].flatMap((sha256) => common.fileFindings.get(sha256) ?? []);
  const found = new Map(
    [...own, ...ofFiles].map((row) => {
      const finding = {
        kind: text(row['kind']),
        severity: text(row['severity']),
        message: text(row['message']),
      };
      return [keyOf(...Object.values(finding)), finding];
    }),
  );
  return [...found.values()].sort(
    (one, other) =>
      inBytes(one.kind, other.kind) ||
      inBytes(one.severity, other.severity) ||
      inBytes(one.message, other.message),
  );
}

/** The order of DuckDB, which is that of UTF-8. */
function inBytes(one: string, other: string): number {
  return one === other ? 0 : Buffer.compare(Buffer.from(one), Buffer.from(other));
}

function englandOf(row: Row): ExplainedEngland {
  return {
    periods: Number(row['periods']),
    england_published: number(row['england_published']),
    sum_of_rows: number(row['sum_of_rows']),
    rounding_and_suppression: number(row['rounding_and_suppression']),
    in_trust_year: number(row['in_trust_year']),
    trusts_without_accounts: number(row['trusts_without_accounts']),
    other_providers: number(row['other_providers']),
  };
}

function spellOf(row: Row): ExplainedSpell {
  return {
    release_from: text(row['release_from']),
    release_to: text(row['release_to']),
    value: number(row['value']),
    status: text(row['status']),
    maturity: textOrNull(row['maturity']),
    periods_reported: Number(row['periods_reported']),
    periods_expected: Number(row['periods_expected'] ?? 0),
    change_kind: text(row['change_kind']),
  };
}
