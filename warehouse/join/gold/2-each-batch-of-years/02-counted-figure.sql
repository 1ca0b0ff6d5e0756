-- Figures that a recipe asks for, in the periods that count: months beside a table's own year are kept and not added in.
CREATE OR REPLACE TEMP TABLE counted_figure AS
SELECT
  part.measure AS recipe_measure, part.part, part.required, part.follows_succession, part.weighted_by, figure.*
FROM figure
JOIN (
  SELECT dataset, fy, measure, part, required, follows_succession, weighted_by
  FROM recipe_part JOIN measure_recipe USING (dataset, fy, measure)
  SEMI JOIN batch USING (dataset, fy)
) AS part
  ON part.dataset = figure.dataset AND part.fy = figure.fy AND part.part = figure.measure
JOIN (
  FROM expected_period SEMI JOIN batch USING (dataset, fy)
) AS expected_period
  ON expected_period.dataset = figure.dataset AND expected_period.fy = figure.fy AND expected_period.measure = part.measure AND expected_period.period = figure.period;
