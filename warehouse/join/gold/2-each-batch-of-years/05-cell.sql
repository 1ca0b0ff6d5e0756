-- One cell of trust_year: the periods of a year added or averaged, and its status. The rules are in warehouse/README.md.
CREATE OR REPLACE TEMP TABLE cell AS
WITH loaded AS (
  SELECT dataset, fy FROM load_state WHERE status = 'loaded' GROUP BY ALL
),
printing AS (
  SELECT dataset, measure, fy, count(DISTINCT period) AS periods FROM carried GROUP BY ALL
),
seen AS (
  SELECT DISTINCT carried.dataset, carried.measure, carried.fy, present.org_code
  FROM carried
  JOIN present ON present.dataset = carried.dataset AND present.fy = carried.fy AND present.slot = carried.slot
  JOIN measure_recipe AS recipe
    ON recipe.dataset = carried.dataset AND recipe.fy = carried.fy AND recipe.measure = carried.measure
  WHERE recipe.follows_succession OR NOT present.by_succession
),
-- The period's own edition is on the site and could not be loaded: who is in no other edition may be in it.
own_edition_failed AS (
  SELECT DISTINCT file.dataset, file.load_fy AS fy
  FROM source_file AS file
  JOIN expected_slot AS own ON own.dataset = file.dataset AND own.fy = file.load_fy AND own.slot = file.slot AND own.stand_in = 0
  JOIN expected_slot AS other ON other.dataset = file.dataset AND other.fy = file.load_fy AND other.stand_in > 0
  ANTI JOIN load_state AS state
    ON state.dataset = file.dataset AND state.fy = file.load_fy AND state.slot = file.slot AND state.status = 'loaded'
  WHERE file.status = 'refused'
),
of_year AS (
  SELECT
    dataset, measure, fy, org_code,
    count(*) FILTER (reported) AS periods_reported,
    list_sum(list(value ORDER BY period) FILTER (reported)) AS total,
    bool_or(suppressed) AS suppressed,
    bool_or(incomplete) AS incomplete,
    bool_or(printed_twice) AS printed_twice,
    count(shortfall_max) FILTER (reported OR suppressed) AS periods_bounded,
    list_sum(list(shortfall_max ORDER BY period)) AS shortfall
  FROM period_figure
  GROUP BY ALL
),
judged AS (
  SELECT
    trust.fy, trust.org_code, trust.org_name, column_of.measure, column_of.dataset, column_of.position,
    recipe.across_periods, recipe.scale, of_year.total, of_year.periods_bounded, of_year.shortfall,
    coalesce(months.months_reported, of_year.periods_reported, 0) AS periods_reported, withheld_cell.reason AS withheld,
    coalesce(recipe.months_beside, FALSE) AS months_beside,
    CASE WHEN recipe.months_beside THEN 12 WHEN NOT trust.has_accounts AND column_of.of_spine THEN 1
      ELSE recipe.periods_expected END AS periods_expected,
    CASE WHEN recipe.months_beside THEN 1 ELSE recipe.periods_expected END AS figures_expected,
    coalesce(printing.periods, 0) AS periods_printing,
    CASE
      WHEN NOT trust.has_accounts AND column_of.of_spine THEN 'accounts not published'
      WHEN withheld_cell.fy IS NOT NULL THEN 'withheld'
      WHEN recipe.measure IS NULL THEN 'no recipe'
      WHEN loaded.dataset IS NULL THEN 'not loaded'
      WHEN printing.periods IS NULL THEN 'not printed'
      -- Every trust has accounts: one of the workbooks may lack a line that the other has.
      WHEN seen.org_code IS NULL AND recipe.of_spine THEN 'not printed'
      WHEN seen.org_code IS NULL AND printing.periods * 2 < recipe.periods_expected THEN 'too little loaded'
      WHEN seen.org_code IS NULL AND own_edition_failed.fy IS NOT NULL THEN 'own edition not loaded'
      WHEN seen.org_code IS NULL THEN 'not in it'
      WHEN of_year.printed_twice THEN 'printed twice'
      WHEN of_year.suppressed AND coalesce(of_year.total, 0) = 0 THEN 'all suppressed'
      WHEN of_year.suppressed THEN 'part suppressed'
      WHEN coalesce(of_year.periods_reported, 0) = 0 THEN 'blank'
      WHEN of_year.periods_reported < recipe.periods_expected THEN 'periods missing'
      WHEN of_year.incomplete THEN 'parts missing'
      WHEN months.months_reported < months.months_expected THEN 'months missing'
      ELSE 'complete'
    END AS verdict
  FROM trust
  CROSS JOIN trust_year_measure AS column_of
  LEFT JOIN measure_recipe AS recipe
    ON recipe.dataset = column_of.dataset AND recipe.fy = trust.fy AND recipe.measure = column_of.measure
  LEFT JOIN loaded ON loaded.dataset = column_of.dataset AND loaded.fy = trust.fy
  LEFT JOIN printing ON printing.dataset = column_of.dataset AND printing.measure = column_of.measure AND printing.fy = trust.fy
  LEFT JOIN own_edition_failed ON own_edition_failed.dataset = column_of.dataset AND own_edition_failed.fy = trust.fy
  LEFT JOIN seen
    ON seen.dataset = column_of.dataset AND seen.measure = column_of.measure AND seen.fy = trust.fy AND seen.org_code = trust.org_code
  LEFT JOIN of_year
    ON of_year.dataset = column_of.dataset AND of_year.measure = column_of.measure AND of_year.fy = trust.fy
   AND of_year.org_code = trust.org_code
  LEFT JOIN months_beside AS months
    ON months.dataset = column_of.dataset AND months.measure = column_of.measure AND months.fy = trust.fy
   AND months.org_code = trust.org_code
  LEFT JOIN withheld_cell
    ON withheld_cell.fy = trust.fy AND withheld_cell.org_code = trust.org_code AND withheld_cell.measure = column_of.measure
  SEMI JOIN batch ON batch.dataset = column_of.dataset AND batch.fy = trust.fy
)
SELECT
  * EXCLUDE (total, scale, across_periods, periods_bounded, shortfall),
  CASE verdict
    WHEN 'complete' THEN 'reported'
    WHEN 'periods missing' THEN 'partial'
    WHEN 'months missing' THEN 'partial'
    WHEN 'parts missing' THEN 'partial'
    WHEN 'part suppressed' THEN 'partial'
    WHEN 'all suppressed' THEN 'suppressed'
    WHEN 'not in it' THEN 'not_applicable'
    ELSE 'missing'
  END AS status,
  -- Null is never zero, and a printed zero is never null.
  CASE
    WHEN verdict NOT IN ('complete', 'periods missing', 'months missing', 'parts missing', 'part suppressed') THEN NULL
    WHEN across_periods = 'mean' THEN total / periods_reported * scale
    -- A nil turned by its sign is nil, not minus nil.
    ELSE total * scale + 0.0
  END AS value,
  CASE
    WHEN verdict NOT IN ('complete', 'part suppressed') OR periods_bounded < figures_expected THEN NULL
    -- Where the year stands for itself, months beside it say what of it is missing.
    WHEN months_beside AND periods_reported < periods_expected THEN NULL
    WHEN across_periods = 'mean' AND periods_reported < periods_expected THEN NULL
    WHEN across_periods = 'mean' THEN shortfall / periods_reported * abs(scale)
    ELSE shortfall * abs(scale)
  END AS shortfall_max
FROM judged;
