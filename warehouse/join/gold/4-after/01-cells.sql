-- The long table: one row per cell, the trusts of a year one after another. Money has a twin in the prices of one year.
CREATE OR REPLACE TABLE gold.trust_activity AS
SELECT
  activity.* EXCLUDE (position),
  activity.value * price.factor AS value_real, price.deflator_edition, price.price_base
FROM activity
LEFT JOIN measure_recipe AS recipe
  ON recipe.dataset = activity.dataset AND recipe.fy = activity.fy AND recipe.measure = activity.measure
LEFT JOIN price_of_year AS price ON price.fy = activity.fy AND recipe.unit = 'pounds' AND activity.value IS NOT NULL
ORDER BY activity.fy, activity.org_code, position;

-- How each measure of each year is made, from the recipes of the dataset folders.
CREATE OR REPLACE TABLE gold.measure AS
SELECT
  fy, measure, dataset, meaning, unit, caveat, parts, optional_parts, across_periods, periods_expected, scale, follows_succession,
  weighted_by, harmonic, months_beside
FROM measure_recipe
ORDER BY ALL;

-- England beside the trusts of the table: every dataset and year.
CREATE OR REPLACE TABLE gold.england_total AS
FROM england ORDER BY dataset, fy, measure;

COMMENT ON COLUMN gold.trust_activity.value_real IS 'Of money: value in the prices of price_base, by the GDP deflator (docs/real-terms.md); nothing where no deflator is loaded or it has no outturn for the year';
COMMENT ON COLUMN gold.trust_activity.deflator_edition IS 'Of value_real: the edition of the GDP deflator, as in gdp_deflator';
COMMENT ON COLUMN gold.trust_activity.price_base IS 'Of value_real: the financial year whose prices they are, the latest year of the loaded accounts that the edition has an outturn for';
