-- One trust, one measure, one month (quarter, year): what is printed, and what of it is missing.
-- Sums run over sorted lists, so that the last binary digit does not depend on the order of loading.
CREATE OR REPLACE TEMP TABLE period_figure AS
WITH of_row AS (
  -- One row of the publication: the trust's own code, the same with -X, or a predecessor's.
  SELECT
    dataset, measure, fy, org_code, period, published_code, published_name,
    count(DISTINCT part) FILTER (required AND status = 'reported') AS parts_printed,
    -- What is subtracted is no figure without what it is subtracted from.
    count(*) FILTER (required AND sign > 0 AND status = 'reported') AS added,
    count(*) FILTER (status = 'reported') AS figures,
    count(*) FILTER (status = 'suppressed') AS suppressed,
    count(*) FILTER (status = 'suppressed' AND sign < 0) AS subtracted_suppressed,
    count(DISTINCT part) FILTER (required AND status <> 'missing') AS parts_known,
    string_agg(DISTINCT part, ', ' ORDER BY part) FILTER (status = 'missing') AS blank_parts,
    list_sum(list(value * sign ORDER BY part, observation_id) FILTER (status = 'reported')) AS printed,
    any_value(weight) AS weight
  FROM reading
  GROUP BY ALL
),
printed_twice AS (
  -- Two files print the same figure of the same period: adding them would count it twice.
  SELECT DISTINCT dataset, measure, fy, org_code, period
  FROM (
    SELECT dataset, measure, fy, org_code, period FROM reading
    GROUP BY dataset, measure, fy, org_code, period, upper(trim(published_code)), part
    HAVING count(DISTINCT slot) > 1
  )
)
SELECT
  of_row.dataset, of_row.measure, of_row.fy, of_row.org_code, of_row.period,
  bool_or(added > 0) AS reported,
  CASE
    WHEN any_value(recipe.weighted_by) IS NULL OR count(*) FILTER (added > 0) = 1
      THEN list_sum(list(printed ORDER BY published_code, published_name) FILTER (added > 0))
    -- Rates of several parts of a trust: all that stands over the line, by all that stands under it.
    WHEN bool_or(recipe.harmonic)
      THEN list_sum(list(weight ORDER BY published_code, published_name) FILTER (added > 0 AND weight > 0 AND printed > 0))
        / nullif(list_sum(list(weight / printed ORDER BY published_code, published_name) FILTER (added > 0 AND weight > 0 AND printed > 0)), 0)
    -- Scores of several parts of a trust: their mean, each as heavy as what stands behind it.
    ELSE list_sum(list(printed * weight ORDER BY published_code, published_name) FILTER (added > 0 AND weight > 0))
      / nullif(list_sum(list(weight ORDER BY published_code, published_name) FILTER (added > 0 AND weight > 0)), 0)
  END AS value,
  sum(suppressed) > 0 AS suppressed,
  -- A row prints one part of the sum and leaves another blank. A row that prints nothing takes nothing away.
  bool_or(figures > 0 AND suppressed = 0 AND (
      -- Where months stand beside the year, they say what is missing: a kind of test that a trust does not do has no row.
      parts_printed < len(recipe.parts) + len(recipe.less_parts) AND NOT recipe.months_beside OR blank_parts IS NOT NULL))
    OR count(*) FILTER (added > 0) > 1 AND bool_or(recipe.weighted_by IS NOT NULL AND coalesce(weight, 0) <= 0) AS incomplete,
  string_agg(DISTINCT blank_parts, ', ' ORDER BY blank_parts) FILTER (figures > 0) AS blank_parts,
  -- The most that the suppressed figures can be, in the unit of the file: known where nothing else is missing, where the
  -- publication says what it withholds, and where they are added.
  CASE
    WHEN bool_or(figures + suppressed > 0 AND (
        parts_known < len(recipe.parts) + len(recipe.less_parts) AND NOT recipe.months_beside OR blank_parts IS NOT NULL)) THEN NULL
    WHEN sum(suppressed) = 0 THEN 0
    WHEN sum(subtracted_suppressed) = 0 AND any_value(recipe.weighted_by) IS NULL THEN sum(suppressed) * any_value(recipe.suppressed_up_to)
  END::DOUBLE AS shortfall_max,
  bool_or(printed_twice.period IS NOT NULL) AS printed_twice
FROM of_row
JOIN measure_recipe AS recipe ON recipe.dataset = of_row.dataset AND recipe.fy = of_row.fy AND recipe.measure = of_row.measure
LEFT JOIN printed_twice
  ON printed_twice.dataset = of_row.dataset AND printed_twice.measure = of_row.measure AND printed_twice.fy = of_row.fy
 AND printed_twice.org_code = of_row.org_code AND printed_twice.period = of_row.period
GROUP BY of_row.dataset, of_row.measure, of_row.fy, of_row.org_code, of_row.period;
