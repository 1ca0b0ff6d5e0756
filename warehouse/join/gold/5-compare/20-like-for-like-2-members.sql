-- Which codes of a group existed in a year and a period, and which of them have a figure in it.

-- Every code of a group in every year held; `months` are the months in which it existed, as bits, April first. Where its dates
-- are not known, the accounts say that it was there.
CREATE OR REPLACE TEMP TABLE member_year AS
SELECT
  year.fy, code.group_id, code.org_code, code.survives, code.end_day,
  trust.org_code IS NOT NULL AS has_accounts,
  CASE
    WHEN code.first_day IS NULL AND trust.org_code IS NULL THEN 0
    WHEN code.first_day IS NULL THEN 4095
    ELSE list_sum(list_transform(range(12), lambda m:
      CASE WHEN code.first_day <= make_date(year.fy[:4]::INTEGER + (m + 3) // 12, (m + 3) % 12 + 1, 1)
        AND (code.end_day IS NULL OR make_date(year.fy[:4]::INTEGER + (m + 3) // 12, (m + 3) % 12 + 1, 1) < code.end_day)
      THEN 1 << m ELSE 0 END))
  END::INTEGER AS months,
  code.first_day IS NOT NULL AS dates_known,
  months > 0 OR has_accounts AS existed,
  -- From here on something that belonged to the group is outside it, and nobody says where.
  code.lost AND code.end_day <= make_date(year.fy[:4]::INTEGER + 1, 4, 1) AS lost
FROM group_code AS code
CROSS JOIN (SELECT DISTINCT fy FROM trust WHERE has_accounts) AS year
LEFT JOIN (SELECT DISTINCT fy, org_code FROM trust WHERE has_accounts) AS trust ON trust.fy = year.fy AND trust.org_code = code.org_code;

-- The figures of the members, period by period.
CREATE OR REPLACE TEMP TABLE member_figure AS
SELECT member_year.group_id, kept.*, weight.weight, member_year.months, member_year.dates_known
FROM kept_period AS kept
JOIN member_year ON member_year.fy = kept.fy AND member_year.org_code = kept.org_code
LEFT JOIN kept_weight AS weight
  ON weight.dataset = kept.dataset AND weight.measure = kept.measure AND weight.fy = kept.fy
 AND weight.org_code = kept.org_code AND weight.period = kept.period;

-- A member that was there for a whole year without a row in the publication, and has no figure in any year, does not do what
-- is counted (a heart hospital without A&E): nothing is missing. Scores and rates there are of every trust: a later edition of
-- a survey leaves out trusts that have closed since.
CREATE OR REPLACE TEMP TABLE member_without AS
SELECT DISTINCT member_year.org_code, activity.measure
FROM member_year
JOIN gold.trust_activity AS activity USING (fy, org_code)
JOIN measure_recipe AS recipe USING (dataset, measure, fy)
WHERE activity.status = 'not_applicable' AND member_year.months = 4095 AND recipe.kind <> 'rate'
  AND NOT EXISTS (FROM member_figure AS printed
    WHERE printed.org_code = member_year.org_code AND printed.measure = activity.measure AND (printed.reported OR printed.suppressed))
  AND NOT EXISTS (FROM kept_move WHERE kept_move.from_code = member_year.org_code AND kept_move.measure = activity.measure);

-- Every period that a member should have a figure for, and whether it has. What the join has counted for a successor is there.
-- A score or rate is asked of those who were there at the end of the year, and of those whom the year's publication has at all:
-- nobody asks the staff of a trust that has closed.
CREATE OR REPLACE TEMP TABLE member_period AS
SELECT
  member.group_id, member.org_code, expected.dataset, expected.measure, expected.fy, expected.period,
  coalesce(printed.reported, FALSE) OR move.from_code IS NOT NULL AS has_figure
FROM expected_period AS expected
JOIN measure_recipe AS recipe ON recipe.dataset = expected.dataset AND recipe.measure = expected.measure AND recipe.fy = expected.fy
JOIN trust_year_measure AS asked ON asked.dataset = expected.dataset AND asked.measure = expected.measure
JOIN member_year AS member
  ON member.fy = expected.fy AND member.existed
 AND CASE
    WHEN expected.period = expected.fy AND recipe.kind = 'rate' THEN member.months & 2048 > 0 OR (member.org_code, expected.dataset, expected.fy)
      IN (SELECT (org_code, dataset, fy) FROM member_figure WHERE reported)
    WHEN expected.period = expected.fy THEN TRUE
    ELSE member.months & months_of(expected.period, expected.fy) > 0
  END
ANTI JOIN member_without ON member_without.org_code = member.org_code AND member_without.measure = expected.measure
LEFT JOIN member_figure AS printed
  ON printed.org_code = member.org_code AND printed.dataset = expected.dataset AND printed.measure = expected.measure
 AND printed.fy = expected.fy AND printed.period = expected.period
LEFT JOIN (SELECT DISTINCT dataset, measure, fy, period, from_code FROM kept_move) AS move
  ON move.from_code = member.org_code AND move.dataset = expected.dataset AND move.measure = expected.measure
 AND move.fy = expected.fy AND move.period = expected.period;
