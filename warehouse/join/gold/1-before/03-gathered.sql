-- What the statements of 2-each-batch-of-years and 3-each-batch-of-files add to.
CREATE OR REPLACE TEMP TABLE months_beside (
  dataset VARCHAR, measure VARCHAR, fy VARCHAR, org_code VARCHAR, months_reported BIGINT, months_expected BIGINT, months_missing VARCHAR
);
CREATE OR REPLACE TEMP TABLE activity (
  fy VARCHAR, org_code VARCHAR, org_name VARCHAR, measure VARCHAR, value DOUBLE, status VARCHAR, dataset VARCHAR, maturity VARCHAR,
  periods_reported INTEGER, periods_expected INTEGER, reason VARCHAR, lineage VARCHAR[], position INTEGER, shortfall_max DOUBLE
);
CREATE OR REPLACE TEMP TABLE figure_finding (
  fy VARCHAR, org_code VARCHAR, measure VARCHAR, url VARCHAR, sha256 VARCHAR, kind VARCHAR, severity VARCHAR, message VARCHAR, dataset VARCHAR
);
CREATE OR REPLACE TEMP TABLE england (
  dataset VARCHAR, fy VARCHAR, measure VARCHAR, periods INTEGER, england_published DOUBLE, sum_of_rows DOUBLE,
  rounding_and_suppression DOUBLE, in_trust_year DOUBLE, trusts_without_accounts DOUBLE, other_providers DOUBLE
);
CREATE OR REPLACE TABLE gold.observation (
  observation_id VARCHAR, dataset VARCHAR, fy VARCHAR, org_code VARCHAR, org_name VARCHAR, period VARCHAR, measure VARCHAR,
  value DOUBLE, status VARCHAR, printed VARCHAR, url VARCHAR, sha256 VARCHAR, sheet VARCHAR, row_number INTEGER, column_letter VARCHAR
);
