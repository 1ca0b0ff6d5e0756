/** The sheets of `trust_year.xlsx`: what each of them shows, as SQL over the gold tables. */
import { RATIOS } from '../join/ratios.ts';
import { TRUST_YEAR_COLUMNS, columnName } from '../join/trust-year-columns.ts';
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
  { title: 'a trust and its peers', query: aTrustAndItsPeers() },
  {
    title: 'peers',
    query: `
      SELECT scheme, peer.fy, label, peer.org_code, trust.org_name, distance, group_id
      FROM gold.peer_group AS peer
      LEFT JOIN gold.trust_year AS trust ON trust.fy = peer.fy AND trust.org_code = peer.org_code
      WHERE scheme <> 'england'
      ORDER BY scheme, peer.fy, label, distance NULLS FIRST, peer.org_code`,
  },
  {
    title: 'definitions',
    query: `
      SELECT column_name AS name, meaning AS what_it_is, unit, caveats AS what_it_does_not_say, source, years
      FROM gold.data_dictionary
      WHERE table_name IN ('trust_year', 'value of trust_activity') AND unit IS NOT NULL
      ORDER BY table_name, unit, column_name`,
  },
  { title: 'breaks', query: 'FROM gold.series_break' },
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
    if ('ratio' in column) return column.statusLater ? [column.ratio, `${column.ratio}_status`] : [];
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

/** One row a figure: filter on the trust and on the figure, and its seven years stand beside those of its peers. */
function aTrustAndItsPeers(): string {
  const position = TRUST_YEAR_COLUMNS.map((column, index) => `(${quoteText(columnName(column))}, ${index})`);
  return `
    WITH figure AS (
      SELECT fy, org_code, org_name, measure, value, ${WORDS} AS figure_is, reason, comparable FROM gold.trust_activity
      UNION ALL
      SELECT fy, org_code, org_name, ratio, value, ${WORDS}, reason, comparable FROM gold.trust_ratio
    ),
    listed AS (SELECT * FROM (VALUES ${position.join(', ')}) AS listed (measure, position)),
    -- The trust's own group of each scheme; the nearest ten are named by the trust they are nearest to.
    own AS (
      SELECT scheme, group_id, label, fy, org_code FROM gold.peer_group WHERE scheme = 'type'
      UNION ALL
      SELECT DISTINCT scheme, group_id, label, fy, group_id FROM gold.peer_group WHERE scheme = 'nearest'
    ),
    beside AS (
      SELECT own.scheme, own.fy, own.org_code, own.label, summary.measure, summary.n, summary.q1, summary.median, summary.q3
      FROM own JOIN gold.measure_summary AS summary USING (scheme, group_id, fy)
    )
    SELECT
      figure.org_name, figure.org_code, figure.measure AS figure, figure.fy, figure.value, figure.comparable AS value${COMPARABLE}, figure.figure_is,
      type.label AS peers_of_type, type.n AS type_n, type.q1 AS type_quarter_below, type.median AS type_median, type.q3 AS type_quarter_above,
      nearest.n AS nearest_n, nearest.median AS nearest_median,
      figure.reason
    FROM figure
    JOIN listed USING (measure)
    LEFT JOIN (FROM beside WHERE scheme = 'type') AS type USING (fy, org_code, measure)
    LEFT JOIN (FROM beside WHERE scheme = 'nearest') AS nearest USING (fy, org_code, measure)
    -- Why a figure is not there, trust_activity and trust_ratio say.
    WHERE figure.value IS NOT NULL OR figure.figure_is = 'not comparable'
    ORDER BY figure.org_code, listed.position, figure.fy`;
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
