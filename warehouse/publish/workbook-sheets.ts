/** The sheets of `trust_year.xlsx`: what each of them shows, as SQL over the gold tables. */
import { RATIOS } from '../join/ratios.ts';
import { TRUST_YEAR_COLUMNS, columnName, isWide } from '../join/trust-year-columns.ts';
import { ATTRIBUTION, RATIO_STATUS_MEANINGS, STATUS_MEANINGS } from './status-meanings.ts';
import { quoteText } from '../../duckdb/statements.ts';

export interface SheetPlan {
  readonly title: string;
  /** Rows in the order they are shown; a column named `…_comparable` is not shown, and says how the column `…` looks. */
  readonly query: string;
  /** Whether its columns are figures, so that a row of units stands above their names. */
  readonly units?: true;
}

/** The sheet that is seen first, and the one that finds its rows. */
export const MY_TRUST = 'my trust';
export const LOOKUPS = 'lookups';

/** Sheets that the sheet "my trust" looks figures up in. */
export const LOOKED_UP = {
  trustYear: 'trust_year',
  ratios: 'ratios',
  breaks: 'breaks',
  peers: 'peers by type',
  trusts: 'trusts',
  years: 'trust and year',
} as const;

/** Figures of the sheet "my trust", in their order: the columns of trust_year. */
export const MY_TRUST_FIGURES: readonly string[] = TRUST_YEAR_COLUMNS.filter(isWide).map(columnName);

/** A column of this name says whether the column before the ending may be compared; where not, its cell is hollow. */
export const COMPARABLE = '_comparable';

const ORGANISATION = 'org_code, org_name, fy, sector, trust_type, region';
const WORDS = `CASE status ${RATIO_STATUS_MEANINGS.map(
  ({ status, words }) => `WHEN ${quoteText(status)} THEN ${quoteText(words)}`,
).join(' ')} ELSE replace(status, '_', ' ') END`;

export const SHEETS: readonly SheetPlan[] = [
  { title: 'benchmark', query: 'FROM gold.benchmark', units: true },
  {
    title: LOOKED_UP.trustYear,
    query: `SELECT ${ORGANISATION}, ${measuresAndFirstRatios()}, org_code || ' ' || fy AS key FROM gold.trust_year`,
    units: true,
  },
  { title: LOOKED_UP.ratios, query: ratios(), units: true },
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
  {
    title: LOOKED_UP.breaks,
    query: `
      SELECT *, TRY_CAST(left(from_fy, 4) AS INTEGER) AS from_year, TRY_CAST(left(to_fy, 4) AS INTEGER) AS to_year
      FROM gold.series_break`,
  },
  { title: 'what the statuses mean', query: statusMeanings() },
  {
    title: 'sources',
    query:
      'SELECT dataset, fy, period, status, url, file_name, sha256, bytes, published, revised, layout, maturity, reason FROM gold.source_file ORDER BY ALL',
  },
  {
    title: 'dictionary',
    query: `
      SELECT table_name, column_name, meaning, unit, source, years, caveats, breaks
      FROM gold.data_dictionary
      WHERE table_name <> 'value of trust_activity'`,
  },
  {
    title: 'findings',
    query:
      'SELECT fy, org_code, measure, severity, kind, message, dataset, url, sha256 FROM gold.quality_finding ORDER BY ALL',
  },
  { title: LOOKED_UP.peers, query: peersByType() },
  {
    title: LOOKED_UP.trusts,
    query: `
      SELECT max_by(org_name, fy) || ' (' || org_code || ')' AS trust, org_code, min(fy) AS first_fy, max(fy) AS last_fy
      FROM gold.trust_year
      GROUP BY org_code
      ORDER BY trust`,
  },
  { title: LOOKED_UP.years, query: trustAndYear() },
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
    SELECT ${ORGANISATION}, trust.accounts_months, wide.* EXCLUDE (fy, org_code), org_code || ' ' || fy AS key
    FROM gold.trust_year AS trust JOIN wide USING (fy, org_code)
    ORDER BY fy, org_code`;
}

/** Median and quartiles of every figure among the trusts of a type, with the key that the sheet "my trust" looks for. */
function peersByType(): string {
  return `
    WITH type AS (SELECT DISTINCT group_id, fy, label FROM gold.peer_group WHERE scheme = 'type')
    SELECT fy, label AS peers_of_type, measure AS figure, ${unitOf('measure')} AS unit, n, q1, median, q3, left_out, why,
      fy || ' ' || label || ' ' || measure AS key
    FROM gold.measure_summary AS summary JOIN type USING (group_id, fy)
    WHERE scheme = 'type'
    ORDER BY fy, label, figure`;
}

/** The type of each trust in each year, and which of its figures may be compared: a 1 or a 0 for each of MY_TRUST_FIGURES. */
function trustAndYear(): string {
  const figures = MY_TRUST_FIGURES.map((figure, index) => `(${quoteText(figure)}, ${index})`);
  const last = MY_TRUST_FIGURES.length - 1;
  return `
    WITH listed AS (SELECT * FROM (VALUES ${figures.join(', ')}) AS listed (measure, position)),
    compared AS (
      SELECT fy, org_code, bitstring_agg(position, 0, ${last})::VARCHAR AS places
      FROM (
        SELECT fy, org_code, measure FROM gold.trust_activity WHERE comparable
        UNION ALL
        SELECT fy, org_code, ratio FROM gold.trust_ratio WHERE comparable
      ) JOIN listed USING (measure)
      GROUP BY fy, org_code
    ),
    type AS (SELECT fy, org_code, label FROM gold.peer_group WHERE scheme = 'type')
    SELECT org_code || ' ' || fy AS key, org_code, fy, type.label AS peers_of_type,
      coalesce(places, repeat('0', ${last + 1})) AS compared
    FROM gold.trust_year LEFT JOIN compared USING (fy, org_code) LEFT JOIN type USING (fy, org_code)
    ORDER BY fy, org_code`;
}

/** The unit of a figure, from the data dictionary. */
function unitOf(figure: string): string {
  return `(
    SELECT any_value(unit) FROM gold.data_dictionary
    WHERE column_name = ${figure} AND table_name IN ('trust_year', 'value of trust_activity'))`;
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
    unit AS (
      SELECT column_name, any_value(unit) AS unit FROM gold.data_dictionary
      WHERE unit IS NOT NULL AND table_name IN ('trust_year', 'value of trust_activity')
      GROUP BY column_name
    ),
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
      figure.org_name, figure.org_code, figure.measure AS figure, figure.fy, figure.value, figure.comparable AS value${COMPARABLE}, figure.figure_is, unit.unit,
      type.label AS peers_of_type, type.n AS type_n, type.q1 AS type_quarter_below, type.median AS type_median, type.q3 AS type_quarter_above,
      nearest.n AS nearest_n, nearest.median AS nearest_median,
      figure.reason
    FROM figure
    JOIN listed USING (measure)
    LEFT JOIN unit ON unit.column_name = figure.measure
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
