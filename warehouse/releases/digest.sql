-- The fingerprint of what a release says. Left out: the words of a reason, which may tell of a day or a server, and when, how and
-- from which address files were fetched. Rows are hashed one by one, so that no text of all rows stands in memory.
WITH line AS (
  SELECT 'figure ' || sha256(to_json(figure)::VARCHAR) AS text FROM (SELECT * EXCLUDE (reason, left_out) FROM gold.trust_activity) AS figure
  UNION ALL
  SELECT 'recipe ' || sha256(to_json(measure)::VARCHAR) FROM gold.measure
  UNION ALL
  SELECT 'file ' || sha256(to_json(file)::VARCHAR)
  FROM (
    SELECT dataset, fy, slot, sha256, parser_version, maturity FROM gold.source_file WHERE status = 'loaded'
  ) AS file
)
SELECT sha256(string_agg(text, chr(10) ORDER BY text)) AS digest FROM line;
