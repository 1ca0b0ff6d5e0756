-- The long table: one row per cell, the trusts of a year one after another; the next statement fills it.
CREATE OR REPLACE TABLE gold.trust_activity (
  fy VARCHAR, org_code VARCHAR, org_name VARCHAR, measure VARCHAR, value DOUBLE, status VARCHAR, dataset VARCHAR, maturity VARCHAR,
  periods_reported INTEGER, periods_expected INTEGER, reason VARCHAR, lineage VARCHAR[], shortfall_max DOUBLE, comparable BOOLEAN,
  value_real DOUBLE, deflator_edition VARCHAR, price_base VARCHAR, left_out VARCHAR
);

COMMENT ON COLUMN gold.trust_activity.shortfall_max IS 'The most that suppression can hide, in the unit of the value; nothing where periods or parts are missing or the publication has no rule';
COMMENT ON COLUMN gold.trust_activity.comparable IS 'Whether the figure counts in quartiles: the whole year of one organisation, or short of it by less than 0.1 %';
COMMENT ON COLUMN gold.trust_activity.value_real IS 'Of money: value in the prices of price_base, by the GDP deflator (docs/real-terms.md); nothing where no deflator is loaded or it has no outturn for the year';
COMMENT ON COLUMN gold.trust_activity.deflator_edition IS 'Of value_real: the edition of the GDP deflator, as in gdp_deflator';
COMMENT ON COLUMN gold.trust_activity.price_base IS 'Of value_real: the financial year whose prices they are, the latest year of the loaded accounts that the edition has an outturn for';
COMMENT ON COLUMN gold.trust_activity.left_out IS 'Why it counts in no quartile; completes "a trust …": that merged or split in the year, with part of a year. Nothing where comparable is true';
