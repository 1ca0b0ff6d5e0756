import type { Statements } from '../../duckdb/statements.ts';

/** The tables people get, in the order they are listed. Names and columns are a promise (see README.md). */
export interface PublishedTable {
  readonly name: string;
  /** What it reads from: a gold table, which is sorted as a whole, or a table of slots, read slot by slot. */
  readonly from: string;
  /** Columns of a table of slots. */
  readonly columns?: string;
  /** Columns by whose values it is read, part after part: no sorting of millions of rows. */
  readonly parts?: readonly string[];
  /** The column that orders the rows of a part; without one they stay in the order they have. */
  readonly orderBy?: string;
  /** The one dataset it is made from: where nothing of that has changed, what was published last is kept. */
  readonly dependsOn?: string;
  /** Hash of the SQL that makes it, where that is the dataset's own. */
  readonly rules?: string;
  /** Spreadsheets cannot hold the larger tables. */
  readonly csv: boolean;
  readonly about: string;
}

export const PUBLISHED_TABLES: readonly PublishedTable[] = [
  gold('benchmark', 'Nine columns to begin with: beds, activity, consultancy spend and two ratios.'),
  gold('trust_year', 'One row per trust and financial year: every measure with its status, and ratios.'),
  gold(
    'trust_activity',
    'The same, one row per figure: where it comes from, how complete it is, and why it is not.',
  ),
  gold('trust_ratio', 'The ratios, one row each: what it is worth and why, with both of its parts.'),
  gold('ratio', 'How each ratio is made, what it leaves out, and when it is not compared.'),
  gold(
    'like_for_like_group',
    'Trusts that mergers of the years held connect, added together in the boundaries of the last year.',
  ),
  gold('like_for_like_member', 'The codes of each group: from when to when, and what became of them.'),
  gold(
    'like_for_like',
    'Every measure and ratio of each group, added up from months and quarters, beside what the trust filed by itself.',
  ),
  {
    ...gold(
      'accounts_restated',
      'Each line of the main accounts beside the prior-year column of the next year’s accounts. A quarter of a million rows: Parquet only.',
    ),
    csv: false,
  },
  gold(
    'measure',
    'How each measure of each year is made: which published figures are added, and over which periods.',
  ),
  gold(
    'data_dictionary',
    'Every column of every table: what it means, its unit, its source, its years, what to know.',
  ),
  gold(
    'source_file',
    'Every file looked at: address, fingerprint, when it was fetched, whether it was taken and why not.',
  ),
  gold(
    'publication_calendar',
    'Every file that the publishers were to bring out: when it was due, when it came, how fresh it was loaded, and how it stands.',
  ),
  gold('quality_finding', 'Every doubt that travels with a figure or a file.'),
  gold('reconciliation', 'Every total a file prints, beside what its rows add up to.'),
  gold(
    'england_total',
    "Per measure and year: the publisher's total for England, and how much of it lies with the trusts of the table, with others, and in rounding.",
  ),
  gold(
    'org_match',
    'Every published code and name, the trust it counts for, by which rule, or why for none.',
  ),
  gold(
    'org_match_coverage',
    'Per publication and year: the share of rows and of volume that found its trust.',
  ),
  gold(
    'series_break',
    'Where the series of a measure, a ratio or an organisation breaks: no change over a break is a change of the trust.',
  ),
  gold(
    'peer_group',
    'Who is compared with whom in each year: by type, size, research and education share, region, nearness, and England.',
  ),
  gold(
    'measure_summary',
    'Median and quartiles of every measure and ratio in every group of peers, over comparable figures only, and who is left out and why.',
  ),
  gold('organisation', 'Organisations known to ODS, with opening and closing dates.'),
  gold(
    'organisation_name',
    'Every name an organisation has had in the accounts, in ODS and in the publications.',
  ),
  gold('organisation_succession', 'Who followed whom, and when.'),
  gold('quarantine', 'Rows of loaded files that were set aside, with the rule.'),
  gold(
    'decision',
    'What people have decided about files, names and figures: who, when, why, and whether it stands.',
  ),
  gold('release', 'Every release of this data folder: when it was made, of which files, by which version.'),
  gold(
    'cell_version',
    'What every cell has said, and from when to when: one row per spell in which it stayed the same.',
  ),
  gold('release_change', 'Every cell that differs from the release before, and why.'),
  gold('observation', 'Every figure as published, with file, sheet, row and column.'),
  {
    name: 'tac_line',
    from: 'main.tac_line',
    columns:
      'organisation, fy, sector, worksheet, table_id, main_code, row_number, sub_code, value, year_kind, source_row, sha256',
    parts: ['load_fy', 'slot'],
    dependsOn: 'tac',
    csv: false,
    about: 'Every line of the accounts. Millions of rows: Parquet only.',
  },
];

function gold(name: string, about: string): PublishedTable {
  return { name, from: `gold.${name}`, csv: true, about };
}

/** Tables of datasets that the last join made. */
export async function datasetPublications(
  statements: Pick<Statements, 'rows'>,
): Promise<readonly PublishedTable[]> {
  const rows = await statements.rows('FROM dataset_publication ORDER BY dataset, name');
  return rows.map((row) => ({
    name: String(row['name']),
    from: `gold.${String(row['name'])}`,
    csv: row['csv'] === true,
    about: String(row['about']),
    dependsOn: String(row['dataset']),
    rules: String(row['rules']),
    ...(typeof row['part_by'] === 'string' && { parts: [row['part_by']] }),
    ...(typeof row['order_by'] === 'string' && { orderBy: row['order_by'] }),
  }));
}
