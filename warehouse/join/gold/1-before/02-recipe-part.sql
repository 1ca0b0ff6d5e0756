-- The published figures that each measure of each year is made of; `sign` is -1 where a figure is subtracted.
CREATE OR REPLACE TEMP TABLE recipe_part AS
SELECT dataset, fy, measure, unnest(parts) AS part, TRUE AS required, 1 AS sign FROM measure_recipe
UNION ALL
SELECT dataset, fy, measure, unnest(less_parts), TRUE, -1 FROM measure_recipe
UNION ALL
SELECT dataset, fy, measure, unnest(optional_parts), FALSE, 1 FROM measure_recipe;
