-- Every cell with what decides whether it may be compared: how much of the year it covers, what is withheld, what happened
-- to the organisation. Ratios and summaries read this table and no other; like-for-like groups fill one of the same shape.
CREATE OR REPLACE TEMP TABLE ratio_part AS
WITH cell AS (
  SELECT
    activity.fy, activity.org_code AS unit_code, activity.measure, activity.dataset, activity.value, activity.status, activity.reason,
    activity.periods_reported, activity.periods_expected, activity.shortfall_max,
    recipe.kind, recipe.across_periods, recipe.balance OR recipe.less_parts <> [] AS may_go_either_way,
    trust_months.accounts_months, trust_months.code_months, trust_months.merger, late.codes AS late,
    coalesce(cover.months, 0) AS months, coalesce(cover.incomplete, FALSE) AS incomplete, cover.inherited,
    activity.periods_reported >= activity.periods_expected AS whole,
    -- A few people withheld in a large figure change nothing that is compared.
    coalesce(cover.suppressed, FALSE) AND coalesce(activity.shortfall_max >= 0.001 * abs(activity.value), TRUE) AS suppressed
  FROM activity
  LEFT JOIN measure_recipe AS recipe USING (dataset, fy, measure)
  LEFT JOIN cell_cover AS cover USING (dataset, measure, fy, org_code)
  LEFT JOIN trust_months USING (fy, org_code)
  -- Codes that went into this one within the year, and whose figures are printed for months after they had closed.
  LEFT JOIN (
    SELECT after.dataset, after.measure, after.fy, transfer.to_code AS org_code, string_agg(DISTINCT transfer.from_code, ', ' ORDER BY transfer.from_code) AS codes
    FROM cell_cover AS after
    JOIN trust_months AS life ON life.fy = after.fy AND life.org_code = after.org_code
    JOIN transfer ON transfer.from_code = after.org_code AND transfer.fy = after.fy AND transfer.within_year AND transfer.closing
    WHERE after.months <> 4095 AND after.months & ~life.code_months & 4095 <> 0
    GROUP BY ALL
  ) AS late ON late.dataset = activity.dataset AND late.measure = activity.measure AND late.fy = activity.fy AND late.org_code = activity.org_code
)
SELECT
  *,
  -- The figure is at least this much: something that belongs to it is not in it.
  value IS NOT NULL AND (suppressed OR incomplete) AS part_left_out,
  value IS NOT NULL AND kind = 'flow' AND NOT whole AS months_left_out,
  -- What is left out of a balance, or of what is subtracted, may have made it higher or lower.
  value IS NOT NULL AND (suppressed OR incomplete) AND may_go_either_way AS unbounded,
  -- The mean of some quarters stands for the year.
  value IS NOT NULL AND kind <> 'flow' AND NOT whole AS mean_of_part,
  -- Why the cell is in no quartile; completes "3 …". Nothing where it may be compared.
  CASE
    WHEN value IS NULL AND status = 'not_applicable' THEN 'not in the publication'
    WHEN value IS NULL AND status = 'suppressed' THEN 'with a suppressed figure'
    WHEN value IS NULL THEN 'without a figure'
    WHEN kind <> 'rate' AND merger IS NOT NULL THEN 'that merged or split in the year'
    WHEN kind = 'flow' AND accounts_months <> 12 THEN 'open for part of the year'
    WHEN NOT whole THEN 'with part of a year'
    WHEN suppressed THEN 'with a suppressed figure'
    WHEN incomplete THEN 'with a part left blank'
  END AS left_out
FROM cell;
