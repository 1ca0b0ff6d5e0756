-- Keeps the periods of the batch: groups of trusts are added up from months and quarters, so that a stock is right in a year
-- in which two trusts became one.
INSERT INTO kept_period BY NAME
WITH resting_on AS (
  SELECT
    dataset, measure, fy, org_code, period,
    list_sort(list(DISTINCT observation_id)) AS lineage,
    count(*) FILTER (status = 'suppressed') AS suppressed
  FROM reading
  GROUP BY ALL
)
SELECT
  figure.dataset, figure.measure, figure.fy, figure.org_code, figure.period,
  CASE WHEN figure.reported AND NOT figure.printed_twice THEN figure.value * recipe.scale END AS value,
  figure.reported AND NOT figure.printed_twice AND figure.value IS NOT NULL AS reported,
  figure.suppressed, figure.incomplete,
  resting_on.suppressed * recipe.suppressed_up_to * abs(recipe.scale) AS shortfall_max,
  resting_on.lineage
FROM period_figure AS figure
JOIN measure_recipe AS recipe ON recipe.dataset = figure.dataset AND recipe.fy = figure.fy AND recipe.measure = figure.measure
JOIN resting_on
  ON resting_on.dataset = figure.dataset AND resting_on.measure = figure.measure AND resting_on.fy = figure.fy
 AND resting_on.org_code = figure.org_code AND resting_on.period = figure.period;

INSERT INTO kept_weight BY NAME
SELECT dataset, measure, fy, org_code, period, list_sum(list(weight ORDER BY published_code, published_name)) AS weight
FROM (
  SELECT DISTINCT reading.dataset, reading.measure, reading.fy, org_code, period, published_code, published_name, weight
  FROM reading
  JOIN measure_recipe AS recipe ON recipe.dataset = reading.dataset AND recipe.fy = reading.fy AND recipe.measure = reading.measure
  WHERE recipe.weighted_by IS NOT NULL AND reading.required AND reading.status = 'reported' AND weight > 0
)
GROUP BY ALL;

INSERT INTO kept_move BY NAME
SELECT DISTINCT dataset, measure, fy, period, regexp_replace(upper(trim(published_code)), '\s*-X$', '') AS from_code, org_code
FROM reading
WHERE by_succession AND required AND status = 'reported';
