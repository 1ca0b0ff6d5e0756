-- What the ratios need to know of a year's periods, gathered by the statements of 2-each-batch-of-years.

-- The months of a period as twelve bits, April first: a year has all, a quarter three, a month one.
CREATE OR REPLACE TEMP MACRO months_of(period, fy) AS
  CASE
    WHEN period = fy THEN 4095
    WHEN regexp_matches(period, 'Q[1-4]$') THEN 7 << (3 * (right(period, 1)::INTEGER - 1))
    ELSE 1 << ((period[6:7]::INTEGER + 8) % 12)
  END;

CREATE OR REPLACE TEMP TABLE cell_cover (
  dataset VARCHAR, measure VARCHAR, fy VARCHAR, org_code VARCHAR,
  months INTEGER,       -- the months of which there are figures, as bits
  suppressed BOOLEAN,   -- a figure that counts is suppressed
  incomplete BOOLEAN,   -- a row leaves a part of the sum blank
  zero_period BOOLEAN,  -- a period is printed as zero
  inherited VARCHAR     -- the code that closed within the year and whose figures are counted here
);

-- Both measures of a ratio over the periods that print both in full.
CREATE OR REPLACE TEMP TABLE same_periods (ratio VARCHAR, fy VARCHAR, unit_code VARCHAR, dividend DOUBLE, divisor DOUBLE, periods INTEGER);

-- The same for any table of dataset, measure, fy, unit_code, period, value: the periods that are printed in full.
CREATE OR REPLACE TEMP MACRO pairs_of(whole_periods) AS TABLE
SELECT
  ratio.ratio, dividend.fy, dividend.unit_code,
  list_sum(list(dividend.value ORDER BY dividend.period)) AS dividend,
  list_sum(list(divisor.value ORDER BY divisor.period)) AS divisor,
  count(*)::INTEGER AS periods
FROM ratio_recipe AS ratio
JOIN query_table(whole_periods) AS dividend ON dividend.measure = ratio.dividend
JOIN query_table(whole_periods) AS divisor
  ON divisor.measure = ratio.divisor AND divisor.dataset = dividend.dataset AND divisor.fy = dividend.fy
 AND divisor.unit_code = dividend.unit_code AND divisor.period = dividend.period
WHERE ratio.same_periods
  -- No bed, or none occupied, is a missing return printed as zero.
  AND NOT (dividend.kind = 'stock' AND (divisor.value = 0 OR dividend.value = 0))
GROUP BY ALL;
