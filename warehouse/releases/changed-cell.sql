-- The cells that say something else than in the release before, or are new, or are gone. Reads old_activity and
-- new_activity, which have the columns of trust_activity named here.
CREATE OR REPLACE TEMP TABLE changed_cell AS
SELECT
  coalesce(new.fy, old.fy) AS fy, coalesce(new.org_code, old.org_code) AS org_code, coalesce(new.measure, old.measure) AS measure,
  coalesce(new.dataset, old.dataset) AS dataset,
  new.fy IS NOT NULL AS present, old.fy IS NOT NULL AS was_present,
  -- A trust and year that has come or gone as a whole, with all its cells.
  was_trust.fy IS NULL OR is_trust.fy IS NULL AS trust_came_or_went,
  old.value AS old_value, old.status AS old_status,
  new.value, new.status, new.maturity, new.periods_reported, new.periods_expected, new.shortfall_max,
  list_sort(list_distinct([id[:12] FOR id IN coalesce(old.lineage, [])])) AS old_files,
  list_sort(list_distinct([id[:12] FOR id IN coalesce(new.lineage, [])])) AS new_files
FROM old_activity AS old
FULL JOIN new_activity AS new ON new.fy = old.fy AND new.org_code = old.org_code AND new.measure = old.measure
LEFT JOIN (SELECT DISTINCT fy, org_code FROM old_activity) AS was_trust
  ON was_trust.fy = coalesce(new.fy, old.fy) AND was_trust.org_code = coalesce(new.org_code, old.org_code)
LEFT JOIN (SELECT DISTINCT fy, org_code FROM new_activity) AS is_trust
  ON is_trust.fy = coalesce(new.fy, old.fy) AND is_trust.org_code = coalesce(new.org_code, old.org_code)
WHERE old.fy IS NULL OR new.fy IS NULL
  OR old.value IS DISTINCT FROM new.value
  OR old.status IS DISTINCT FROM new.status
  OR old.maturity IS DISTINCT FROM new.maturity
  OR old.periods_reported IS DISTINCT FROM new.periods_reported
  OR old.periods_expected IS DISTINCT FROM new.periods_expected
  OR old.shortfall_max IS DISTINCT FROM new.shortfall_max;
