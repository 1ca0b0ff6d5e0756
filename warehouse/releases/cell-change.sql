-- What a release keeps of each changed cell: what it says now, since when by the publisher's clock, and why it changed.
-- The variables release_id and first_release are set by the caller.
CREATE OR REPLACE TEMP TABLE cell_change AS
WITH chosen AS (
  SELECT
    cell.fy, cell.org_code, cell.measure,
    CASE
      WHEN getvariable('first_release') THEN 'first release'
      WHEN any_value(decided.kind) IS NOT NULL THEN any_value(decided.kind)
      WHEN count(DISTINCT candidate.kind) = 1 THEN any_value(candidate.kind)
      ELSE 'several'
    END AS kind,
    string_agg(DISTINCT candidate.kind, ', ' ORDER BY candidate.kind) AS kinds
  FROM changed_cell AS cell
  LEFT JOIN candidate USING (fy, org_code, measure)
  LEFT JOIN decided_cell AS decided USING (fy, org_code, measure)
  GROUP BY ALL
),
title_of AS (
  SELECT dataset, any_value(title ORDER BY fy) AS title FROM measure_recipe GROUP BY dataset
),
file_cause AS (
  SELECT
    chosen.fy, chosen.org_code, chosen.measure,
    arg_min(change.old_sha, change.period || ' ' || change.slot) AS old_sha,
    arg_min(change.new_sha, change.period || ' ' || change.slot) AS new_sha,
    arg_min(change.old_name, change.period || ' ' || change.slot) AS old_name,
    arg_min(change.new_name, change.period || ' ' || change.slot) AS new_name,
    arg_min(change.old_version, change.period || ' ' || change.slot) AS old_version,
    arg_min(change.new_version, change.period || ' ' || change.slot) AS new_version,
    any_value(coalesce(title_of.title, change.dataset)) AS title,
    count(DISTINCT change.period) AS periods,
    list_sort(list(DISTINCT change.period)) AS period_list,
    count(*) AS files
  FROM chosen
  JOIN candidate
    ON candidate.fy = chosen.fy AND candidate.org_code = chosen.org_code AND candidate.measure = chosen.measure AND candidate.kind = chosen.kind
  JOIN slot_change AS change
    ON change.dataset = candidate.dataset AND change.fy = candidate.fy AND change.slot = candidate.slot AND change.kind = candidate.kind
  LEFT JOIN title_of ON title_of.dataset = change.dataset
  GROUP BY ALL
),
match_cause AS (
  SELECT
    cell.fy, cell.org_code, cell.measure, change.kind,
    string_agg(
      'figures printed for ' || trim(change.published_code || ' ' || change.published_name) || ' count for '
        || coalesce(change.new_org, 'no trust') || ' now, and counted for ' || coalesce(change.old_org, 'no trust') || ' before',
      '; ' ORDER BY change.published_code, change.published_name) AS text
  FROM changed_cell AS cell
  JOIN match_change AS change
    ON change.dataset = cell.dataset AND change.fy = cell.fy AND cell.org_code IN (change.old_org, change.new_org)
  GROUP BY ALL
),
-- What somebody decided, or took back, about the figure, its file, or the words and names it is read by.
-- A decision about the cell or one of its files goes before decisions about names and headings, which may concern it.
decision_for AS (
  SELECT
    chosen.fy, chosen.org_code, chosen.measure, change.kind IN ('accept', 'withhold') AS is_about_it,
    'decision ' || change.number || ' (' || change.kind || ') of ' || change.who
      || CASE WHEN change.came THEN ': ' || change.reason ELSE ' was taken back' END AS text
  FROM chosen
  JOIN changed_cell AS cell USING (fy, org_code, measure)
  JOIN decision_change AS change
    ON (change.years = '' OR chosen.fy BETWEEN split_part(change.years, '..', 1) AND split_part(change.years, '..', -1))
   AND (
     (change.kind = 'withhold' AND change.subject = chosen.org_code || ' ' || chosen.measure)
     OR (change.kind IN ('accept', 'withhold') AND change.dataset = cell.dataset
         AND list_contains(list_concat(cell.old_files, cell.new_files), change.subject[:12]))
     OR (change.kind IN ('heading', 'organisation')
         AND change.dataset IN ('', cell.dataset, CASE WHEN cell.trust_came_or_went THEN getvariable('spine') END))
   )
  WHERE chosen.kind = 'decided'
),
decision_cause AS (
  SELECT fy, org_code, measure, string_agg(DISTINCT text, '; ') AS text
  FROM (SELECT *, bool_or(is_about_it) OVER (PARTITION BY fy, org_code, measure) AS any_is_about_it FROM decision_for)
  WHERE is_about_it OR NOT any_is_about_it
  GROUP BY ALL
),
in_words AS (
  SELECT
    chosen.*, file_cause.old_sha, file_cause.new_sha,
    file_cause.title || ' ' || array_to_string(file_cause.period_list[:4], ', ')
      || CASE WHEN periods > 4 THEN ' and ' || (periods - 4) || ' more periods' ELSE '' END AS files_in_words,
    file_cause.old_name, file_cause.new_name, file_cause.files, file_cause.old_version, file_cause.new_version,
    match_cause.text AS match_text, decision_cause.text AS decision_text
  FROM chosen
  LEFT JOIN decision_cause USING (fy, org_code, measure)
  LEFT JOIN file_cause USING (fy, org_code, measure)
  LEFT JOIN match_cause USING (fy, org_code, measure, kind)
),
rests_on AS (
  SELECT
    cell.fy, cell.org_code, cell.measure,
    list_sort(list(DISTINCT file.sha256)) AS file_shas,
    max(coalesce(file.revised, file.published, file.fetched_at)[:10]) AS publisher_date
  FROM (SELECT fy, org_code, measure, dataset, unnest(new_files) AS file FROM changed_cell) AS cell
  JOIN new_file AS file ON file.dataset = cell.dataset AND file.fy = cell.fy AND file.sha256[:12] = cell.file
  GROUP BY ALL
)
SELECT
  getvariable('release_id') AS release_id,
  cell.fy, cell.org_code, cell.measure, cell.dataset, cell.present,
  cell.value, cell.status, cell.maturity, cell.periods_reported, cell.periods_expected, cell.shortfall_max,
  coalesce(rests_on.file_shas, []::VARCHAR[]) AS file_shas, rests_on.publisher_date,
  words.kind AS change_kind, words.old_sha AS cause_old_sha, words.new_sha AS cause_new_sha,
  CASE words.kind
    WHEN 'first release' THEN 'The first release of this data folder.'
    WHEN 'publisher revised' THEN 'The publisher revised ' || words.files_in_words || ': '
      || CASE WHEN words.files = 1 THEN words.new_name || ' took the place of ' || words.old_name || '.'
           ELSE words.files || ' files were replaced, the first of them by ' || words.new_name || '.' END
    WHEN 'new file' THEN 'A file is here that was not before: ' || words.files_in_words || ' ('
      || words.new_name || CASE WHEN words.files > 1 THEN ' and ' || (words.files - 1) || ' more' ELSE '' END || ').'
    WHEN 'file withdrawn' THEN 'A file is no longer here: ' || words.files_in_words || ' ('
      || words.old_name || CASE WHEN words.files > 1 THEN ' and ' || (words.files - 1) || ' more' ELSE '' END || ').'
    WHEN 'reader changed' THEN 'The publisher''s file is the same; we changed how it is read: ' || words.files_in_words
      || ', version ' || words.old_version || ' of the reader became ' || words.new_version || '.'
    WHEN 'matching changed' THEN 'The files are the same; we changed whose they are: '
      || coalesce(words.match_text, 'a name in the accounts of ' || cell.fy || ' has another code') || '.'
    WHEN 'decided' THEN 'The publisher''s files are the same; somebody decided it: '
      || rtrim(coalesce(words.decision_text, words.match_text, 'see the table decision'), '.') || '.'
    WHEN 'succession changed' THEN 'The files are the same; who followed whom is known otherwise: '
      || coalesce(words.match_text, 'a succession of ' || cell.fy) || '.'
    WHEN 'definition changed' THEN CASE
      WHEN NOT cell.was_present THEN 'We added this measure.'
      WHEN NOT cell.present THEN 'We no longer work out this measure.'
      ELSE 'The files and how they are read are the same; we changed how this measure is worked out.' END
    ELSE CASE WHEN words.kinds IS NULL THEN 'No single cause was found.'
      ELSE 'More than one thing changed between the two releases (' || words.kinds || '), and they cannot be told apart for this figure.' END
  END AS cause_text
FROM changed_cell AS cell
JOIN in_words AS words USING (fy, org_code, measure)
LEFT JOIN rests_on USING (fy, org_code, measure)
ORDER BY cell.fy, cell.org_code, cell.measure;
