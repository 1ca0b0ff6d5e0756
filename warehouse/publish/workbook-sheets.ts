/** The sheets of `trust_year.xlsx`: what each of them shows, as SQL over the gold tables. */
import { RATIOS } from '../join/ratios.ts';
import { TRUST_YEAR_COLUMNS } from '../join/trust-year-columns.ts';
import { ATTRIBUTION, RATIO_STATUS_MEANINGS, STATUS_MEANINGS } from './status-meanings.ts';
import { quoteText } from '../../duckdb/statements.ts';

export interface SheetPlan {
  readonly title: string;
  /** Rows in the order they are shown; a column named `…_comparable` is not shown, and says how the column `…` looks. */
  readonly query: string;
}

/** A column of this name says whether the column before the ending may be compared; where not, its cell is hollow. */
export const COMPARABLE = '_comparable';

const ORGANISATION = 'org_code, org_name, fy, sector, trust_type, region';
const WORDS = `CASE status ${RATIO_STATUS_MEANINGS.map(
  ({ status, words }) => `WHEN ${quoteText(status)} THEN ${quoteText(words)}`,
).join(' ')} ELSE replace(status, '_', ' ') END`;

export const SHEETS: readonly SheetPlan[] = [
  { title: 'benchmark', query: 'FROM gold.benchmark' },
  { title: 'trust_year', query: `SELECT ${ORGANISATION}, ${measuresAndFirstRatios()} FROM gold.trust_year` },
  { title: 'ratios', query: ratios() },
  {
    title: 'definitions',
    query: `
      SELECT column_name AS name, meaning AS what_it_is, unit, caveats AS what_it_does_not_say, source, years
      FROM gold.data_dictionary
      WHERE table_name IN ('trust_year', 'trust_activity') AND unit IS NOT NULL
      ORDER BY table_name DESC, unit, column_name`,
  },
  { title: 'what the statuses mean', query: statusMeanings() },
  {
    title: 'sources',
    query:
      'SELECT dataset, fy, period, status, url, file_name, sha256, bytes, published, revised, layout, maturity, reason FROM gold.source_file ORDER BY ALL',
  },
  {
    title: 'findings',
    query:
      'SELECT fy, org_code, measure, severity, kind, message, dataset, url, sha256 FROM gold.quality_finding ORDER BY ALL',
  },
];

/** The wide table without the later ratios, which have a sheet of their own. */
function measuresAndFirstRatios(): string {
  const columns = TRUST_YEAR_COLUMNS.flatMap((column) => {
    if ('ratio' in column) return column.statusLater ? [column.ratio] : [];
    return column.longOnly ? [] : [column.measure, `${column.measure}_status`];
  });
  return [...columns, 'accounts_months'].join(', ');
}

/** Every ratio with its status in words. */
function ratios(): string {
  const columns = RATIOS.flatMap(({ ratio }) => [
    `any_value(value) FILTER (ratio = '${ratio}') AS ${ratio}`,
    `any_value(words) FILTER (ratio = '${ratio}') AS ${ratio}_is`,
    `coalesce(any_value(comparable) FILTER (ratio = '${ratio}'), FALSE) AS ${ratio}${COMPARABLE}`,
  ]);
  return `
    WITH told AS (SELECT *, ${WORDS} || CASE WHEN small AND status <> 'missing' THEN ', small' ELSE '' END AS words FROM gold.trust_ratio),
    wide AS (SELECT fy, org_code, ${columns.join(', ')} FROM told GROUP BY fy, org_code)
    SELECT ${ORGANISATION}, trust.accounts_months, wide.* EXCLUDE (fy, org_code)
    FROM gold.trust_year AS trust JOIN wide USING (fy, org_code)
    ORDER BY fy, org_code`;
}

function statusMeanings(): string {
  const fixed = [
    ...STATUS_MEANINGS.map(({ status, meaning }) => ({ status, meaning })),
    ...RATIO_STATUS_MEANINGS.map(({ status, words, meaning }) => ({
      status: `a ratio: ${status} (${words})`,
      meaning,
    })),
    {
      status: 'hollow cell',
      meaning: 'A figure that is not compared and in no quartile; the reason stands in its row.',
    },
    { status: 'licence', meaning: ATTRIBUTION },
  ];
  return `SELECT * FROM (VALUES ${fixed.map(({ status, meaning }) => `(${quoteText(status)}, ${quoteText(meaning)})`).join(', ')}) AS meant (status, meaning)`;
}
