-- The ratios of a year, each with both of its parts and what they rest on.
INSERT INTO ratio_cell
FROM ratios_of('ratio_part', 'same_periods', 'withheld') WHERE fy = getvariable('this_fy');

INSERT INTO gold.trust_ratio BY NAME
SELECT
  cell.unit_code AS org_code, trust.org_name, cell.fy, cell.ratio, cell.value, cell.status,
  CASE WHEN cell.small AND cell.status <> 'missing'
    THEN concat_ws('; ', cell.reason, 'small: fewer than ' || cell.floor_of_divisor::INTEGER || ' in the divisor, shown and not compared')
    ELSE cell.reason END AS reason,
  cell.left_out IS NULL AS comparable, cell.small, cell.unit,
  cell.dividend, cell.dividend_value, cell.dividend_status, cell.dividend_periods_reported, cell.dividend_periods_expected,
  dividend.lineage AS dividend_lineage,
  cell.divisor, cell.divisor_value, cell.divisor_status, cell.divisor_periods_reported, cell.divisor_periods_expected,
  divisor.lineage AS divisor_lineage,
  cell.accounts_months,
  cell.value * price.factor AS value_real, price.deflator_edition, price.price_base, cell.left_out
FROM (FROM ratio_cell WHERE fy = getvariable('this_fy')) AS cell
JOIN trust ON trust.fy = cell.fy AND trust.org_code = cell.unit_code
LEFT JOIN (FROM activity WHERE fy = getvariable('this_fy')) AS dividend
  ON dividend.org_code = cell.unit_code AND dividend.measure = cell.dividend
LEFT JOIN (FROM activity WHERE fy = getvariable('this_fy')) AS divisor
  ON divisor.org_code = cell.unit_code AND divisor.measure = cell.divisor
LEFT JOIN price_of_money AS price ON price.fy = cell.fy AND price.measure = cell.ratio AND cell.value IS NOT NULL
ORDER BY cell.unit_code, cell.position;
