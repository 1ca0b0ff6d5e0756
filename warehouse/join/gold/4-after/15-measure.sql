-- How each measure of each year is made, from the recipes of the dataset folders.
CREATE OR REPLACE TABLE gold.measure AS
SELECT
  fy, measure, dataset, meaning, unit, caveat, parts, optional_parts, across_periods, periods_expected, scale, follows_succession,
  weighted_by, harmonic, months_beside
FROM measure_recipe
ORDER BY ALL;
