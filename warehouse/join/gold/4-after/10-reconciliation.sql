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
