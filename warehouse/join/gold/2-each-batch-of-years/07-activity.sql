-- The long table: one row per cell, with what it rests on.
INSERT INTO activity BY NAME
WITH resting_on AS (
  SELECT
    reading.dataset, reading.measure, reading.fy, reading.org_code,
    list_sort(list(DISTINCT reading.observation_id)) AS lineage,
    -- The worst of the files: illustrative, then provisional, then final.
    arg_max(state.maturity, CASE state.maturity WHEN 'illustrative' THEN 3 WHEN 'provisional' THEN 2 ELSE 1 END) AS maturity
  FROM reading
  JOIN load_state AS state
    ON state.dataset = reading.dataset AND state.fy = reading.fy AND state.slot = reading.slot AND state.status = 'loaded'
  GROUP BY ALL
)
SELECT
  cell.fy, cell.org_code, cell.org_name, cell.measure, cell.value, cell.status, cell.dataset,
  resting_on.maturity,
  cell.periods_reported::INTEGER AS periods_reported,
  cell.periods_expected,
  CASE cell.verdict
    WHEN 'complete' THEN NULL
    WHEN 'withheld' THEN cell.withheld
    WHEN 'accounts not published' THEN 'the accounts of ' || cell.fy || ' are not published yet'
    WHEN 'no recipe' THEN cell.dataset || ' is not part of this version'
    WHEN 'not in it' THEN 'no row for this trust in ' || cell.dataset || ' ' || cell.fy || ' ('
      || least(cell.periods_printing, cell.figures_expected) || ' of ' || cell.figures_expected || ' periods loaded)'
    ELSE cell.dataset || ' ' || coalesce(reason.text, cell.fy || ': not loaded')
      || CASE WHEN cell.shortfall_max > 0
           THEN '; the whole figure is this or up to ' || format('{:,.10g}', round(cell.shortfall_max, 2)) || ' more' ELSE '' END
  END AS reason,
  coalesce(resting_on.lineage, []::VARCHAR[]) AS lineage,
  cell.position,
  cell.shortfall_max
FROM cell
LEFT JOIN resting_on
  ON resting_on.dataset = cell.dataset AND resting_on.measure = cell.measure AND resting_on.fy = cell.fy AND resting_on.org_code = cell.org_code
LEFT JOIN reason
  ON reason.dataset = cell.dataset AND reason.measure = cell.measure AND reason.fy = cell.fy AND reason.org_code = cell.org_code;
