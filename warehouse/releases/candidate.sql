-- What may be the cause of each changed cell, by comparing the two releases: files, readers, matches, recipes.
-- Reads old_file and new_file (loaded files), old_match and new_match (org_match), changed_recipe (fy, measure),
-- decision_change (what people decided or took back in between), the variable spine (the dataset of the accounts) and the variable rules_changed.

-- What fills a slot now and did not before. Another file that is read by another version too stands twice.
CREATE OR REPLACE TEMP TABLE slot_change AS
WITH compared AS (
  SELECT
    coalesce(new.dataset, old.dataset) AS dataset, coalesce(new.fy, old.fy) AS fy, coalesce(new.slot, old.slot) AS slot,
    coalesce(new.period, old.period) AS period,
    old.sha256 AS old_sha, new.sha256 AS new_sha, old.parser_version AS old_version, new.parser_version AS new_version,
    coalesce(old.file_name, old.url) AS old_name, coalesce(new.file_name, new.url) AS new_name,
    old.fallback AS old_fallback, new.fallback AS new_fallback
  FROM old_file AS old
  FULL JOIN new_file AS new ON new.dataset = old.dataset AND new.fy = old.fy AND new.slot = old.slot
)
SELECT
  *,
  CASE
    WHEN EXISTS (
      FROM decision_change AS change
      WHERE change.kind IN ('accept', 'withhold') AND change.dataset = compared.dataset
        -- What somebody accepts comes, what somebody withholds goes; and the other way round when it is taken back.
        AND change.subject = CASE WHEN change.came = (change.kind = 'accept') THEN new_sha ELSE old_sha END
    ) THEN 'decided'
    WHEN old_sha IS NULL THEN 'new file'
    WHEN new_sha IS NULL THEN 'file withdrawn'
    -- A stand-in went and the publisher's preferred file came, or the other way round: nobody revised anything.
    WHEN old_fallback IS NOT NULL AND new_fallback IS NULL THEN 'new file'
    WHEN old_fallback IS NULL AND new_fallback IS NOT NULL THEN 'file withdrawn'
    ELSE 'publisher revised'
  END AS kind
FROM compared
WHERE old_sha IS DISTINCT FROM new_sha
UNION ALL
SELECT *, 'reader changed' FROM compared WHERE old_sha IS NOT NULL AND old_version <> new_version;

-- Printed codes and names that both releases know, and that count for another trust now.
CREATE OR REPLACE TEMP TABLE match_change AS
SELECT
  old.dataset, old.fy, old.published_code, old.published_name, old.org_code AS old_org, new.org_code AS new_org,
  CASE
    WHEN 'decided' IN (old.rule, new.rule) THEN 'decided'
    WHEN old.by_succession OR new.by_succession THEN 'succession changed'
    ELSE 'matching changed'
  END AS kind
FROM old_match AS old
JOIN new_match AS new
  ON new.dataset = old.dataset AND new.fy = old.fy AND new.published_code = old.published_code AND new.published_name = old.published_name
WHERE old.org_code IS DISTINCT FROM new.org_code OR old.by_succession IS DISTINCT FROM new.by_succession;

CREATE OR REPLACE TEMP TABLE candidate AS
WITH standing AS (
  SELECT * FROM changed_cell WHERE present AND was_present
),
sure AS (
  -- Files that the cell rests on, or rested on.
  SELECT cell.fy, cell.org_code, cell.measure, change.kind, change.dataset, change.slot
  FROM standing AS cell
  JOIN slot_change AS change
    ON change.dataset = cell.dataset AND change.fy = cell.fy
   AND (list_contains(cell.old_files, change.old_sha[:12]) OR list_contains(cell.new_files, change.new_sha[:12]))
  UNION ALL
  -- A trust that comes or goes does so with the accounts of the year.
  SELECT cell.fy, cell.org_code, cell.measure, change.kind, change.dataset, change.slot
  FROM changed_cell AS cell
  JOIN slot_change AS change ON change.dataset = getvariable('spine') AND change.fy = cell.fy
  WHERE cell.trust_came_or_went
  UNION ALL
  SELECT cell.fy, cell.org_code, cell.measure, change.kind, NULL, NULL
  FROM standing AS cell
  JOIN match_change AS change
    ON change.dataset = cell.dataset AND change.fy = cell.fy AND cell.org_code IN (change.old_org, change.new_org)
  UNION ALL
  SELECT cell.fy, cell.org_code, cell.measure, 'decided', NULL, NULL
  FROM standing AS cell
  JOIN decision_change AS change
    ON change.kind = 'withhold' AND change.years = cell.fy AND change.subject = cell.org_code || ' ' || cell.measure
  UNION ALL
  SELECT cell.fy, cell.org_code, cell.measure, 'definition changed', NULL, NULL
  FROM standing AS cell JOIN changed_recipe USING (fy, measure)
  UNION ALL
  SELECT fy, org_code, measure, 'definition changed', NULL, NULL FROM standing WHERE getvariable('rules_changed')
  UNION ALL
  -- The trust was there before and is there now: the measure itself has come or gone.
  SELECT fy, org_code, measure, 'definition changed', NULL, NULL FROM changed_cell
  WHERE NOT trust_came_or_went AND NOT (present AND was_present)
),
-- Where nothing of this fits: a file of the year in which the trust is not, so that no figure of the cell is from it.
of_year AS (
  SELECT cell.fy, cell.org_code, cell.measure, change.kind, change.dataset, change.slot
  FROM standing AS cell
  JOIN slot_change AS change ON change.dataset = cell.dataset AND change.fy = cell.fy
  ANTI JOIN (FROM sure WHERE kind <> 'definition changed') AS sure
    ON sure.fy = cell.fy AND sure.org_code = cell.org_code AND sure.measure = cell.measure
)
SELECT DISTINCT * FROM (FROM sure UNION ALL FROM of_year);

-- A file is read, or a name taken, as somebody has said: nothing else has changed.
INSERT INTO candidate
SELECT DISTINCT cell.fy, cell.org_code, cell.measure, 'decided', NULL, NULL
FROM changed_cell AS cell
ANTI JOIN candidate ON candidate.fy = cell.fy AND candidate.org_code = cell.org_code AND candidate.measure = cell.measure
JOIN decision_change AS change
  ON change.kind IN ('heading', 'organisation')
 AND change.dataset IN ('', cell.dataset, CASE WHEN cell.trust_came_or_went THEN getvariable('spine') END)
 AND (change.years = '' OR cell.fy BETWEEN split_part(change.years, '..', 1) AND split_part(change.years, '..', -1));

-- The accounts are as they were, and a trust has come or gone: its name in the accounts is matched otherwise.
INSERT INTO candidate
SELECT cell.fy, cell.org_code, cell.measure, 'matching changed', NULL, NULL
FROM changed_cell AS cell
ANTI JOIN candidate ON candidate.fy = cell.fy AND candidate.org_code = cell.org_code AND candidate.measure = cell.measure
WHERE cell.trust_came_or_went;

-- Cells with more than one possible cause: joining again decides (rejoin.ts).
CREATE OR REPLACE TEMP TABLE undecided_cell AS
SELECT fy, org_code, measure FROM candidate GROUP BY ALL HAVING count(DISTINCT kind) > 1 ORDER BY ALL;
CREATE OR REPLACE TEMP TABLE decided_cell (fy VARCHAR, org_code VARCHAR, measure VARCHAR, kind VARCHAR);
