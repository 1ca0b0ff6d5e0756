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

-- Both measures of a ratio over the periods that print both.
CREATE OR REPLACE TEMP TABLE same_periods (
  ratio VARCHAR, fy VARCHAR, unit_code VARCHAR, dividend DOUBLE, divisor DOUBLE, periods INTEGER, months INTEGER
);
