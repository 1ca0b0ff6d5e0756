-- How each ratio is made: from the list in warehouse/join/ratios.ts.
CREATE OR REPLACE TABLE gold.ratio AS
SELECT
  ratio, meaning, unit, formula, dividend, divisor, floor_of_divisor AS floor,
  (SELECT string_agg(DISTINCT array_to_string(parts || optional_parts, ' + ') || coalesce(' - ' || nullif(array_to_string(less_parts, ' - '), ''), ''), '; '
     ORDER BY array_to_string(parts || optional_parts, ' + ') || coalesce(' - ' || nullif(array_to_string(less_parts, ' - '), ''), ''))
   FROM measure_recipe WHERE measure_recipe.measure = ratio_recipe.dividend) AS dividend_codes,
  (SELECT string_agg(DISTINCT array_to_string(parts || optional_parts, ' + ') || coalesce(' - ' || nullif(array_to_string(less_parts, ' - '), ''), ''), '; '
     ORDER BY array_to_string(parts || optional_parts, ' + ') || coalesce(' - ' || nullif(array_to_string(less_parts, ' - '), ''), ''))
   FROM measure_recipe WHERE measure_recipe.measure = ratio_recipe.divisor) AS divisor_codes,
  not_counted, says_nothing
FROM ratio_recipe
ORDER BY position;

COMMENT ON COLUMN gold.ratio.ratio IS 'Column of trust_year';
COMMENT ON COLUMN gold.ratio.meaning IS 'What the ratio is';
COMMENT ON COLUMN gold.ratio.unit IS 'Unit of its value';
COMMENT ON COLUMN gold.ratio.formula IS 'How it is worked out from measures';
COMMENT ON COLUMN gold.ratio.dividend IS 'Measure over the line';
COMMENT ON COLUMN gold.ratio.divisor IS 'Measure under the line';
COMMENT ON COLUMN gold.ratio.floor IS 'With a divisor under this the ratio is shown and not compared';
COMMENT ON COLUMN gold.ratio.dividend_codes IS 'Published figures or accounts codes that make the measure over the line; separated by ; where years differ';
COMMENT ON COLUMN gold.ratio.divisor_codes IS 'Published figures or accounts codes that make the measure under the line';
COMMENT ON COLUMN gold.ratio.not_counted IS 'What the measure over the line leaves out';
COMMENT ON COLUMN gold.ratio.says_nothing IS 'What nobody may read out of the ratio';
