-- Ratios of two measures of one publication: both are added over the periods that print both in full.
INSERT INTO same_periods BY NAME
SELECT
  ratio.ratio, dividend.fy, dividend.org_code AS unit_code,
  list_sum(list(dividend.value ORDER BY dividend.period)) AS dividend,
  list_sum(list(divisor.value ORDER BY divisor.period)) AS divisor,
  count(*)::INTEGER AS periods,
  bit_or(months_of(dividend.period, dividend.fy)) AS months
FROM ratio_recipe AS ratio
JOIN period_figure AS dividend ON dividend.measure = ratio.dividend
JOIN period_figure AS divisor
  ON divisor.measure = ratio.divisor AND divisor.dataset = dividend.dataset AND divisor.fy = dividend.fy
 AND divisor.org_code = dividend.org_code AND divisor.period = dividend.period
JOIN measure_recipe AS recipe ON recipe.dataset = dividend.dataset AND recipe.fy = dividend.fy AND recipe.measure = ratio.dividend
WHERE ratio.same_periods
  -- No bed, or none occupied, is a missing return printed as zero.
  AND NOT (recipe.kind = 'stock' AND (divisor.value = 0 OR dividend.value = 0))
  AND dividend.reported AND divisor.reported
  AND NOT (dividend.incomplete OR dividend.suppressed OR dividend.printed_twice)
  AND NOT (divisor.incomplete OR divisor.suppressed OR divisor.printed_twice)
GROUP BY ALL;
