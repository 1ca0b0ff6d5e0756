-- The rows of the result: every organisation with lines in a year's accounts, under its code of that year.
-- accounts_match comes from organisations/ (one row per name and year); nothing here guesses a code.
CREATE OR REPLACE TEMP TABLE trust AS
WITH filed AS (
  SELECT load_fy AS fy, trim(organisation) AS name, sector, slot
  FROM tac_line
  GROUP BY ALL
),
made_up AS (
  SELECT fy, slot FROM load_state WHERE status = 'loaded' AND maturity = 'illustrative' GROUP BY ALL
)
SELECT
  filed.fy,
  accounts_match.org_code,
  -- A made-up figure must not be taken for a real one, wherever its row is copied to.
  filed.name || CASE WHEN bool_or(made_up.slot IS NOT NULL) THEN ' [ILLUSTRATIVE ACCOUNTS]' ELSE '' END AS org_name,
  filed.sector,
  any_value(accounts_match.trust_type) AS trust_type,
  any_value(accounts_match.region) AS region
FROM filed
JOIN accounts_match ON accounts_match.fy = filed.fy AND accounts_match.name = filed.name AND accounts_match.sector = filed.sector
LEFT JOIN made_up ON made_up.fy = filed.fy AND made_up.slot = filed.slot
GROUP BY filed.fy, accounts_match.org_code, filed.name, filed.sector;
