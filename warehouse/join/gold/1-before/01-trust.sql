-- The rows of the result: every organisation with lines in a year's accounts, under its code of that year.
-- In a year whose accounts are not published yet: the organisations that trust_without_accounts names (organisations/).
-- accounts_match comes from organisations/ (one row per name and year); nothing here guesses a code.
CREATE OR REPLACE TEMP TABLE trust AS
WITH filed AS (
  SELECT load_fy AS fy, trim(organisation) AS name, sector, slot
  FROM tac_line
  GROUP BY ALL
),
made_up AS (
  SELECT fy, slot FROM load_state WHERE status = 'loaded' AND maturity = 'illustrative' GROUP BY ALL
),
with_accounts AS (
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
  GROUP BY filed.fy, accounts_match.org_code, filed.name, filed.sector
)
SELECT *, TRUE AS has_accounts FROM with_accounts
UNION ALL BY NAME
SELECT
  awaiting.fy, awaiting.org_code,
  -- As in the latest accounts: made-up ones mark their rows in this year too.
  coalesce((SELECT arg_max(org_name, fy) FROM with_accounts WHERE with_accounts.org_code = awaiting.org_code), awaiting.org_name) AS org_name,
  awaiting.sector, awaiting.trust_type, awaiting.region,
  FALSE AS has_accounts
FROM trust_without_accounts AS awaiting;
