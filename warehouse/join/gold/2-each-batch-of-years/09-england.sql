-- What England adds up to beside the trusts of the table, for counts and stocks: the publisher's own total, the rows of the
-- file, and where the difference to the trusts lies. Stocks are means over the periods printed, as in trust_year.
INSERT INTO england BY NAME
WITH printed AS (
  -- A total counts only where every part of every period that has rows has one.
  SELECT recipe_part.dataset, recipe_part.measure, total.load_fy AS fy, total.period, total.measure AS part, sum(total.published * recipe_part.sign) AS published
  FROM printed_total AS total
  JOIN load_state AS state
    ON state.dataset = total.dataset AND state.fy = total.load_fy AND state.slot = total.slot AND state.status = 'loaded'
  JOIN recipe_part ON recipe_part.dataset = total.dataset AND recipe_part.fy = total.load_fy AND recipe_part.part = total.measure
  JOIN expected_period
    ON expected_period.dataset = total.dataset AND expected_period.fy = total.load_fy
   AND expected_period.measure = recipe_part.measure AND expected_period.period = total.period
  SEMI JOIN batch ON batch.dataset = total.dataset AND batch.fy = total.load_fy
  GROUP BY ALL
),
counted AS (
  SELECT
    dataset, recipe_measure AS measure, fy, period, part, value * sign AS value,
    CASE
      WHEN trust_code IS NOT NULL THEN 'trust'
      WHEN regexp_matches(upper(trim(org_code)), '^[RT][A-Z0-9]{2}(-X)?$') THEN 'trust without accounts'
      ELSE 'other provider'
    END AS kind
  FROM asked_figure
  WHERE NOT beside AND status = 'reported' AND follows_succession AND weighted_by IS NULL
),
of_part AS (
  SELECT
    dataset, measure, fy, period, part,
    list_sum(list_sort(list(value))) AS rows,
    coalesce(list_sum(list_sort(list(value) FILTER (kind = 'trust'))), 0) AS trusts,
    coalesce(list_sum(list_sort(list(value) FILTER (kind = 'trust without accounts'))), 0) AS silent,
    coalesce(list_sum(list_sort(list(value) FILTER (kind = 'other provider'))), 0) AS others
  FROM counted
  GROUP BY ALL
),
of_year AS (
  SELECT
    dataset, measure, fy, count(DISTINCT period) AS periods,
    CASE WHEN count(*) = count(published) THEN list_sum(list(published ORDER BY period, part)) END AS published,
    list_sum(list(rows ORDER BY period, part)) AS rows,
    list_sum(list(trusts ORDER BY period, part)) AS trusts,
    list_sum(list(silent ORDER BY period, part)) AS silent,
    list_sum(list(others ORDER BY period, part)) AS others
  FROM of_part LEFT JOIN printed USING (dataset, measure, fy, period, part)
  GROUP BY ALL
)
SELECT
  dataset, fy, measure, periods::INTEGER AS periods,
  published / share AS england_published,
  rows / share AS sum_of_rows,
  (published - rows) / share AS rounding_and_suppression,
  trusts / share AS in_trust_year,
  silent / share AS trusts_without_accounts,
  others / share AS other_providers
FROM (
  SELECT of_year.*, CASE WHEN recipe.across_periods = 'mean' THEN periods ELSE 1 END / recipe.scale AS share
  FROM of_year
  JOIN measure_recipe AS recipe USING (dataset, fy, measure)
);
