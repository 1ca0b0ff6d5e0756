-- Rows of loaded files that were set aside, with the rule that set them aside.
CREATE OR REPLACE TABLE gold.quarantine AS
SELECT
  quarantine.dataset, quarantine.load_fy AS fy, state.period, state.url, quarantine.sha256,
  quarantine.sheet, quarantine.row_number, quarantine.org_code, quarantine.org_name, quarantine.rule, quarantine.detail
FROM quarantine
JOIN load_state AS state
  ON state.dataset = quarantine.dataset AND state.fy = quarantine.load_fy AND state.slot = quarantine.slot AND state.status = 'loaded'
ORDER BY ALL;
