-- The nine columns most people came for.
CREATE OR REPLACE TABLE gold.benchmark AS
SELECT
  org_name, fy, beds, admissions, ae_attendances, op_attendances, consultancy_spend, consultancy_per_bed, consultancy_pct_turnover
FROM gold.trust_year
ORDER BY fy, org_name, org_code;
