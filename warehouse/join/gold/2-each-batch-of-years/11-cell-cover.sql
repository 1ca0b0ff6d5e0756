-- Which months each cell rests on, and what of them is withheld or blank.
INSERT INTO cell_cover BY NAME
WITH of_periods AS (
  SELECT
    dataset, measure, fy, org_code,
    bit_or(months_of(period, fy)) FILTER (reported) AS months,
    bool_or(suppressed) AS suppressed,
    bool_or(incomplete) AS incomplete,
    coalesce(bool_or(reported AND value = 0), FALSE) AS zero_period
  FROM period_figure
  GROUP BY ALL
),
-- Where months stand beside the year's own figure, they are what it covers.
beside_the_year AS (
  SELECT
    dataset, recipe_measure AS measure, fy, trust_code AS org_code,
    bit_or(months_of(period, fy)) AS months
  FROM asked_figure
  WHERE beside AND status = 'reported' AND trust_code IS NOT NULL AND (follows_succession OR NOT by_succession)
  GROUP BY ALL
),
inherited AS (
  SELECT
    reading.dataset, reading.measure, reading.fy, reading.org_code,
    string_agg(DISTINCT before.from_code, ', ' ORDER BY before.from_code) AS codes
  FROM reading
  JOIN gold.organisation_succession AS before
    ON before.from_code = regexp_replace(upper(trim(reading.published_code)), '-X$', '')
   AND before.effective_date > reading.fy[:4] || '-04-01' AND before.effective_date < (reading.fy[:4]::INTEGER + 1) || '-04-01'
  WHERE reading.by_succession
  GROUP BY ALL
)
SELECT
  of_periods.dataset, of_periods.measure, of_periods.fy, of_periods.org_code,
  coalesce(beside_the_year.months, of_periods.months, 0) AS months,
  of_periods.suppressed, of_periods.incomplete, of_periods.zero_period, inherited.codes AS inherited
FROM of_periods
LEFT JOIN beside_the_year USING (dataset, measure, fy, org_code)
LEFT JOIN inherited USING (dataset, measure, fy, org_code);
