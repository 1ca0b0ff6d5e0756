-- What every column means: for people who open the tables, and for docs/data-dictionary.md.
-- `*` stands for the column wherever it occurs and nothing else is said. Columns of the datasets' own tables carry their
-- meaning as a comment.
CREATE OR REPLACE TEMP TABLE meaning (table_name VARCHAR, column_name VARCHAR, meaning VARCHAR);
INSERT INTO meaning VALUES
  ('*', 'fy', 'Financial year, 1 April to 31 March: 2019-20'),
  ('*', 'org_code', 'ODS code of the trust in that year'),
  ('*', 'org_name', 'Name of the trust as its accounts of that year print it'),
  ('*', 'dataset', 'Publication, by the name of its folder: beds, ae-monthly'),
  ('*', 'measure', 'Column of trust_year'),
  ('*', 'period', 'What the figure or file is about: 2019-20, 2020-21Q1, 2019-07; for ods the stem of the file'),
  ('*', 'url', 'The publisher''s address of the file'),
  ('*', 'sha256', 'Fingerprint of the file''s bytes; of the workbook or CSV itself where it came in a zip, see member'),
  ('*', 'sheet', 'Sheet of the workbook; empty for a CSV'),
  ('*', 'row_number', 'Row as Excel or a text editor counts, from 1'),
  ('*', 'name', 'Name of the organisation'),
  ('*', 'source', 'Edition or document that says so'),
  ('*', 'maturity', 'final, provisional or illustrative (made-up accounts of the sample)'),
  ('trust_year', 'sector', 'FT or Trust: which of the two accounts workbooks has it'),
  ('trust_year', 'trust_type', 'Acute, Mental Health, Community, Specialist or Ambulance, from the year''s List of Providers'),
  ('trust_year', 'region', 'NHS region, from the year''s List of Providers'),
  ('trust_year', 'accounts_months', 'Months of the year in which the organisation existed under this code, by its legal dates; 12 is a whole year'),
  ('trust_activity', 'value', 'The figure in its unit; nothing unless status is reported or partial'),
  ('trust_activity', 'status', 'reported, partial, suppressed, not_applicable or missing'),
  ('trust_activity', 'periods_reported', 'Months, quarters or years that print a figure'),
  ('trust_activity', 'periods_expected', 'Months, quarters or years a full year has: 12, 4 or 1'),
  ('trust_activity', 'reason', 'Why the status is not reported, in words'),
  ('trust_activity', 'lineage', 'observation_id of every figure it was made from; separated by ; in the CSV'),
  ('measure', 'meaning', 'What the figure is'),
  ('measure', 'unit', 'Unit of the value in trust_year'),
  ('measure', 'caveat', 'What to know before comparing or adding it'),
  ('measure', 'parts', 'Measures of observation that are added'),
  ('measure', 'optional_parts', 'Measures of observation that are added where the layout prints them'),
  ('measure', 'across_periods', 'sum, mean or only: how months or quarters become the year'),
  ('measure', 'periods_expected', 'Months, quarters or years a full year has'),
  ('measure', 'scale', 'The published figure times this is the value: 1000 for the accounts'),
  ('measure', 'follows_succession', 'Whether figures of a closed code count for its successor: counts do, scores and rates do not'),
  ('measure', 'weighted_by', 'Where several rows are one trust''s: the measure they are weighed by instead of being added'),
  ('measure', 'harmonic', 'Whether that mean is the harmonic one: weights over the line of a rate, added, by what is under it'),
  ('measure', 'months_beside', 'Whether the file prints months beside its own year, so that a missing month makes the year partial'),
  ('measure', 'kind', 'flow (adds up over time), stock (stands at a time) or rate (neither)'),
  ('measure', 'less_parts', 'Measures of observation that are subtracted'),
  ('measure', 'suppressed_up_to', 'The most one suppressed figure can be, by the publication''s rule'),
  ('data_dictionary', 'table_name', 'Table'),
  ('data_dictionary', 'column_name', 'Column'),
  ('data_dictionary', 'type', 'Type in DuckDB and Parquet'),
  ('data_dictionary', 'meaning', 'What it is'),
  ('data_dictionary', 'unit', 'Unit, for figures'),
  ('data_dictionary', 'source', 'Publication it comes from'),
  ('data_dictionary', 'years', 'Years this project can read it for'),
  ('data_dictionary', 'caveats', 'What to know before using it'),
  ('data_dictionary', 'breaks', 'Where its series breaks: last year before | first year after, the organisations where it is not all of them, and why'),
  ('source_file', 'final_url', 'Address after redirects'),
  ('source_file', 'file_name', 'Name as published'),
  ('source_file', 'member', 'The file inside a zip'),
  ('source_file', 'bytes', 'Size as fetched'),
  ('source_file', 'fetched_at', 'When it was fetched, UTC'),
  ('source_file', 'published', 'Date of publication that the file prints'),
  ('source_file', 'revised', 'Date of revision that the file or its link prints'),
  ('source_file', 'http_status', 'Status of the answer that carried it'),
  ('source_file', 'etag', 'The server''s mark of the version'),
  ('source_file', 'last_modified', 'The server''s date of the version'),
  ('source_file', 'content_type', 'What the server said it is'),
  ('source_file', 'layout', 'Which known layout it was read by'),
  ('source_file', 'parser_version', 'Version of the reader'),
  ('source_file', 'status', 'loaded, superseded, refused or skipped'),
  ('source_file', 'reason', 'Why it was not taken, or why a loaded one could not be brought up to date'),
  ('source_file', 'superseded_by', 'sha256 of the file that took its place'),
  ('source_file', 'fallback', 'Why the publisher''s preferred file was not taken, where this is not it'),
  ('source_file', 'slot', 'Which file of the year it is'),
  ('quality_finding', 'kind', 'Short stable word for the doubt'),
  ('quality_finding', 'severity', 'info or warning'),
  ('quality_finding', 'message', 'The doubt, in words'),
  ('quality_finding', 'org_code', 'The trust it is about; nothing where it is about a file'),
  ('reconciliation', 'measure', 'Measure of observation'),
  ('reconciliation', 'published_total', 'England, TOTAL or other total that the file prints'),
  ('reconciliation', 'sum_of_rows', 'What its rows add up to'),
  ('reconciliation', 'residual', 'published_total less sum_of_rows: rounding, suppression, rows without a code'),
  ('england_total', 'periods', 'Months, quarters or years the figures are of'),
  ('england_total', 'england_published', 'Total the files print; nothing where a part or period has none'),
  ('england_total', 'sum_of_rows', 'What all their rows add up to (stocks: mean over the periods)'),
  ('england_total', 'rounding_and_suppression', 'england_published less sum_of_rows'),
  ('england_total', 'in_trust_year', 'Of the rows, what lies with the trusts of that year'),
  ('england_total', 'trusts_without_accounts', 'Of the rows, codes of the form of a trust that have no accounts that year'),
  ('england_total', 'other_providers', 'Of the rows, independent sector and other codes'),
  ('org_match', 'published_code', 'Code as printed'),
  ('org_match', 'published_name', 'Name as printed, without white space around it'),
  ('org_match', 'org_code', 'Trust it counts for in that year; nothing where it counts for none'),
  ('org_match', 'rule', 'exact, suffix-x, part-of-trust, succession, list-of-providers, ods-name, alias, short-name, decided (by a person: table decision) or none'),
  ('org_match', 'by_succession', 'Whether a closed code counts for its successor'),
  ('org_match', 'reason', 'How it was matched, or why not'),
  ('org_match', 'rows', 'Rows of the publication with this code and name'),
  ('org_match', 'volume', 'Sum of the publication''s first measure over those rows'),
  ('org_match_coverage', 'rows_published', 'Rows of the publication in that year'),
  ('org_match_coverage', 'rows_matched', 'Of them, rows that found a trust'),
  ('org_match_coverage', 'row_share', 'rows_matched of rows_published, 0 to 1'),
  ('org_match_coverage', 'volume_published', 'Sum of the publication''s first measure'),
  ('org_match_coverage', 'volume_matched', 'Of it, what found a trust; the rest is independent sector and other codes'),
  ('org_match_coverage', 'volume_share', 'volume_matched of volume_published, 0 to 1'),
  ('decision', 'number', 'Number of the decision; a figure that stands on one names it'),
  ('decision', 'kind', 'address, accept, heading, organisation, skip or withhold'),
  ('decision', 'dataset', 'Publication that it is about; nothing where it is about a name'),
  ('decision', 'years', 'Financial year or years, as 2017-18..2019-20; nothing for all'),
  ('decision', 'slot', 'File of the year that it is about; nothing for all'),
  ('decision', 'subject', 'What was decided about: SHA-256 of a file, heading, printed name or code, cell'),
  ('decision', 'value', 'What was decided: address, code of the refusal, measure, ODS code or none'),
  ('decision', 'reason', 'Why, in the words of the person'),
  ('decision', 'who', 'Who decided'),
  ('decision', 'decided', 'When, in UTC'),
  ('decision', 'undone', 'When it was taken back; nothing while it stands'),
  ('decision', 'undone_by', 'Who took it back'),
  ('decision', 'detail', 'What it was decided about: the refusal''s own sentence, what the page offered'),
  ('decision', 'slots_loaded', 'Slots that are loaded under it now'),
  ('organisation', 'org_code', 'ODS code'),
  ('organisation', 'open_date', 'First day'),
  ('organisation', 'close_date', 'Last day; nothing while it is open'),
  ('organisation_name', 'org_code', 'ODS code'),
  ('organisation_succession', 'from_code', 'Code that closed or gave a part away'),
  ('organisation_succession', 'to_code', 'Code that took over; nothing where nobody did'),
  ('organisation_succession', 'effective_date', 'First day of the new state'),
  ('organisation_succession', 'kind', 'merger, split, code change or dissolution'),
  ('quarantine', 'org_code', 'Code as printed'),
  ('quarantine', 'org_name', 'Name as printed'),
  ('quarantine', 'rule', 'Rule that set the row aside'),
  ('quarantine', 'detail', 'What is wrong with it'),
  ('observation', 'observation_id', 'The cell, by file, sheet, row and column'),
  ('observation', 'org_code', 'Code as printed'),
  ('observation', 'org_name', 'Name as printed'),
  ('observation', 'measure', 'The publication''s figure, by the name its dataset folder gives it'),
  ('observation', 'value', 'Figure in the unit of the file (accounts: thousands of pounds); nothing unless status is reported'),
  ('observation', 'status', 'reported, suppressed or missing'),
  ('observation', 'printed', 'The cell''s text as it stands in the file'),
  ('observation', 'column_letter', 'Column as Excel letters it, for a CSV too');

INSERT INTO meaning
SELECT table_name, column_name, comment FROM duckdb_columns() WHERE schema_name IN ('main', 'gold') AND comment IS NOT NULL;

CREATE OR REPLACE TEMP TABLE of_measure AS
SELECT
  measure,
  string_agg(meaning || CASE WHEN recipes > 1 THEN ' (' || years || ')' ELSE '' END, '; ' ORDER BY years) AS meaning,
  any_value(unit ORDER BY years) AS unit,
  any_value(title ORDER BY years) || ' [' || any_value(dataset ORDER BY years) || ']' AS source,
  string_agg(years, ', ' ORDER BY years) AS years,
  string_agg(DISTINCT caveat, ' ' ORDER BY caveat) AS caveats
FROM (
  SELECT
    measure, dataset, title, meaning, unit, caveat,
    CASE WHEN min(fy) = max(fy) THEN min(fy) ELSE min(fy) || ' to ' || max(fy) END AS years,
    count(*) OVER (PARTITION BY measure) AS recipes
  FROM measure_recipe
  GROUP BY measure, dataset, title, meaning, unit, caveat
)
GROUP BY measure;

-- What breaks the series of a measure or a ratio: organisations of one break stand together.
CREATE OR REPLACE TEMP TABLE of_breaks AS
SELECT measure, string_agg(said, ' ' ORDER BY from_fy, to_fy, said) AS breaks
FROM (
  SELECT
    measure, from_fy, to_fy,
    from_fy || ' | ' || to_fy || coalesce(' (' || string_agg(org_code, ', ' ORDER BY org_code) || ')', '') || ': ' || text AS said
  FROM gold.series_break
  WHERE measure IS NOT NULL
  GROUP BY measure, from_fy, to_fy, text
)
GROUP BY measure;

-- The dictionary has its own columns too.
CREATE OR REPLACE TABLE gold.data_dictionary (
  table_name VARCHAR, column_name VARCHAR, type VARCHAR, meaning VARCHAR, unit VARCHAR, source VARCHAR, years VARCHAR, caveats VARCHAR,
  breaks VARCHAR
);
CREATE OR REPLACE TABLE gold.data_dictionary AS
SELECT * EXCLUDE (place)
FROM (
  SELECT
    col.table_name, col.column_name, col.data_type AS type,
    coalesce(
      own.meaning, of_measure.meaning, ratio.meaning,
      'Status of ' || of_status.measure || ': reported, partial, suppressed, not_applicable or missing',
      CASE WHEN ends_with(col.column_name, '_status') THEN 'Status of ' || judged.ratio || ': reported, upper_bound, lower_bound, estimate, not_comparable or missing'
        ELSE 'Why ' || judged.ratio || ' is not simply reported, in words' END,
      anywhere.meaning) AS meaning,
    coalesce(of_measure.unit, ratio.unit) AS unit,
    coalesce(of_measure.source, ratio.formula) AS source,
    coalesce(of_measure.years, of_status.years) AS years,
    coalesce(of_measure.caveats, nullif(concat_ws(' ', ratio.not_counted, CASE WHEN ratio.floor_of_divisor IS NOT NULL THEN 'Not compared where the divisor is under ' || ratio.floor_of_divisor::INTEGER || '.' END, ratio.says_nothing), '')) AS caveats,
    of_breaks.breaks, col.column_index AS place
  FROM (
    SELECT table_name, column_name, data_type, column_index FROM duckdb_columns()
    WHERE (schema_name = 'gold' OR schema_name = 'main' AND comment IS NOT NULL) AND NOT internal
  ) AS col
  LEFT JOIN meaning AS own ON own.table_name = col.table_name AND own.column_name = col.column_name
  LEFT JOIN meaning AS anywhere ON anywhere.table_name = '*' AND anywhere.column_name = col.column_name
  LEFT JOIN of_measure ON col.table_name IN ('trust_year', 'benchmark') AND of_measure.measure = col.column_name
  LEFT JOIN of_measure AS of_status ON col.table_name = 'trust_year' AND of_status.measure || '_status' = col.column_name
  LEFT JOIN of_breaks ON col.table_name IN ('trust_year', 'benchmark') AND of_breaks.measure = col.column_name
  LEFT JOIN ratio_recipe AS ratio ON col.table_name IN ('trust_year', 'benchmark') AND ratio.ratio = col.column_name
  LEFT JOIN ratio_recipe AS judged ON col.table_name = 'trust_year' AND col.column_name IN (judged.ratio || '_status', judged.ratio || '_reason')
  UNION ALL
  -- Measures that no wide table has as a column: they are read from the long table, by their names.
  SELECT
    'value of trust_activity', long.measure, 'DOUBLE', of_measure.meaning, of_measure.unit, of_measure.source, of_measure.years, of_measure.caveats,
    of_breaks.breaks, long.position
  FROM trust_year_measure AS long
  JOIN of_measure ON of_measure.measure = long.measure
  LEFT JOIN of_breaks ON of_breaks.measure = long.measure
  WHERE NOT long.wide
) AS described
ORDER BY table_name, place;
