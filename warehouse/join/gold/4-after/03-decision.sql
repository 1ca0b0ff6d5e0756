-- What people have decided, as decisions.csv has it, and how many slots are loaded under each decision.
CREATE OR REPLACE TABLE gold.decision AS
SELECT
  number, kind, dataset, years, slot, subject, value, reason, who, nullif(decided, '') AS decided, undone, undone_by, detail,
  (
    SELECT count(*)
    FROM load_state
    WHERE status = 'loaded' AND list_contains(string_split(coalesce(decisions, ''), ' '), decision.kind || ':' || decision.number)
  )::INTEGER AS slots_loaded
FROM decision
ORDER BY number;
