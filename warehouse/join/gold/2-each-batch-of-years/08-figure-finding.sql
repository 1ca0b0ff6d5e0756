-- What to know of the figures that a cell rests on: whose they are, and from which file.
INSERT INTO figure_finding BY NAME
WITH loaded AS (
  SELECT * FROM load_state
  WHERE status = 'loaded'
),
of_successions AS (
  SELECT
    fy, org_code, measure, NULL AS url, NULL AS sha256, 'succession' AS kind, 'info' AS severity,
    'Includes what ' || published_code || ' (' || published_name || ') reported for '
      || string_agg(DISTINCT period, ', ' ORDER BY period) || '. ' || match_reason AS message,
    dataset
  FROM reading
  WHERE by_succession
  GROUP BY fy, org_code, measure, published_code, published_name, match_reason, dataset
),
of_decisions AS (
  SELECT
    fy, org_code, measure, NULL AS url, NULL AS sha256, 'decided-organisation' AS kind, 'warning' AS severity,
    'Includes what is printed under "' || trim(published_code || ' ' || published_name) || '". ' || match_reason AS message,
    dataset
  FROM reading
  WHERE NOT by_succession AND contains(match_reason, ' by decision ')
  GROUP BY fy, org_code, measure, published_code, published_name, match_reason, dataset
),
of_decided_files AS (
  -- The file was refused and somebody accepted it, or gave its address: said of the file, and of every figure from it.
  SELECT
    reading.fy, reading.org_code, reading.measure, loaded.url, loaded.sha256, finding.kind, finding.severity, finding.message,
    reading.dataset
  FROM reading
  JOIN loaded ON loaded.dataset = reading.dataset AND loaded.fy = reading.fy AND loaded.slot = reading.slot
  JOIN quality_finding AS finding
    ON finding.dataset = loaded.dataset AND finding.load_fy = loaded.fy AND finding.slot = loaded.slot
  WHERE finding.kind IN ('accepted', 'given-address') AND finding.org_code IS NULL AND finding.measure IS NULL
  GROUP BY ALL
),
of_fallbacks AS (
  SELECT
    reading.fy, reading.org_code, reading.measure, loaded.url, loaded.sha256, 'fallback' AS kind, 'warning' AS severity,
    reading.period || ' is not from the publisher''s preferred file but from ' || loaded.url || ', because: ' || loaded.fallback AS message,
    reading.dataset
  FROM reading
  JOIN loaded ON loaded.dataset = reading.dataset AND loaded.fy = reading.fy AND loaded.slot = reading.slot
  WHERE loaded.fallback IS NOT NULL
  GROUP BY ALL
),
of_other_editions AS (
  SELECT
    reading.fy, reading.org_code, reading.measure, loaded.url, loaded.sha256, 'other-edition' AS kind,
    CASE WHEN own.reason IS NULL THEN 'info' ELSE 'warning' END AS severity,
    'From another edition of the publication (' || reading.slot || ')'
      || coalesce('; the period''s own edition could not be loaded: ' || own.reason, ', since the period''s own prints no figure for this trust or is not published')
      || '. Editions differ a little: later ones are weighted anew.' AS message,
    reading.dataset
  FROM reading
  JOIN loaded ON loaded.dataset = reading.dataset AND loaded.fy = reading.fy AND loaded.slot = reading.slot
  LEFT JOIN (
    SELECT file.dataset, file.load_fy AS fy, any_value(file.reason ORDER BY file.url) AS reason
    FROM source_file AS file
    JOIN expected_slot ON expected_slot.dataset = file.dataset AND expected_slot.fy = file.load_fy AND expected_slot.slot = file.slot
    ANTI JOIN loaded ON loaded.dataset = file.dataset AND loaded.fy = file.load_fy AND loaded.slot = file.slot
    WHERE file.status = 'refused' AND expected_slot.stand_in = 0
    GROUP BY file.dataset, file.load_fy
  ) AS own ON own.dataset = reading.dataset AND own.fy = reading.fy
  WHERE reading.stand_in > 0
  GROUP BY ALL
),
of_printed_twice AS (
  SELECT
    fy, org_code, measure, NULL AS url, NULL AS sha256, 'printed-twice' AS kind, 'warning' AS severity,
    'Two loaded files print this figure for ' || string_agg(period, ', ' ORDER BY period) || '; neither was taken.' AS message,
    dataset
  FROM period_figure
  WHERE printed_twice
  GROUP BY ALL
)
FROM of_successions
UNION ALL BY NAME FROM of_decisions
UNION ALL BY NAME FROM of_decided_files
UNION ALL BY NAME FROM of_fallbacks
UNION ALL BY NAME FROM of_other_editions
UNION ALL BY NAME FROM of_printed_twice;
