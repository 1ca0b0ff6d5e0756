-- Every file that was looked at, and what became of it.
CREATE OR REPLACE TABLE gold.source_file AS
SELECT
  dataset, period, url, final_url, file_name, member, sha256, bytes, fetched_at, published, revised, http_status, etag,
  last_modified, content_type, layout, parser_version, maturity, status, reason, superseded_by, fallback,
  load_fy AS fy, slot
FROM source_file
ORDER BY ALL;
