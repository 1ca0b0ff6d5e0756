-- The figures of a group: members added period by period, then the periods of the year added or averaged, as for a trust.

-- One group, one measure, one month (quarter, year).
CREATE OR REPLACE TEMP TABLE group_period AS
WITH added AS (
  SELECT
    group_id, dataset, measure, fy, period,
    list_sum(list(value ORDER BY org_code) FILTER (reported)) AS value,
    coalesce(bool_or(reported), FALSE) AS reported,
    coalesce(bool_or(suppressed), FALSE) AS suppressed,
    coalesce(bool_or(incomplete), FALSE) AS incomplete,
    list_sum(list(shortfall_max ORDER BY org_code) FILTER (suppressed)) AS shortfall,
    count(*) FILTER (suppressed AND shortfall_max IS NULL) AS unbounded,
    list_sort(list_distinct(flatten(list(lineage)))) AS lineage
  FROM member_figure
  GROUP BY ALL
),
absent AS (
  SELECT group_id, dataset, measure, fy, period, list(org_code ORDER BY org_code) AS codes
  FROM member_period
  WHERE NOT has_figure
  GROUP BY ALL
)
SELECT added.*, coalesce(absent.codes, []) AS absent
FROM added LEFT JOIN absent USING (group_id, dataset, measure, fy, period);

-- Months printed beside the figure of a year: those that a member lacks and in which it existed.
CREATE OR REPLACE TEMP TABLE group_months_missing AS
SELECT
  group_id, dataset, measure, fy,
  string_agg(org_code || ' has no number in ' || array_to_string(missing, ', '), '; ' ORDER BY org_code) AS in_words
FROM (
  SELECT
    member.group_id, months.dataset, months.measure, months.fy, member.org_code,
    list_filter(string_split(months.months_missing, ', '), lambda month: months_of(month, months.fy) & member.months > 0) AS missing
  FROM months_beside AS months
  JOIN member_year AS member USING (fy, org_code)
  WHERE months.months_missing IS NOT NULL
)
WHERE len(missing) > 0
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE group_year AS
WITH cell AS (
  SELECT
    member.group_id, member.fy, column_of.measure, column_of.dataset, column_of.position,
    count(*) FILTER (member.existed)::INTEGER AS members_expected,
    list(member.org_code ORDER BY member.end_day, member.org_code) FILTER (member.existed) AS codes,
    bool_or(member.lost) AS lost
  FROM member_year AS member
  CROSS JOIN trust_year_measure AS column_of
  GROUP BY ALL
  HAVING bool_or(member.existed)
),
-- What each member has of the year.
of_member AS (
  SELECT
    group_id, dataset, measure, fy, org_code,
    bool_or(reported) AS reported,
    any_value(months) AS months,
    -- Only for measures that are printed once a year.
    any_value(value) FILTER (reported) AS value,
    any_value(weight) FILTER (reported) AS weight,
    any_value(bit_count(months::INTEGER)::INTEGER) FILTER (dates_known) AS months_in_year
  FROM member_figure
  GROUP BY ALL
),
of_members AS (
  SELECT
    group_id, dataset, measure, fy,
    count(*) FILTER (reported) AS reporting,
    list(org_code ORDER BY org_code) FILTER (reported) AS reporting_codes,
    count(*) FILTER (reported AND coalesce(months_in_year, 12) < 12) AS part_years,
    count(*) FILTER (reported AND months_in_year IS NULL) AS unknown_months,
    list_sum(list(value * months_in_year / 12 ORDER BY org_code) FILTER (reported)) AS month_weighted,
    string_agg(org_code || ': ' || months_in_year, ', ' ORDER BY org_code) FILTER (reported) AS months_in_words,
    count(*) FILTER (reported AND coalesce(weight, 0) <= 0) AS unweighted,
    list_sum(list(value * weight ORDER BY org_code) FILTER (reported AND weight > 0)) AS weighted,
    list_sum(list(weight ORDER BY org_code) FILTER (reported AND weight > 0)) AS weights,
    list_sum(list(weight / value ORDER BY org_code) FILTER (reported AND weight > 0 AND value > 0)) AS harmonic,
    any_value(value) FILTER (reported) AS single
  FROM of_member
  GROUP BY ALL
),
of_periods AS (
  SELECT
    group_id, dataset, measure, fy,
    count(*) FILTER (reported)::INTEGER AS periods_reported,
    list_sum(list(value ORDER BY period) FILTER (reported)) AS total,
    count(*) FILTER (reported AND absent = [])::INTEGER AS periods_whole,
    list_sum(list(value ORDER BY period) FILTER (reported AND absent = [])) AS total_whole,
    bool_or(suppressed) AS suppressed,
    bool_or(incomplete) AS incomplete,
    CASE WHEN sum(unbounded) = 0 THEN list_sum(list(shortfall ORDER BY period) FILTER (shortfall IS NOT NULL)) END AS shortfall,
    coalesce(bit_or(months_of(period, fy)) FILTER (reported), 0) AS months,
    list_sort(list_distinct(flatten(list(lineage)))) AS lineage
  FROM group_period
  GROUP BY ALL
),
absent AS (
  SELECT
    group_id, dataset, measure, fy,
    list_sort(list(org_code)) AS codes,
    string_agg(org_code || ' has no figure for ' || periods, '; ' ORDER BY org_code) AS in_words
  FROM (
    SELECT group_id, dataset, measure, fy, org_code, string_agg(period, ', ' ORDER BY period) AS periods
    FROM member_period
    WHERE NOT has_figure
    GROUP BY ALL
  )
  GROUP BY ALL
),
moved AS (
  SELECT member.group_id, move.dataset, move.measure, move.fy, list(DISTINCT move.from_code) AS codes
  FROM kept_move AS move
  JOIN member_year AS member ON member.fy = move.fy AND member.org_code = move.from_code AND member.existed
  GROUP BY ALL
),
without AS (
  SELECT
    member.group_id, member.fy, none.measure,
    string_agg(member.org_code || ' has no row in the publication in any year', '; ' ORDER BY member.org_code) AS in_words
  FROM member_without AS none
  JOIN member_year AS member ON member.org_code = none.org_code AND member.existed
  GROUP BY ALL
),
as_filed AS (
  SELECT
    member.group_id, activity.fy, activity.measure,
    count(*) AS successors,
    list_sum(list(activity.value ORDER BY activity.org_code) FILTER (activity.value IS NOT NULL)) AS value
  FROM gold.trust_activity AS activity
  JOIN member_year AS member ON member.fy = activity.fy AND member.org_code = activity.org_code
  WHERE member.survives
  GROUP BY ALL
),
said_of_members AS (
  SELECT
    member.group_id, activity.fy, activity.measure,
    bool_or(activity.status = 'suppressed') AS suppressed,
    bool_and(activity.status = 'not_applicable') AS not_applicable,
    string_agg(activity.org_code || ': ' || activity.reason, '; ' ORDER BY activity.org_code) AS in_words
  FROM gold.trust_activity AS activity
  JOIN member_year AS member ON member.fy = activity.fy AND member.org_code = activity.org_code
  GROUP BY ALL
),
judged AS (
  SELECT
    cell.*,
    recipe.kind, recipe.unit, recipe.across_periods, recipe.weighted_by, recipe.months_beside,
    CASE WHEN recipe.months_beside THEN 12 ELSE recipe.periods_expected END AS periods_expected,
    coalesce(of_periods.periods_reported, 0) AS periods_reported,
    coalesce(of_periods.periods_whole, 0) AS periods_whole,
    coalesce(of_members.reporting, 0) AS reporting,
    len(list_distinct(coalesce(of_members.reporting_codes, []) || coalesce(moved.codes, [])))::INTEGER AS members_reported,
    of_members.reporting_codes, of_members.months_in_words, of_members.part_years, of_members.unknown_months, of_members.unweighted,
    coalesce(absent.codes, []) AS absent,
    absent.in_words AS absent_in_words, without.in_words AS without_in_words,
    group_months_missing.in_words AS months_missing,
    coalesce(of_periods.suppressed, FALSE) AS suppressed,
    coalesce(of_periods.incomplete, FALSE) AS incomplete,
    of_periods.shortfall / CASE WHEN recipe.across_periods = 'mean' THEN of_periods.periods_reported ELSE 1 END AS shortfall,
    of_periods.months, of_periods.lineage,
    said_of_members.suppressed AS a_member_is_suppressed, said_of_members.not_applicable, said_of_members.in_words AS said_of_members,
    CASE WHEN as_filed.successors = 1 OR recipe.kind <> 'rate' THEN as_filed.value END AS as_filed_value,
    CASE
      WHEN recipe.kind = 'rate' AND recipe.weighted_by IS NULL THEN 'not added'
      WHEN recipe.kind = 'rate' THEN 'weighted by ' || recipe.weighted_by
      WHEN recipe.kind = 'stock' AND recipe.periods_expected = 1 AND coalesce(of_members.part_years + of_members.unknown_months, 0) > 0
        THEN 'month-weighted mean'
      WHEN recipe.across_periods = 'mean' THEN 'sum of ' || CASE recipe.periods_expected WHEN 4 THEN 'quarterly' ELSE 'monthly' END || ' means'
      ELSE 'sum'
    END AS method,
    CASE
      WHEN recipe.kind = 'rate' AND of_members.reporting = 1 AND cell.members_expected = 1 THEN of_members.single
      WHEN method = 'not added' OR method = 'month-weighted mean' AND of_members.unknown_months > 0 THEN NULL
      WHEN recipe.kind = 'rate' AND of_members.reporting = 1 THEN of_members.single
      WHEN recipe.kind = 'rate' AND recipe.harmonic THEN of_members.weights / nullif(of_members.harmonic, 0)
      WHEN recipe.kind = 'rate' THEN of_members.weighted / nullif(of_members.weights, 0)
      WHEN method = 'month-weighted mean' THEN of_members.month_weighted
      -- A quarter that lacks a member is too low by all that the member has: it stays out of the mean where another is whole.
      WHEN recipe.across_periods = 'mean' AND of_periods.periods_whole > 0 THEN of_periods.total_whole / of_periods.periods_whole
      WHEN recipe.across_periods = 'mean' THEN of_periods.total / nullif(of_periods.periods_reported, 0)
      ELSE of_periods.total
    END AS added_up
  FROM cell
  LEFT JOIN measure_recipe AS recipe USING (dataset, measure, fy)
  LEFT JOIN of_members USING (group_id, dataset, measure, fy)
  LEFT JOIN of_periods USING (group_id, dataset, measure, fy)
  LEFT JOIN absent USING (group_id, dataset, measure, fy)
  LEFT JOIN moved USING (group_id, dataset, measure, fy)
  LEFT JOIN without USING (group_id, measure, fy)
  LEFT JOIN group_months_missing USING (group_id, dataset, measure, fy)
  LEFT JOIN as_filed USING (group_id, measure, fy)
  LEFT JOIN said_of_members USING (group_id, measure, fy)
),
told AS (
  SELECT
    *,
    -- With a suppressed part and nothing beside it, there is no figure.
    CASE WHEN suppressed AND added_up = 0 THEN NULL ELSE added_up END AS value,
    absent <> [] OR lost AS a_member_is_missing,
    CASE WHEN months_beside THEN months_missing IS NOT NULL ELSE periods_reported < periods_expected END AS a_period_is_missing,
    coalesce(kind = 'rate' AND unweighted > 0 AND reporting > 1, FALSE) AS a_weight_is_missing
  FROM judged
)
SELECT
  * EXCLUDE (added_up, said_of_members, reporting_codes, months_in_words, absent_in_words, without_in_words),
  CASE
    WHEN value IS NULL AND (a_member_is_suppressed OR suppressed) THEN 'suppressed'
    WHEN value IS NULL AND not_applicable THEN 'not_applicable'
    WHEN value IS NULL THEN 'missing'
    WHEN a_member_is_missing OR a_period_is_missing OR a_weight_is_missing OR suppressed OR incomplete THEN 'partial'
    ELSE 'reported'
  END AS status,
  coalesce(value IS NOT NULL AND NOT (a_member_is_missing OR a_period_is_missing OR a_weight_is_missing OR incomplete)
    -- A mean of members, each weighted by its months, is an estimate.
    AND method IS DISTINCT FROM 'month-weighted mean'
    AND (NOT suppressed OR shortfall < 0.001 * abs(value)), FALSE) AS comparable,
  -- What keeps the figure from being plain.
  nullif(concat_ws('; ',
    CASE WHEN value IS NULL AND method = 'not added' AND members_expected > 1 THEN 'not added: no weights of the members are printed' END,
    CASE WHEN value IS NULL AND method = 'month-weighted mean' THEN 'the months in which a member existed are not known' END,
    CASE WHEN value IS NULL THEN said_of_members END,
    CASE WHEN value IS NOT NULL THEN absent_in_words END,
    CASE WHEN value IS NOT NULL AND a_period_is_missing AND NOT months_beside
      THEN periods_reported || ' of ' || periods_expected || ' periods have a figure' END,
    CASE WHEN value IS NOT NULL THEN months_missing END,
    CASE WHEN value IS NOT NULL AND suppressed THEN 'a figure of a member is suppressed: at least this much'
      || coalesce(', or up to ' || format('{:,.10g}', round(shortfall, 2)) || ' more', '') END,
    CASE WHEN value IS NOT NULL AND incomplete THEN 'a row of a member leaves a part of the sum blank' END,
    CASE WHEN lost THEN 'a member has ended, and where the rest of it went is not known' END,
    CASE WHEN value IS NOT NULL AND a_weight_is_missing THEN 'a member without a weight is not in the mean' END,
    CASE WHEN value IS NOT NULL AND method = 'month-weighted mean'
      THEN 'estimated from each member''s average times its months of 12 (' || months_in_words || ')' END
  ), '') AS gaps,
  -- What to know of a plain figure too.
  nullif(concat_ws('; ',
    CASE WHEN value IS NOT NULL THEN without_in_words END,
    CASE
      WHEN value IS NOT NULL AND kind = 'rate' AND reporting > 1
        THEN 'the mean of ' || in_one_sentence(reporting_codes) || ', ' || method || '; scores are not added'
      WHEN value IS NOT NULL AND unit = 'pounds' AND reporting > 1
        THEN 'money between ' || in_one_sentence(reporting_codes) || ' is counted twice'
    END), '') AS note
FROM told;
