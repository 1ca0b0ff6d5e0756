-- Groups of trusts in the boundaries of the last year: one row per group, year and measure.
CREATE OR REPLACE TABLE gold.like_for_like AS
WITH months AS (
  SELECT
    group_id, fy,
    string_agg(org_code || ':' || CASE WHEN dates_known THEN bit_count(months)::VARCHAR ELSE '?' END, ';' ORDER BY end_day, org_code)
      FILTER (existed) AS accounts_months
  FROM member_year
  GROUP BY ALL
)
SELECT
  year.group_id, grouped.label, grouped.base_fy, year.fy, year.measure,
  year.value, year.status, nullif(year.reason, '') AS reason, year.as_filed_value,
  year.members_expected, year.members_reported, year.method, months.accounts_months, year.comparable,
  coalesce(year.lineage, []::VARCHAR[]) AS lineage
FROM (
  SELECT
    group_id, fy, measure, FALSE AS is_ratio, position, value, status, concat_ws('; ', gaps, note) AS reason, as_filed_value,
    members_expected, members_reported, method, comparable, lineage
  FROM group_year
  UNION ALL
  SELECT
    group_id, fy, measure, TRUE, position, value, status, reason, as_filed_value,
    members_expected, members_reported, 'ratio of sums', comparable, lineage
  FROM group_ratio
) AS year
JOIN gold.like_for_like_group AS grouped USING (group_id)
JOIN months USING (group_id, fy)
ORDER BY year.group_id, year.fy, year.is_ratio, year.position, year.measure;

COMMENT ON COLUMN gold.like_for_like.group_id IS 'Group of like_for_like_group';
COMMENT ON COLUMN gold.like_for_like.label IS 'Name of the trust in the last year held, and the codes that are added together, with their dates';
COMMENT ON COLUMN gold.like_for_like.base_fy IS 'Last year held: the group has the boundaries of that year';
COMMENT ON COLUMN gold.like_for_like.measure IS 'Measure of trust_activity, or ratio of trust_ratio';
COMMENT ON COLUMN gold.like_for_like.value IS 'What the members have together, in the unit of the measure';
COMMENT ON COLUMN gold.like_for_like.status IS 'As in trust_activity, partial where a member is; of a ratio as in trust_ratio';
COMMENT ON COLUMN gold.like_for_like.reason IS 'Why the status is not reported, and what to know of the figure: money counted twice, estimates, weights';
COMMENT ON COLUMN gold.like_for_like.as_filed_value IS 'What the trust of the last year has by itself in trust_activity; of two trusts what they have together';
COMMENT ON COLUMN gold.like_for_like.members_expected IS 'Codes of the group that existed in the year';
COMMENT ON COLUMN gold.like_for_like.members_reported IS 'Of them, codes with a figure, under their own code or counted for their successor';
COMMENT ON COLUMN gold.like_for_like.method IS 'sum; sum of quarterly means, sum of monthly means (the members of each period are added, then the periods averaged); month-weighted mean; weighted by responses; not added; ratio of sums';
COMMENT ON COLUMN gold.like_for_like.accounts_months IS 'Months of the year in which each member existed: RQ6:6;REM:12';
COMMENT ON COLUMN gold.like_for_like.comparable IS 'Whether nothing is missing: false where a member, a period or a part is, or where more than 0.1 % may be suppressed';
COMMENT ON COLUMN gold.like_for_like.lineage IS 'observation_id of every figure it was made from; separated by ; in the CSV';
