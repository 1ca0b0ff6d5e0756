-- The figures that a recipe asks for: the one place where figures meet recipes. A period counts when it is one of the
-- recipe's; `beside` marks months that a file prints beside its year's own figure: they say what is missing, and are never
-- added in. Figures of other periods are kept as observations only.
CREATE OR REPLACE TEMP TABLE asked_figure AS
SELECT
  part.measure AS recipe_measure, part.part, part.required, part.sign, part.parts_of_measure, part.follows_succession, part.weighted_by, period_of.beside, figure.*
FROM figure
JOIN (
  SELECT
    dataset, fy, measure, part, required, sign, follows_succession, weighted_by,
    -- Where months stand beside the year, a kind of test that nobody did has no row.
    CASE WHEN months_beside THEN 1 ELSE len(parts) + len(less_parts) END AS parts_of_measure
  FROM recipe_part JOIN measure_recipe USING (dataset, fy, measure)
  SEMI JOIN batch USING (dataset, fy)
) AS part
  ON part.dataset = figure.dataset AND part.fy = figure.fy AND part.part = figure.measure
JOIN (
  SELECT *, FALSE AS beside FROM expected_period SEMI JOIN batch USING (dataset, fy)
  UNION ALL
  SELECT *, TRUE FROM month_beside SEMI JOIN batch USING (dataset, fy)
) AS period_of
  ON period_of.dataset = figure.dataset AND period_of.fy = figure.fy AND period_of.measure = part.measure AND period_of.period = figure.period;
