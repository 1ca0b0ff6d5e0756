-- Which published figures speak for which cell, by the recipes of the dataset folders.

-- Slots whose file has every part of a measure for some organisation in a period that counts: a layout may lack a figure
-- altogether, and what is left of the sum is then no figure.
CREATE OR REPLACE TEMP TABLE carried AS
SELECT dataset, recipe_measure AS measure, fy, slot, period
FROM asked_figure
WHERE required AND NOT beside
GROUP BY dataset, recipe_measure, fy, slot, period
HAVING count(DISTINCT part) >= any_value(parts_of_measure);

-- Trusts that have a row of their own, or one inherited by succession, in a file.
CREATE OR REPLACE TEMP TABLE present AS
SELECT DISTINCT dataset, fy, slot, period, trust_code AS org_code, by_succession
FROM figure
WHERE trust_code IS NOT NULL;

-- Every figure that may speak for a cell. `weight` is what it counts where several rows are one trust's and are not added.
CREATE OR REPLACE TEMP TABLE every_reading AS
SELECT
  counted.dataset, counted.recipe_measure AS measure, counted.fy, counted.trust_code AS org_code,
  counted.period, counted.slot, counted.sha256,
  counted.org_code AS published_code, counted.org_name AS published_name,
  counted.by_succession, counted.match_reason,
  counted.part, counted.required, counted.sign,
  counted.value, counted.status, counted.observation_id,
  weight.value AS weight, coalesce(expected_slot.stand_in, 0) AS stand_in
FROM asked_figure AS counted
LEFT JOIN expected_slot
  ON expected_slot.dataset = counted.dataset AND expected_slot.fy = counted.fy AND expected_slot.slot = counted.slot
LEFT JOIN figure AS weight
  ON weight.dataset = counted.dataset AND weight.fy = counted.fy AND weight.slot = counted.slot AND weight.period = counted.period AND weight.sheet = counted.sheet
 AND weight.row_number = counted.row_number AND weight.org_code = counted.org_code AND weight.measure = counted.weighted_by
SEMI JOIN trust ON trust.fy = counted.fy AND trust.org_code = counted.trust_code
SEMI JOIN carried
  ON carried.dataset = counted.dataset AND carried.measure = counted.recipe_measure AND carried.fy = counted.fy
 AND carried.slot = counted.slot AND carried.period = counted.period
-- What a person withholds speaks for nobody.
ANTI JOIN withheld_cell
  ON withheld_cell.fy = counted.fy AND withheld_cell.org_code = counted.trust_code AND withheld_cell.measure = counted.recipe_measure
-- Counts and stocks follow a succession forward; scores and rates never do.
WHERE NOT counted.beside AND (counted.follows_succession OR NOT counted.by_succession);

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
INSERT INTO months_beside BY NAME
WITH printed AS (
  SELECT DISTINCT dataset, recipe_measure AS measure, fy, trust_code AS org_code, period
  FROM asked_figure
  WHERE beside AND status = 'reported' AND trust_code IS NOT NULL AND (follows_succession OR NOT by_succession)
),
trust_of AS (
  SELECT DISTINCT dataset, measure, fy, org_code FROM reading
)
SELECT
  trust_of.dataset, trust_of.measure, trust_of.fy, trust_of.org_code,
  count(printed.period) AS months_reported,
  count(*) AS months_expected,
  string_agg(month.period, ', ' ORDER BY month.period) FILTER (printed.period IS NULL) AS months_missing
FROM trust_of
JOIN month_beside AS month USING (dataset, measure, fy)
LEFT JOIN printed USING (dataset, measure, fy, org_code, period)
GROUP BY ALL;
