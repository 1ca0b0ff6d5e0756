-- The long table: one row per cell, the trusts of a year one after another.
CREATE OR REPLACE TABLE gold.trust_activity AS
SELECT * EXCLUDE (position)
FROM activity
ORDER BY fy, org_code, position;
