-- Lists of practices by month, beside everything the month's files print as their sums.
-- Reads gp_list_size, gp_list_total, gp_practice and load_state; adds to join_finding and join_total.

-- Twenty million rows are read where they lie, a month at a time. Name, ICB and region are those of the same month's map.
CREATE OR REPLACE VIEW gold.fact_gp_registered_patients AS
SELECT
  size.snapshot_date, size.practice_code, practice.practice_name, practice.icb_code, practice.region,
  size.age_band, size.sex, size.patients AS registered_population,
  size.sha256 AS source_sha256, size.source_row
FROM main.gp_list_size AS size
LEFT JOIN main.gp_practice AS practice USING (snapshot_date, practice_code);

-- A practice is here when any of the month's two files of figures has it; what one of them lacks is null, not zero.
CREATE OR REPLACE TABLE gold.gp_practice_total AS
WITH by_band AS (
  SELECT
    snapshot_date, practice_code,
    sum(patients)::INTEGER AS registered_population,
    coalesce(sum(patients) FILTER (sex = 'FEMALE'), 0)::INTEGER AS female,
    coalesce(sum(patients) FILTER (sex = 'MALE'), 0)::INTEGER AS male
  FROM gp_list_size GROUP BY ALL
),
printed AS (
  SELECT
    snapshot_date, practice_code,
    any_value(patients) FILTER (printed_in = 'quin-age') AS printed_in_quin_age,
    any_value(patients) FILTER (printed_in = 'all') AS printed_in_all
  FROM gp_list_total WHERE sex = 'ALL' GROUP BY ALL
)
SELECT
  snapshot_date, practice_code, practice.practice_name, practice.icb_code, practice.region,
  by_band.registered_population, by_band.female, by_band.male, printed.printed_in_quin_age, printed.printed_in_all,
  practice.source_row IS NOT NULL AS in_map
FROM by_band
FULL JOIN printed USING (snapshot_date, practice_code)
LEFT JOIN gp_practice AS practice USING (snapshot_date, practice_code)
ORDER BY snapshot_date, practice_code;

-- A month is compared with its totals file, and with its map, only where that is loaded.
CREATE OR REPLACE TABLE gold.gp_month_total AS
WITH loaded AS (
  SELECT
    any_value(fy) AS fy, (period || '-01')::DATE AS snapshot_date,
    count(*) FILTER (slot = period || ' quin-age') > 0 AS has_bands,
    count(*) FILTER (slot = period || ' all') > 0 AS has_all,
    count(*) FILTER (slot = period || ' map') > 0 AS has_map
  FROM load_state WHERE dataset = 'gp-registered-patients' AND status = 'loaded'
  GROUP BY period
),
month AS (
  SELECT
    snapshot_date,
    count(registered_population) AS practices,
    sum(registered_population) AS registered_population, sum(female) AS female, sum(male) AS male,
    sum(printed_in_quin_age) AS printed_in_quin_age,
    count(printed_in_all) AS practices_in_all, sum(printed_in_all) AS printed_in_all,
    count(*) FILTER (registered_population IS DISTINCT FROM printed_in_all) AS apart,
    count(*) FILTER (NOT in_map AND registered_population IS NOT NULL) AS practices_not_in_map,
    coalesce(sum(registered_population) FILTER (NOT in_map), 0) AS people_not_in_map
  FROM gold.gp_practice_total GROUP BY ALL
)
SELECT
  loaded.snapshot_date, loaded.fy,
  CASE WHEN has_bands THEN month.practices END::INTEGER AS practices,
  month.registered_population::INTEGER AS registered_population, month.female::INTEGER AS female, month.male::INTEGER AS male,
  month.printed_in_quin_age::INTEGER AS printed_in_quin_age,
  CASE WHEN has_all THEN month.practices_in_all END::INTEGER AS practices_in_all,
  month.printed_in_all::INTEGER AS printed_in_all,
  CASE WHEN has_bands AND has_all THEN month.apart END::INTEGER AS practices_that_disagree,
  CASE WHEN has_bands THEN month.practices_not_in_map END::INTEGER AS practices_not_in_map,
  CASE WHEN has_bands THEN month.people_not_in_map END::INTEGER AS people_not_in_map,
  has_map
FROM loaded LEFT JOIN month USING (snapshot_date)
ORDER BY loaded.snapshot_date;

-- England as `all` has it, beside the age bands of quin-age.
INSERT INTO join_total BY NAME
SELECT
  'gp-registered-patients' AS dataset, month.fy, state.period, 'printed_in_all' AS measure,
  month.printed_in_all AS published_total, month.registered_population AS sum_of_rows, state.url
FROM gold.gp_month_total AS month
JOIN load_state AS state
  ON state.dataset = 'gp-registered-patients' AND state.status = 'loaded' AND state.slot = strftime(month.snapshot_date, '%Y-%m') || ' all'
WHERE month.registered_population IS NOT NULL;

-- The two files of a month should agree on every practice.
INSERT INTO join_finding BY NAME
WITH apart AS (
  SELECT
    snapshot_date,
    list(practice_code || ' ' || coalesce(printed_in_all::VARCHAR, 'not there') || ' and '
      || coalesce(registered_population::VARCHAR, 'not there') ORDER BY practice_code)[:5] AS first_ones
  FROM gold.gp_practice_total WHERE registered_population IS DISTINCT FROM printed_in_all
  GROUP BY snapshot_date
)
SELECT
  fy, 'practice-totals-disagree' AS kind, 'gp-registered-patients' AS dataset,
  strftime(snapshot_date, '%B %Y') || ': ' || practices_that_disagree || ' practices do not have the same list in gp-reg-pat-prac-all as in '
    || 'gp-reg-pat-prac-quin-age (England: ' || printed_in_all || ' and ' || registered_population || '). The first: '
    || array_to_string(first_ones, ', ') || '. The age bands are what is published; gp_practice_total has every practice.' AS message
FROM gold.gp_month_total JOIN apart USING (snapshot_date)
WHERE practices_that_disagree > 0;

-- A practice that the month's map lacks has neither name nor ICB nor region; another month's map would be a guess.
INSERT INTO join_finding BY NAME
WITH unmapped AS (
  SELECT snapshot_date, list(practice_code ORDER BY practice_code)[:5] AS first_ones
  FROM gold.gp_practice_total WHERE NOT in_map AND registered_population IS NOT NULL
  GROUP BY snapshot_date
)
SELECT
  fy, 'practice-not-in-map' AS kind, 'gp-registered-patients' AS dataset,
  strftime(snapshot_date, '%B %Y') || ': ' || CASE WHEN has_map
    THEN practices_not_in_map || ' of ' || practices || ' practices, with ' || people_not_in_map
      || ' people, are not in the month''s map, so that they have no name, ICB or region: ' || array_to_string(first_ones, ', ')
      || CASE WHEN practices_not_in_map > 5 THEN ' and more.' ELSE '.' END
    ELSE 'the month''s map is not loaded, so that no practice has a name, an ICB or a region.' END AS message
FROM gold.gp_month_total JOIN unmapped USING (snapshot_date);

-- England's lists grow by less than half a percent from month to month; two percent is half a file, or people counted twice.
INSERT INTO join_finding BY NAME
SELECT
  month.fy, 'far-from-month-before' AS kind, 'gp-registered-patients' AS dataset,
  strftime(month.snapshot_date, '%B %Y') || ' has ' || month.registered_population || ' people on the lists of ' || month.practices
    || ' practices, the month before ' || before.registered_population || ' on those of ' || before.practices || ': is one of the files complete?' AS message
FROM gold.gp_month_total AS month
JOIN gold.gp_month_total AS before ON before.snapshot_date = month.snapshot_date - INTERVAL 1 MONTH
WHERE abs(month.registered_population - before.registered_population) > 0.02 * before.registered_population;

COMMENT ON COLUMN gold.fact_gp_registered_patients.snapshot_date IS 'First of the month the lists were counted on';
COMMENT ON COLUMN gold.fact_gp_registered_patients.practice_code IS 'ODS code of the practice';
COMMENT ON COLUMN gold.fact_gp_registered_patients.practice_name IS 'Name in the same month''s map; nothing where the practice is not in it';
COMMENT ON COLUMN gold.fact_gp_registered_patients.icb_code IS 'ODS code of the integrated care board in the same month''s map; of the STP before July 2022';
COMMENT ON COLUMN gold.fact_gp_registered_patients.region IS 'NHS region in the same month''s map, by name as printed';
COMMENT ON COLUMN gold.fact_gp_registered_patients.age_band IS 'Five years of age: 0-4 to 90-94, then 95+';
COMMENT ON COLUMN gold.fact_gp_registered_patients.sex IS 'FEMALE or MALE; the sums of both are in gp_practice_total';
COMMENT ON COLUMN gold.fact_gp_registered_patients.registered_population IS 'People of that age and sex on the practice''s list; a stock: never add months';
COMMENT ON COLUMN gold.fact_gp_registered_patients.source_sha256 IS 'Fingerprint of the file (quin-age), as in source_file';
COMMENT ON COLUMN gold.fact_gp_registered_patients.source_row IS 'Line of the CSV, from 1';
COMMENT ON COLUMN gold.gp_practice_total.snapshot_date IS 'First of the month the lists were counted on';
COMMENT ON COLUMN gold.gp_practice_total.practice_code IS 'ODS code of the practice';
COMMENT ON COLUMN gold.gp_practice_total.practice_name IS 'Name in the same month''s map';
COMMENT ON COLUMN gold.gp_practice_total.icb_code IS 'ODS code of the integrated care board in the same month''s map; of the STP before July 2022';
COMMENT ON COLUMN gold.gp_practice_total.region IS 'NHS region in the same month''s map, by name as printed';
COMMENT ON COLUMN gold.gp_practice_total.registered_population IS 'People on the list, added up from the age bands; nothing where quin-age lacks the practice';
COMMENT ON COLUMN gold.gp_practice_total.female IS 'Of them, women and girls';
COMMENT ON COLUMN gold.gp_practice_total.male IS 'Of them, men and boys';
COMMENT ON COLUMN gold.gp_practice_total.printed_in_quin_age IS 'The whole list as quin-age itself prints it';
COMMENT ON COLUMN gold.gp_practice_total.printed_in_all IS 'The whole list as the file of totals prints it';
COMMENT ON COLUMN gold.gp_practice_total.in_map IS 'Whether the month''s map has the practice';
COMMENT ON COLUMN gold.gp_month_total.snapshot_date IS 'First of the month the lists were counted on';
COMMENT ON COLUMN gold.gp_month_total.practices IS 'Practices in quin-age';
COMMENT ON COLUMN gold.gp_month_total.registered_population IS 'People on their lists, added up from the age bands';
COMMENT ON COLUMN gold.gp_month_total.female IS 'Of them, women and girls';
COMMENT ON COLUMN gold.gp_month_total.male IS 'Of them, men and boys';
COMMENT ON COLUMN gold.gp_month_total.printed_in_quin_age IS 'Sum of the whole lists as quin-age itself prints them';
COMMENT ON COLUMN gold.gp_month_total.practices_in_all IS 'Practices in the file of totals';
COMMENT ON COLUMN gold.gp_month_total.printed_in_all IS 'Sum of the whole lists as the file of totals prints them';
COMMENT ON COLUMN gold.gp_month_total.practices_that_disagree IS 'Practices whose list is not the same in both files, or that only one of them has';
COMMENT ON COLUMN gold.gp_month_total.practices_not_in_map IS 'Practices without a name, for the month''s map lacks them';
COMMENT ON COLUMN gold.gp_month_total.people_not_in_map IS 'People on their lists';
COMMENT ON COLUMN gold.gp_month_total.has_map IS 'Whether the month''s map is loaded';
