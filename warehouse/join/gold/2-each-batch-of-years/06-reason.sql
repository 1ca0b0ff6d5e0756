-- Why a cell is not simply `reported`, in words: period by period where periods differ.
CREATE OR REPLACE TEMP TABLE reason AS
WITH own_state AS (
  SELECT
    dataset, fy, period,
    bool_or(status = 'loaded') AS loaded,
    string_agg(DISTINCT reason, ' ' ORDER BY reason) FILTER (status = 'gap') AS gap
  FROM load_state
  WHERE slot <> ''
  GROUP BY ALL
),
period_state AS (
  SELECT
    expected.dataset, expected.fy, expected.period,
    coalesce(own_state.loaded, FALSE) AS loaded,
    -- The slot '' is about the whole year, and speaks for every period that has nothing of its own.
    coalesce(own_state.gap, whole_year.reason) AS gap
  FROM (SELECT DISTINCT dataset, fy, period FROM expected_period) AS expected
  LEFT JOIN own_state USING (dataset, fy, period)
  LEFT JOIN load_state AS whole_year
    ON whole_year.dataset = expected.dataset AND whole_year.fy = expected.fy AND whole_year.slot = ''
),
note AS (
  SELECT
    cell.dataset, cell.measure, cell.fy, cell.org_code, state.period,
    CASE
      WHEN NOT state.loaded AND carried.period IS NULL AND state.gap IS NOT NULL THEN 'could not be loaded: ' || state.gap
      WHEN NOT state.loaded AND carried.period IS NULL THEN 'not loaded'
      WHEN carried.period IS NULL AND state.gap IS NOT NULL THEN 'could not be loaded: ' || state.gap
      WHEN carried.period IS NULL OR cell.verdict = 'not printed' THEN 'the file does not print this figure'
      WHEN figure.printed_twice THEN 'two files print this figure for the same period; neither was taken'
      WHEN figure.suppressed THEN 'suppressed by the publisher'
      WHEN figure.reported AND figure.incomplete
        THEN 'the row leaves a part of the sum blank' || coalesce(' (' || figure.blank_parts || ')', '')
      WHEN figure.reported AND months.months_missing IS NOT NULL THEN 'no number in ' || months.months_missing
      WHEN figure.reported THEN NULL
      WHEN present.period IS NULL THEN 'no row for this trust'
      ELSE 'the row prints no figure'
    END AS text
  FROM cell
  JOIN expected_period ON expected_period.dataset = cell.dataset AND expected_period.fy = cell.fy AND expected_period.measure = cell.measure
  JOIN period_state AS state ON state.dataset = cell.dataset AND state.fy = cell.fy AND state.period = expected_period.period
  LEFT JOIN (SELECT DISTINCT dataset, measure, fy, period FROM carried) AS carried
    ON carried.dataset = cell.dataset AND carried.measure = cell.measure AND carried.fy = cell.fy AND carried.period = state.period
  LEFT JOIN period_figure AS figure
    ON figure.dataset = cell.dataset AND figure.measure = cell.measure AND figure.fy = cell.fy AND figure.org_code = cell.org_code
   AND figure.period = state.period
  LEFT JOIN months_beside AS months
    ON months.dataset = cell.dataset AND months.measure = cell.measure AND months.fy = cell.fy AND months.org_code = cell.org_code
  LEFT JOIN (SELECT DISTINCT dataset, fy, period, org_code FROM present) AS present
    ON present.dataset = cell.dataset AND present.fy = cell.fy AND present.period = state.period AND present.org_code = cell.org_code
  WHERE cell.verdict NOT IN ('complete', 'no recipe', 'not in it', 'withheld', 'accounts not published')
),
by_text AS (
  SELECT
    dataset, measure, fy, org_code, text, min(period) AS first_period,
    string_agg(period, ', ' ORDER BY period) || ': ' || text AS sentence
  FROM note
  WHERE text IS NOT NULL
  GROUP BY dataset, measure, fy, org_code, text
)
SELECT dataset, measure, fy, org_code, string_agg(sentence, '; ' ORDER BY first_period, text) AS text
FROM by_text
GROUP BY ALL;
