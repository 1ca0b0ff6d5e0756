-- cell_version and release_change, from what each kept release notes of the cells that differ from the release before.
-- The variable kept_changes lists the files; release_order says which release follows which.
CREATE OR REPLACE TEMP TABLE spell AS
SELECT
  change.*, release_order.position,
  lead(change.release_id) OVER cell AS release_to,
  lag(change.value) OVER cell AS old_value,
  lag(change.status) OVER cell AS old_status
FROM read_parquet(getvariable('kept_changes')) AS change
JOIN release_order ON release_order.release_id = change.release_id
WINDOW cell AS (PARTITION BY change.fy, change.org_code, change.measure ORDER BY release_order.position);

DELETE FROM gold.cell_version;
INSERT INTO gold.cell_version BY NAME
SELECT
  fy, org_code, measure, value, status, maturity, periods_reported, periods_expected, shortfall_max,
  release_id[:10]::DATE AS known_from, release_to[:10]::DATE AS known_to, release_id AS release_from, release_to,
  file_shas, publisher_date, change_kind
FROM spell
WHERE present
ORDER BY fy, org_code, measure, position;

DELETE FROM gold.release_change;
INSERT INTO gold.release_change BY NAME
SELECT
  release.previous_id AS from_release, spell.release_id AS to_release, spell.fy, spell.org_code, spell.measure,
  spell.old_value, spell.old_status, spell.value AS new_value, spell.status AS new_status,
  spell.value - spell.old_value AS difference,
  100 * (spell.value - spell.old_value) / nullif(abs(spell.old_value), 0) AS percent,
  spell.change_kind, spell.cause_old_sha, spell.cause_new_sha, spell.cause_text,
  spell.old_status IS DISTINCT FROM spell.status
    OR coalesce(abs(spell.value - spell.old_value) > 0.001 * abs(spell.old_value), FALSE) AS material,
  spell.dataset
FROM spell
JOIN gold.release AS release ON release.release_id = spell.release_id AND release.previous_id IS NOT NULL
WHERE spell.old_value IS DISTINCT FROM spell.value OR spell.old_status IS DISTINCT FROM spell.status
ORDER BY spell.position, spell.fy, spell.org_code, spell.measure;

DROP TABLE spell;
