-- How much of each publication found its trust-year: rows, and the volume of the dataset's first measure.
CREATE OR REPLACE TABLE gold.org_match_coverage AS
WITH counted AS (
  SELECT
    dataset, fy,
    sum(rows)::BIGINT AS rows_published,
    coalesce(sum(rows) FILTER (org_code IS NOT NULL), 0)::BIGINT AS rows_matched,
    coalesce(list_sum(list(volume ORDER BY published_code, published_name)), 0) AS volume_published,
    coalesce(list_sum(list(volume ORDER BY published_code, published_name) FILTER (org_code IS NOT NULL)), 0) AS volume_matched
  FROM gold.org_match
  GROUP BY dataset, fy
)
SELECT
  dataset, fy,
  rows_published, rows_matched, rows_matched / nullif(rows_published, 0) AS row_share,
  volume_published, volume_matched, volume_matched / nullif(volume_published, 0) AS volume_share
FROM counted
ORDER BY dataset, fy;
