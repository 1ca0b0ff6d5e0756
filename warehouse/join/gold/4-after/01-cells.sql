-- The long table: one row per cell, the trusts of a year one after another.
CREATE OR REPLACE TABLE gold.trust_activity AS
SELECT * EXCLUDE (position)
FROM activity
ORDER BY fy, org_code, position;

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
