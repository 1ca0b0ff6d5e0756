-- Every file that was looked at, and what became of it.
CREATE OR REPLACE TABLE gold.source_file AS
SELECT
  dataset, period, url, final_url, file_name, member, sha256, bytes, fetched_at, published, revised, http_status, etag,
  last_modified, content_type, layout, parser_version, maturity, status, reason, superseded_by, fallback,
  load_fy AS fy, slot
FROM source_file
ORDER BY ALL;

-- Every total a loaded file prints, beside what its rows add up to; and those that datasets hold against another of their files.
CREATE OR REPLACE TABLE gold.reconciliation AS
SELECT
  total.dataset, total.load_fy AS fy, total.period, total.measure,
  total.published AS published_total, total.sum_of_rows, total.published - total.sum_of_rows AS residual, state.url
FROM printed_total AS total
JOIN load_state AS state
  ON state.dataset = total.dataset AND state.fy = total.load_fy AND state.slot = total.slot AND state.status = 'loaded'
UNION ALL
SELECT dataset, fy, period, measure, published_total, sum_of_rows, published_total - sum_of_rows, url FROM join_total
ORDER BY ALL;

-- Rows of loaded files that were set aside, with the rule that set them aside.
CREATE OR REPLACE TABLE gold.quarantine AS
SELECT
  quarantine.dataset, quarantine.load_fy AS fy, state.period, state.url, quarantine.sha256,
  quarantine.sheet, quarantine.row_number, quarantine.org_code, quarantine.org_name, quarantine.rule, quarantine.detail
FROM quarantine
JOIN load_state AS state
  ON state.dataset = quarantine.dataset AND state.fy = quarantine.load_fy AND state.slot = quarantine.slot AND state.status = 'loaded'
ORDER BY ALL;
