-- Ratios of two measures of one publication: both are added over the periods that print both in full.
CREATE OR REPLACE TEMP VIEW whole_period AS
SELECT of_period.dataset, of_period.measure, of_period.fy, of_period.org_code AS unit_code, of_period.period, of_period.value, recipe.kind
FROM period_figure AS of_period
JOIN measure_recipe AS recipe
  ON recipe.dataset = of_period.dataset AND recipe.fy = of_period.fy AND recipe.measure = of_period.measure
WHERE of_period.reported AND NOT (of_period.incomplete OR of_period.suppressed OR of_period.printed_twice);
INSERT INTO same_periods BY NAME FROM pairs_of('whole_period');
