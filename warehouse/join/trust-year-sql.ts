/** The wide tables, `trust_year` and `benchmark`: SQL written from the list of columns. */
import type { Statements } from '../../duckdb/statements.ts';
import {
  type MeasureColumn,
  type RatioColumn,
  TRUST_YEAR_COLUMNS,
  TRUST_YEAR_MEASURES,
  columnName,
  isWide,
} from './trust-year-columns.ts';

/** Makes both tables from the cells of the long table (`activity`) and the rows of the result (`trust`). */
export async function makeTrustYear(statements: Pick<Statements, 'run'>): Promise<void> {
  await statements.run(TRUST_YEAR);
  await statements.run(BENCHMARK);
}

/** One row per trust and year: every measure with its status, and the ratios. */
const TRUST_YEAR = `
  CREATE OR REPLACE TABLE gold.trust_year AS
  WITH wide AS (
    SELECT
      fy, org_code,
      ${TRUST_YEAR_MEASURES.filter(isWide).map(valueAndStatus).join(',\n      ')}
    FROM activity
    GROUP BY fy, org_code
  )
  SELECT
    trust.org_code, trust.org_name, trust.fy, trust.sector, trust.trust_type, trust.region,
    ${TRUST_YEAR_COLUMNS.filter(isWide).map(columnOfTrustYear).join(',\n    ')}
  FROM trust
  JOIN wide ON wide.fy = trust.fy AND wide.org_code = trust.org_code
  ORDER BY trust.fy, trust.org_code`;

/** The nine columns most people come for. */
const BENCHMARK = `
  CREATE OR REPLACE TABLE gold.benchmark AS
  SELECT org_name, fy, ${TRUST_YEAR_COLUMNS.filter(({ benchmark }) => benchmark)
    .map(columnName)
    .join(', ')}
  FROM gold.trust_year
  ORDER BY fy, org_name, org_code`;

function valueAndStatus({ measure }: MeasureColumn): string {
  const ofMeasure = `FILTER (measure = '${measure}')`;
  return `any_value(value) ${ofMeasure} AS ${measure}, any_value(status) ${ofMeasure} AS ${measure}_status`;
}

/** A cell without a figure is null, and so is a ratio that needs it. */
function columnOfTrustYear(column: MeasureColumn | RatioColumn): string {
  if ('measure' in column) return `wide.${column.measure}, wide.${column.measure}_status`;
  const { ratio, dividend, divisor, times } = column;
  return `${times} * wide.${dividend} / nullif(wide.${divisor}, 0) AS ${ratio}`;
}
