-- What the comparison of groups of trusts needs of every period: filled by the statements of 2-each-batch-of-years.

-- One trust, one measure, one month (quarter, year), in the measure's unit.
CREATE OR REPLACE TEMP TABLE kept_period (
  dataset VARCHAR, measure VARCHAR, fy VARCHAR, org_code VARCHAR, period VARCHAR, value DOUBLE, reported BOOLEAN,
  suppressed BOOLEAN, incomplete BOOLEAN, shortfall_max DOUBLE, lineage VARCHAR[]
);

-- What a score or rate rests on (responses of a survey), where its recipe names a weight.
CREATE OR REPLACE TEMP TABLE kept_weight (
  dataset VARCHAR, measure VARCHAR, fy VARCHAR, org_code VARCHAR, period VARCHAR, weight DOUBLE
);

-- Codes without accounts whose figures the join has counted for the code that followed them.
CREATE OR REPLACE TEMP TABLE kept_move (
  dataset VARCHAR, measure VARCHAR, fy VARCHAR, period VARCHAR, from_code VARCHAR, org_code VARCHAR
);
