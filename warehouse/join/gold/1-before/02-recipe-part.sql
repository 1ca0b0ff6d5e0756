-- The published figures that each measure of each year is made of.
CREATE OR REPLACE TEMP TABLE recipe_part AS
SELECT dataset, fy, measure, unnest(parts) AS part, TRUE AS required FROM measure_recipe
UNION ALL
SELECT dataset, fy, measure, unnest(optional_parts), FALSE FROM measure_recipe;
