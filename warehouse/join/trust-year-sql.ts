/** The wide tables, `trust_year` and `benchmark`: SQL written from the list of columns. */
import type { Statements } from '../../duckdb/statements.ts';
import { RATIOS, type RatioColumn } from './ratios.ts';
import { type MeasureColumn, TRUST_YEAR_COLUMNS, TRUST_YEAR_MEASURES, isWide } from './trust-year-columns.ts';

/** Makes both tables from the long tables (`gold.trust_activity`, `gold.trust_ratio`) and the rows of the result (`trust`). */
export async function makeTrustYear(statements: Pick<Statements, 'run'>): Promise<void> {
  await statements.run(TRUST_YEAR);
  await statements.run(BENCHMARK);
}

const WIDE_MEASURES = TRUST_YEAR_MEASURES.filter(isWide);

/** The columns behind those that say what a row is about, in their order. */
export const WIDE_COLUMNS: readonly string[] = [
  ...TRUST_YEAR_COLUMNS.filter((column) => !isLater(column)).flatMap(columnsOf),
  'accounts_months',
  ...RATIOS.filter(({ statusLater }) => statusLater).flatMap(({ ratio }) => statusColumns(ratio)),
  ...TRUST_YEAR_COLUMNS.filter(isLater).flatMap(columnsOf),
];

/** One row per trust and year: every measure with its status, every ratio with its status and reason. */
const TRUST_YEAR = `
  CREATE OR REPLACE TABLE gold.trust_year AS
  WITH measures AS (
    SELECT fy, org_code, ${WIDE_MEASURES.map(({ measure }) => picked('measure', measure, ['value', 'status'])).join(',\n      ')}
    FROM gold.trust_activity
    GROUP BY fy, org_code
  ),
  ratios AS (
    SELECT fy, org_code, ${RATIOS.map(({ ratio }) => picked('ratio', ratio, ['value', 'status', 'reason'])).join(',\n      ')}
    FROM gold.trust_ratio
    GROUP BY fy, org_code
  )
  SELECT
    trust.org_code, trust.org_name, trust.fy, trust.sector, trust.trust_type, trust.region,
    ${WIDE_COLUMNS.join(', ')}
  FROM trust
  JOIN measures ON measures.fy = trust.fy AND measures.org_code = trust.org_code
  JOIN ratios ON ratios.fy = trust.fy AND ratios.org_code = trust.org_code
  LEFT JOIN trust_months ON trust_months.fy = trust.fy AND trust_months.org_code = trust.org_code
  ORDER BY trust.fy, trust.org_code`;

/** The nine columns most people come for. They have no room for a status, so a ratio stands only where it can be compared. */
const BENCHMARK = `
  CREATE OR REPLACE TABLE gold.benchmark AS
  SELECT org_name, fy, ${TRUST_YEAR_COLUMNS.filter(({ benchmark }) => benchmark)
    .map(columnOfBenchmark)
    .join(', ')}
  FROM gold.trust_year
  ORDER BY fy, org_name, org_code`;

function columnOfBenchmark(column: MeasureColumn | RatioColumn): string {
  if ('measure' in column) return column.measure;
  const { ratio } = column;
  return `CASE WHEN ${ratio}_status IN ('reported', 'estimate') THEN ${ratio} END AS ${ratio}`;
}

function columnsOf(column: MeasureColumn | RatioColumn): readonly string[] {
  if (!isWide(column)) return [];
  if ('measure' in column) return [column.measure, `${column.measure}_status`];
  return column.statusLater ? [column.ratio] : [column.ratio, ...statusColumns(column.ratio)];
}

function statusColumns(ratio: string): readonly string[] {
  return [`${ratio}_status`, `${ratio}_reason`];
}

function isLater(column: MeasureColumn | RatioColumn): boolean {
  return 'ratio' in column && !column.statusLater;
}

/** The row of one measure or ratio as columns: `beds`, `beds_status`. */
function picked(key: 'measure' | 'ratio', name: string, columns: readonly string[]): string {
  return columns
    .map((column) => {
      const as = column === 'value' ? name : `${name}_${column}`;
      return `any_value(${column}) FILTER (${key} = '${name}') AS ${as}`;
    })
    .join(', ');
}
