-- Every doubt that travels with a figure: about a cell (fy, org_code, measure) or about a file (url, sha256).
CREATE OR REPLACE TABLE gold.quality_finding AS
WITH loaded AS (
  SELECT * FROM load_state WHERE status = 'loaded'
),
of_files AS (
  -- What the readers of the files found. A cell's finding moves to the trust that its row counts for.
  SELECT
    finding.load_fy AS fy, coalesce(org_match.org_code, finding.org_code) AS org_code, finding.measure,
    loaded.url, loaded.sha256, finding.kind, finding.severity, finding.message, finding.dataset
  FROM quality_finding AS finding
  JOIN loaded ON loaded.dataset = finding.dataset AND loaded.fy = finding.load_fy AND loaded.slot = finding.slot
  LEFT JOIN (
    SELECT dataset, fy, published_code, any_value(org_code) AS org_code, published_name
    FROM gold.org_match GROUP BY dataset, fy, published_code, published_name
  ) AS org_match
    ON org_match.dataset = finding.dataset AND org_match.fy = finding.load_fy
   AND org_match.published_code = coalesce(finding.org_code, '')
   AND (finding.org_name IS NULL OR org_match.published_name = trim(finding.org_name))
   AND (finding.org_code IS NOT NULL OR finding.org_name IS NOT NULL)
  -- Months that one code of a trust did not send another has: the trust's year is whole.
  WHERE NOT (finding.kind = 'months-missing' AND EXISTS (
      FROM months_beside AS months
      WHERE months.dataset = finding.dataset AND months.fy = finding.load_fy AND months.measure = finding.measure
        AND months.org_code = org_match.org_code AND months.months_missing IS NULL))
  -- A list may still have the old name of a trust whose lines are there under the new one: it has its row.
  AND NOT (finding.kind = 'listed-without-data'
    AND EXISTS (FROM trust WHERE trust.fy = finding.load_fy AND trust.org_code = finding.org_code))
),
of_mergers AS (
  -- Both have accounts of the year: each is as filed, part of a year beside a year that changes in the middle.
  SELECT
    one.fy, unnest([before.from_code, before.to_code]) AS org_code, NULL AS measure, NULL AS url, NULL AS sha256,
    'merger-in-year' AS kind, 'info' AS severity,
    before.from_code || ', or a part of it, went to ' || before.to_code || ' on ' || before.effective_date || '; both have accounts of '
      || one.fy || ', each as filed. Figures and ratios of this year are not comparable with those of other years.' AS message,
    NULL AS dataset
  FROM gold.organisation_succession AS before
  JOIN trust AS one ON one.org_code = before.from_code
  JOIN trust AS other ON other.org_code = before.to_code AND other.fy = one.fy
  WHERE before.effective_date BETWEEN one.fy[:4] || '-04-01' AND (one.fy[:4]::INTEGER + 1) || '-03-31'
),
of_stale_files AS (
  SELECT
    fy, NULL AS org_code, NULL AS measure, url, sha256, 'not-brought-up-to-date' AS kind, 'warning' AS severity,
    dataset || ' ' || period || ' is as loaded before; the last attempt failed: ' || reason AS message, dataset
  FROM loaded
  WHERE reason IS NOT NULL
  UNION ALL
  -- The page of the whole year failed, and what was loaded from it before is still here.
  SELECT
    fy, NULL, NULL, NULL, NULL, 'not-brought-up-to-date', 'warning',
    dataset || ' ' || fy || ' is as loaded before; the last attempt failed: ' || reason, dataset
  FROM load_state SEMI JOIN loaded USING (dataset, fy)
  WHERE slot = '' AND status = 'gap'
),
of_other_years AS (
  -- A thousandfold difference from the trust's other years is more often a slip of units than news.
  SELECT
    this.fy, this.org_code, this.measure, NULL AS url, NULL AS sha256, 'far-from-other-years' AS kind, 'warning' AS severity,
    this.value || ' beside a median of ' || median(other.value) || ' in the other years of this trust.' AS message, this.dataset
  FROM gold.trust_activity AS this
  JOIN gold.trust_activity AS other
    ON other.org_code = this.org_code AND other.measure = this.measure AND other.fy <> this.fy AND other.value <> 0
  -- A year whose accounts are not published yet is judged, and judges no other year.
  SEMI JOIN (FROM trust WHERE has_accounts) AS judge ON judge.fy = other.fy
  -- What is left of large figures may be anything.
  WHERE this.value <> 0 AND NOT EXISTS (FROM measure_recipe AS recipe WHERE recipe.balance AND recipe.measure = this.measure)
  GROUP BY this.fy, this.org_code, this.measure, this.value, this.dataset
  -- Against a strict majority of the others, so that one slip in three years does not mark the two that are right.
  HAVING greatest(
    count(*) FILTER (abs(this.value) >= 300 * abs(other.value)),
    count(*) FILTER (abs(other.value) >= 300 * abs(this.value))) * 2 > count(*) AND count(*) >= 2
)
SELECT fy, org_code, measure, url, sha256, kind, severity, message, dataset
FROM (
  FROM of_files
  UNION ALL FROM of_mergers
  UNION ALL FROM figure_finding
  UNION ALL FROM of_stale_files
  UNION ALL FROM of_other_years
  UNION ALL SELECT fy, org_code, NULL, NULL, NULL, kind, 'warning', message, dataset FROM join_finding
)
GROUP BY ALL
ORDER BY ALL;
