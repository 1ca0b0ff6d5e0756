-- Every figure as published, with the cell it stands in. The batches come in the order of `observation_id`, and so do the rows.
INSERT INTO gold.observation BY NAME
SELECT
  observation.observation_id, observation.dataset, observation.load_fy AS fy, observation.org_code, observation.org_name,
  observation.period, observation.measure, observation.value, observation.status, observation.printed,
  state.url, observation.sha256, observation.sheet, observation.row_number, observation.column_letter
FROM observation
JOIN load_state AS state
  ON state.dataset = observation.dataset AND state.fy = observation.load_fy AND state.slot = observation.slot AND state.status = 'loaded'
WHERE observation.observation_id >= getvariable('first_file')
  AND (getvariable('next_file') = '' OR observation.observation_id < getvariable('next_file'))
ORDER BY ALL;
