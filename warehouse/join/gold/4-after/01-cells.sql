-- The long table: one row per cell, the trusts of a year one after another. Money has a twin in the prices of one year.
CREATE OR REPLACE TABLE gold.trust_activity AS
SELECT
  activity.* EXCLUDE (position, shortfall_max), activity.shortfall_max, part.left_out IS NULL AS comparable,
  activity.value * price.factor AS value_real, price.deflator_edition, price.price_base
FROM activity
JOIN ratio_part AS part ON part.fy = activity.fy AND part.unit_code = activity.org_code AND part.measure = activity.measure
LEFT JOIN measure_recipe AS recipe
  ON recipe.dataset = activity.dataset AND recipe.fy = activity.fy AND recipe.measure = activity.measure
LEFT JOIN price_of_year AS price ON price.fy = activity.fy AND recipe.unit = 'pounds' AND activity.value IS NOT NULL
ORDER BY activity.fy, activity.org_code, activity.position;

COMMENT ON COLUMN gold.trust_activity.shortfall_max IS 'The most that suppression can hide, in the unit of the value; nothing where periods or parts are missing or the publication has no rule';
COMMENT ON COLUMN gold.trust_activity.comparable IS 'Whether the figure counts in quartiles: the whole year of one organisation, or short of it by less than 0.1 %';
COMMENT ON COLUMN gold.trust_activity.value_real IS 'Of money: value in the prices of price_base, by the GDP deflator (docs/real-terms.md); nothing where no deflator is loaded or it has no outturn for the year';
COMMENT ON COLUMN gold.trust_activity.deflator_edition IS 'Of value_real: the edition of the GDP deflator, as in gdp_deflator';
COMMENT ON COLUMN gold.trust_activity.price_base IS 'Of value_real: the financial year whose prices they are, the latest year of the loaded accounts that the edition has an outturn for';

-- How each measure of each year is made, from the recipes of the dataset folders.
CREATE OR REPLACE TABLE gold.measure AS
SELECT
  fy, measure, dataset, meaning, unit, caveat, parts, optional_parts, across_periods, periods_expected, scale, follows_succession,
  weighted_by, harmonic, months_beside, kind, less_parts, suppressed_up_to
FROM measure_recipe
ORDER BY ALL;

-- England beside the trusts of the table: every dataset and year.
CREATE OR REPLACE TABLE gold.england_total AS
FROM england ORDER BY dataset, fy, measure;
