-- Which published figures speak for which cell, by the recipes of the dataset folders.

CREATE OR REPLACE TEMP TABLE recipe_part AS
SELECT dataset, fy, measure, unnest(parts) AS part, TRUE AS required FROM measure_recipe
UNION ALL
SELECT dataset, fy, measure, unnest(optional_parts), FALSE FROM measure_recipe;

-- Slots whose file prints a figure for some organisation in a period that counts: a layout may lack a figure altogether,
-- and figures of other periods (the months beside a table's own year) are kept but not added in.
CREATE OR REPLACE TEMP TABLE carried AS
SELECT DISTINCT recipe_part.dataset, recipe_part.measure, observation.load_fy AS fy, observation.slot, observation.period
FROM observation
JOIN recipe_part
  ON recipe_part.dataset = observation.dataset AND recipe_part.fy = observation.load_fy AND recipe_part.part = observation.measure
 AND recipe_part.required
JOIN expected_period
  ON expected_period.dataset = observation.dataset AND expected_period.fy = observation.load_fy
 AND expected_period.measure = recipe_part.measure AND expected_period.period = observation.period;

-- Trusts that have a row of their own, or one inherited by succession, in a file.
CREATE OR REPLACE TEMP TABLE present AS
SELECT DISTINCT observation.dataset, observation.load_fy AS fy, observation.slot, observation.period, org_match.org_code, org_match.by_succession
FROM observation
JOIN gold.org_match AS org_match
  ON org_match.dataset = observation.dataset AND org_match.fy = observation.load_fy
 AND org_match.published_code = observation.org_code AND org_match.published_name = trim(observation.org_name)
WHERE org_match.org_code IS NOT NULL;

-- Every figure that may speak for a cell. `weight` is what it counts where several rows are one trust's and are not added.
CREATE OR REPLACE TEMP TABLE every_reading AS
SELECT
  recipe_part.dataset, recipe_part.measure, observation.load_fy AS fy, org_match.org_code,
  observation.period, observation.slot, observation.sha256,
  observation.org_code AS published_code, observation.org_name AS published_name,
  org_match.by_succession, org_match.reason AS match_reason,
  recipe_part.part, recipe_part.required,
  observation.value, observation.status, observation.observation_id,
  weight.value AS weight, coalesce(expected_slot.stand_in, 0) AS stand_in
FROM observation
JOIN recipe_part
  ON recipe_part.dataset = observation.dataset AND recipe_part.fy = observation.load_fy AND recipe_part.part = observation.measure
JOIN measure_recipe AS recipe
  ON recipe.dataset = recipe_part.dataset AND recipe.fy = recipe_part.fy AND recipe.measure = recipe_part.measure
JOIN expected_period
  ON expected_period.dataset = observation.dataset AND expected_period.fy = observation.load_fy
 AND expected_period.measure = recipe_part.measure AND expected_period.period = observation.period
LEFT JOIN expected_slot
  ON expected_slot.dataset = observation.dataset AND expected_slot.fy = observation.load_fy AND expected_slot.slot = observation.slot
LEFT JOIN observation AS weight
  ON weight.dataset = observation.dataset AND weight.load_fy = observation.load_fy AND weight.slot = observation.slot
 AND weight.period = observation.period AND weight.sheet = observation.sheet AND weight.row_number = observation.row_number
 AND weight.org_code = observation.org_code AND weight.measure = recipe.weighted_by
JOIN gold.org_match AS org_match
  ON org_match.dataset = observation.dataset AND org_match.fy = observation.load_fy
 AND org_match.published_code = observation.org_code AND org_match.published_name = trim(observation.org_name)
JOIN trust ON trust.fy = observation.load_fy AND trust.org_code = org_match.org_code
-- Counts and stocks follow a succession forward; scores and rates never do.
WHERE recipe.follows_succession OR NOT org_match.by_succession;

-- A period's own edition speaks first. Another edition speaks for a trust only where none before it prints a figure.
CREATE OR REPLACE TEMP TABLE reading AS
WITH speaking AS (
  SELECT
    dataset, measure, fy, org_code, period,
    coalesce(min(stand_in) FILTER (required AND status = 'reported'), min(stand_in)) AS stand_in
  FROM every_reading
  GROUP BY ALL
)
SELECT every_reading.*
FROM every_reading
JOIN speaking USING (dataset, measure, fy, org_code, period, stand_in);

-- Months printed beside the year's own figure. A month counts where any row of the trust has a number in it.
CREATE OR REPLACE TEMP TABLE months_beside AS
WITH printed AS (
  SELECT DISTINCT recipe_part.dataset, recipe_part.measure, observation.load_fy AS fy, org_match.org_code, observation.period
  FROM observation
  JOIN recipe_part
    ON recipe_part.dataset = observation.dataset AND recipe_part.fy = observation.load_fy AND recipe_part.part = observation.measure
  JOIN measure_recipe AS recipe
    ON recipe.dataset = recipe_part.dataset AND recipe.fy = recipe_part.fy AND recipe.measure = recipe_part.measure AND recipe.months_beside
  JOIN month_beside
    ON month_beside.dataset = observation.dataset AND month_beside.fy = observation.load_fy
   AND month_beside.measure = recipe_part.measure AND month_beside.period = observation.period
  JOIN gold.org_match AS org_match
    ON org_match.dataset = observation.dataset AND org_match.fy = observation.load_fy
   AND org_match.published_code = observation.org_code AND org_match.published_name = trim(observation.org_name)
  WHERE observation.status = 'reported' AND org_match.org_code IS NOT NULL
    AND (recipe.follows_succession OR NOT org_match.by_succession)
),
trust_of AS (
  SELECT DISTINCT dataset, measure, fy, org_code FROM reading
)
SELECT
  trust_of.dataset, trust_of.measure, trust_of.fy, trust_of.org_code,
  count(printed.period) AS months_reported,
  count(*) AS months_expected,
  string_agg(month_beside.period, ', ' ORDER BY month_beside.period) FILTER (printed.period IS NULL) AS months_missing
FROM trust_of
JOIN month_beside USING (dataset, measure, fy)
LEFT JOIN printed USING (dataset, measure, fy, org_code, period)
GROUP BY ALL;
