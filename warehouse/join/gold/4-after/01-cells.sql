-- The long table: one row per cell, the trusts of a year one after another.
CREATE OR REPLACE TABLE gold.trust_activity AS
SELECT activity.* EXCLUDE (position, shortfall_max), activity.shortfall_max, part.left_out IS NULL AS comparable
FROM activity
JOIN ratio_part AS part ON part.fy = activity.fy AND part.unit_code = activity.org_code AND part.measure = activity.measure
ORDER BY activity.fy, activity.org_code, activity.position;

COMMENT ON COLUMN gold.trust_activity.shortfall_max IS 'The most that suppression can hide, in the unit of the value; nothing where periods or parts are missing or the publication has no rule';
COMMENT ON COLUMN gold.trust_activity.comparable IS 'Whether the figure counts in quartiles: the whole year of one organisation, or short of it by less than 0.1 %';

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
