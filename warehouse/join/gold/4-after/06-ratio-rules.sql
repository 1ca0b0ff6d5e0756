-- What a ratio is worth: its status, and why. The rules are those of docs/ratios.md.
-- parts: a table like ratio_part. pairs: a table like same_periods. withheld: ratio, unit_code, fy, finding.
CREATE OR REPLACE TEMP MACRO ratios_of(parts, pairs, withheld) AS TABLE
WITH sides AS (
  SELECT
    ratio, dividend AS dividend_measure, divisor AS divisor_measure, times, complement, same_periods, floor_of_divisor, unit, position,
    dividend_from_accounts, divisor_from_accounts, withheld_by,
    d.fy, d.unit_code, d.accounts_months, d.merger,
    d AS top_part, v AS bottom_part,
    -- The flow, or the one that is not of the accounts: what has to fit to the accounts' months.
    CASE WHEN dividend_from_accounts THEN v ELSE d END AS activity
  FROM ratio_recipe
  JOIN query_table(parts) AS d ON d.measure = dividend
  JOIN query_table(parts) AS v ON v.measure = divisor AND v.fy = d.fy AND v.unit_code = d.unit_code
),
paired AS (
  SELECT
    sides.*,
    pair.periods AS pair_periods,
    held.finding,
    CASE WHEN same_periods THEN pair.dividend ELSE top_part.value END AS dividend_value,
    CASE WHEN same_periods THEN pair.divisor ELSE bottom_part.value END AS divisor_value
  FROM sides
  LEFT JOIN query_table(pairs) AS pair USING (ratio, fy, unit_code)
  LEFT JOIN (SELECT ratio, fy, unit_code, min(finding) AS finding FROM query_table(withheld) GROUP BY ALL) AS held
    USING (ratio, fy, unit_code)
),
told AS (
  SELECT
    *,
    coalesce(accounts_months <> 12, FALSE) OR merger IS NOT NULL AS broken_year,
    dividend_from_accounts <> divisor_from_accounts AS accounts_and_activity,
    top_part.kind = 'flow' AND bottom_part.kind = 'stock' OR top_part.kind = 'stock' AND bottom_part.kind = 'flow' AS flow_and_stock,
    top_part.kind = 'flow' AND bottom_part.kind = 'flow' AS flow_and_flow
  FROM paired
),
aligned AS (
  SELECT
    *,
    -- Accounts of six months beside six months of a monthly return: the same months, and nothing is left out.
    broken_year AND accounts_and_activity AND flow_and_flow AND activity.across_periods = 'sum' AND activity.inherited IS NULL
      AND activity.months = coalesce(activity.code_months, 4095) AND activity.late IS NULL AS same_months_as_accounts
  FROM told
),
bounded AS (
  SELECT
    *,
    same_periods AND pair_periods < greatest(top_part.periods_expected, bottom_part.periods_expected) AS part_of_both,
    NOT same_periods AND (top_part.part_left_out OR top_part.months_left_out AND NOT same_months_as_accounts) AS dividend_low,
    NOT same_periods AND (bottom_part.part_left_out OR bottom_part.months_left_out AND NOT same_months_as_accounts) AS divisor_low,
    NOT same_periods AND (top_part.mean_of_part OR bottom_part.mean_of_part) AS mean_of_part
  FROM aligned
),
judged AS (
  SELECT
    *,
    CASE
      WHEN dividend_value IS NULL OR divisor_value IS NULL OR divisor_value = 0 THEN 'missing'
      WHEN finding IS NOT NULL OR withheld_by <> [] AND dividend_value = 0 AND divisor_value > 5000 THEN 'withheld'
      WHEN broken_year AND flow_and_stock THEN 'flow and stock'
      WHEN broken_year AND accounts_and_activity AND flow_and_flow AND NOT same_months_as_accounts THEN 'other months'
      WHEN divisor_value < 0 THEN 'negative divisor'
      WHEN top_part.unbounded OR bottom_part.unbounded THEN 'no bound'
      WHEN dividend_low AND divisor_low AND top_part.months <> bottom_part.months THEN 'both left out'
      WHEN dividend_low AND divisor_low AND (top_part.part_left_out OR bottom_part.part_left_out) THEN 'both left out'
      WHEN NOT same_periods AND NOT accounts_and_activity AND flow_and_flow AND top_part.months <> bottom_part.months THEN 'different months'
      WHEN (dividend_low OR divisor_low) AND mean_of_part THEN 'bound and estimate'
      WHEN dividend_low AND divisor_low OR part_of_both THEN 'same part'
      WHEN divisor_low THEN 'divisor low'
      WHEN dividend_low THEN 'dividend low'
      WHEN broken_year AND accounts_and_activity AND NOT flow_and_flow AND NOT mean_of_part THEN 'two averages'
      WHEN mean_of_part THEN 'mean of part'
      ELSE 'plain'
    END AS verdict
  FROM bounded
)
SELECT
  unit_code, fy, ratio, position, unit,
  CASE
    WHEN verdict IN ('missing', 'withheld') THEN NULL
    WHEN complement THEN times * (1 - dividend_value / divisor_value)
    ELSE times * dividend_value / divisor_value
  END AS value,
  CASE verdict
    WHEN 'missing' THEN 'missing'
    WHEN 'plain' THEN 'reported'
    WHEN 'mean of part' THEN 'estimate'
    WHEN 'same part' THEN 'estimate'
    WHEN 'two averages' THEN 'estimate'
    -- What is divided may be negative (a credit, a deficit): too small a divisor then makes the ratio too low.
    WHEN 'divisor low' THEN CASE WHEN complement = (dividend_value >= 0) THEN 'lower_bound' ELSE 'upper_bound' END
    WHEN 'dividend low' THEN CASE WHEN complement THEN 'upper_bound' ELSE 'lower_bound' END
    ELSE 'not_comparable'
  END AS status,
  CASE verdict
    WHEN 'missing' THEN
      CASE
        WHEN top_part.value IS NULL OR bottom_part.value IS NULL THEN
          concat_ws('; ',
            CASE WHEN top_part.value IS NULL THEN dividend_measure || ' is ' || top_part.status || coalesce(': ' || top_part.reason, '') END,
            CASE WHEN bottom_part.value IS NULL THEN divisor_measure || ' is ' || bottom_part.status || coalesce(': ' || bottom_part.reason, '') END)
        WHEN divisor_value = 0 THEN divisor_measure || ' is 0'
        ELSE 'no period prints both ' || dividend_measure || ' and ' || divisor_measure || ' in full'
      END
    WHEN 'withheld' THEN 'withheld: ' || CASE finding
        WHEN 'four-hour-field-test' THEN 'the trust tested other standards and did not report four-hour waits (finding four-hour-field-test)'
        WHEN 'zero-return' THEN 'a month reports no wait at all, which is more likely a missing return (finding zero-return)'
        ELSE dividend_measure || ' is 0 of ' || divisor_value::BIGINT || ', which is more likely a missing return' END
    WHEN 'flow and stock' THEN
      coalesce(merger, 'The organisation existed under this code for ' || accounts_months || ' months of the year.') || ' '
        || CASE WHEN top_part.kind = 'flow' THEN dividend_measure ELSE divisor_measure END || ' adds up over the months under this code, '
        || CASE WHEN top_part.kind = 'flow' THEN divisor_measure ELSE dividend_measure END || ' is an average: one says nothing for each of the other'
    WHEN 'other months' THEN
      coalesce(merger, 'The organisation existed under this code for ' || accounts_months || ' months of the year.') || ' '
        || CASE
          WHEN activity.late IS NOT NULL THEN activity.measure || ' of ' || activity.late || ' is printed under its old code after that day'
          WHEN activity.inherited IS NOT NULL THEN activity.measure || ' counts what ' || activity.inherited || ' did before, which its accounts do not'
          WHEN activity.across_periods = 'sum' THEN activity.measure || ' covers ' || bit_count(activity.months) || ' months'
          ELSE activity.measure || ' is printed for the year as a whole, and nothing says which months stand under this code' END
    WHEN 'negative divisor' THEN divisor_measure || ' is negative'
    WHEN 'two averages' THEN
      coalesce(merger, 'The organisation existed under this code for ' || accounts_months || ' months of the year.')
        || ' Both are averages, which need not be of the same months'
    WHEN 'no bound' THEN 'what is left out may raise or lower the figure: '
        || concat_ws('; ', CASE WHEN top_part.unbounded THEN top_part.reason END, CASE WHEN bottom_part.unbounded THEN bottom_part.reason END)
    WHEN 'both left out' THEN 'something is left out of both: ' || top_part.reason || '; ' || bottom_part.reason
    WHEN 'different months' THEN dividend_measure || ' and ' || divisor_measure || ' cover different months: '
        || concat_ws('; ', top_part.reason, nullif(bottom_part.reason, top_part.reason))
    WHEN 'bound and estimate' THEN 'the two cover different parts of the year: ' || concat_ws('; ', top_part.reason, nullif(bottom_part.reason, top_part.reason))
    WHEN 'same part' THEN
      CASE WHEN same_periods THEN 'both over the same ' || pair_periods || ' of ' || greatest(top_part.periods_expected, bottom_part.periods_expected) || ' periods'
        ELSE 'both over the same ' || bit_count(top_part.months) || ' months' END
    WHEN 'divisor low' THEN 'the divisor is too low: ' || bottom_part.reason
    WHEN 'dividend low' THEN 'the dividend is too low: ' || top_part.reason
    WHEN 'mean of part' THEN 'a mean over part of the year stands for the year: '
        || concat_ws('; ', CASE WHEN top_part.mean_of_part THEN top_part.reason END, CASE WHEN bottom_part.mean_of_part THEN bottom_part.reason END)
  END AS reason,
  coalesce(abs(divisor_value) < floor_of_divisor
    * CASE WHEN same_periods AND bottom_part.across_periods = 'mean' THEN pair_periods ELSE 1 END, FALSE) AS small,
  floor_of_divisor,
  -- Why the ratio is in no quartile; completes "3 …".
  CASE
    WHEN verdict = 'missing' THEN coalesce(
      CASE WHEN top_part.value IS NULL THEN top_part.left_out END, CASE WHEN bottom_part.value IS NULL THEN bottom_part.left_out END, 'without a figure')
    WHEN verdict = 'withheld' THEN 'with four-hour waits withheld'
    WHEN verdict = 'negative divisor' THEN 'with a negative divisor'
    WHEN verdict IN ('flow and stock', 'other months', 'two averages') THEN
      CASE WHEN merger IS NULL THEN 'open for part of the year' ELSE 'that merged or split in the year' END
    WHEN verdict <> 'plain' THEN
      CASE WHEN (top_part.part_left_out OR bottom_part.part_left_out) AND NOT (top_part.months_left_out OR bottom_part.months_left_out)
        THEN 'with a suppressed or blank part' ELSE 'with part of a year' END
    WHEN small THEN 'with a divisor too small to compare'
  END AS left_out,
  dividend_measure AS dividend, top_part.value AS dividend_value, top_part.status AS dividend_status,
  top_part.periods_reported AS dividend_periods_reported, top_part.periods_expected AS dividend_periods_expected,
  divisor_measure AS divisor, bottom_part.value AS divisor_value, bottom_part.status AS divisor_status,
  bottom_part.periods_reported AS divisor_periods_reported, bottom_part.periods_expected AS divisor_periods_expected,
  accounts_months
FROM judged;

-- The findings with which a ratio is withheld.
CREATE OR REPLACE TEMP TABLE withheld AS
SELECT DISTINCT ratio.ratio, ratio.dividend, found.org_code AS unit_code, found.fy, found.kind AS finding
FROM gold.quality_finding AS found
JOIN ratio_recipe AS ratio ON list_contains(ratio.withheld_by, found.kind) AND ratio.withheld_measure = found.measure
WHERE found.org_code IS NOT NULL;

-- A quarter without a bed may be a missing return printed as zero (finding zero-return): the mean is then too low, and no figure
-- to compare. A file that counts fewer months than it says is told by months-submitted.
CREATE OR REPLACE TEMP TABLE zero_return AS
SELECT DISTINCT cover.fy, cover.org_code AS unit_code, cover.measure
FROM cell_cover AS cover
JOIN measure_recipe AS recipe ON recipe.dataset = cover.dataset AND recipe.fy = cover.fy AND recipe.measure = cover.measure
JOIN gold.quality_finding AS finding
  ON finding.kind = 'zero-return' AND finding.dataset = cover.dataset AND finding.fy = cover.fy AND finding.org_code = cover.org_code
WHERE cover.zero_period AND recipe.kind = 'stock';
UPDATE ratio_part SET
  part_left_out = value > 0, left_out = 'with a quarter printed as zero',
  reason = concat_ws('; ', ratio_part.reason, 'a period is printed as zero, which may be a missing return (finding zero-return)')
FROM zero_return
WHERE ratio_part.value IS NOT NULL
  AND zero_return.fy = ratio_part.fy AND zero_return.unit_code = ratio_part.unit_code AND zero_return.measure = ratio_part.measure;
UPDATE ratio_part SET part_left_out = TRUE, left_out = 'with part of a year',
  reason = concat_ws('; ', ratio_part.reason, 'fewer than twelve months were sent (finding months-submitted)')
FROM (SELECT DISTINCT fy, org_code, measure FROM gold.quality_finding WHERE kind = 'months-submitted') AS finding
WHERE ratio_part.value IS NOT NULL AND ratio_part.left_out IS NULL
  AND finding.fy = ratio_part.fy AND finding.org_code = ratio_part.unit_code AND finding.measure = ratio_part.measure;

-- What a ratio is withheld for makes its dividend no figure to compare either: the zeros of the four-hour field test.
CREATE OR REPLACE TEMP TABLE no_figure AS
SELECT fy, unit_code, dividend AS measure FROM withheld
UNION
-- Nobody late among thousands.
SELECT late.fy, late.unit_code, late.measure
FROM ratio_recipe
JOIN ratio_part AS late ON late.measure = ratio_recipe.dividend AND late.value = 0
JOIN ratio_part AS everybody
  ON everybody.measure = ratio_recipe.divisor AND everybody.fy = late.fy AND everybody.unit_code = late.unit_code AND everybody.value > 5000
WHERE ratio_recipe.withheld_by <> [];
UPDATE ratio_part SET left_out = 'with four-hour waits withheld'
FROM no_figure
WHERE ratio_part.left_out IS NULL
  AND no_figure.fy = ratio_part.fy AND no_figure.unit_code = ratio_part.unit_code AND no_figure.measure = ratio_part.measure;
UPDATE gold.trust_activity SET comparable = FALSE, left_out = ratio_part.left_out
FROM ratio_part
WHERE trust_activity.comparable AND ratio_part.left_out IS NOT NULL
  AND ratio_part.fy = trust_activity.fy AND ratio_part.unit_code = trust_activity.org_code AND ratio_part.measure = trust_activity.measure;

-- The long table of ratios: one row per ratio of a trust and year, both parts beside it; the next statement fills it.
CREATE OR REPLACE TABLE gold.trust_ratio (
  org_code VARCHAR, org_name VARCHAR, fy VARCHAR, ratio VARCHAR, value DOUBLE, status VARCHAR, reason VARCHAR, comparable BOOLEAN,
  small BOOLEAN, unit VARCHAR,
  dividend VARCHAR, dividend_value DOUBLE, dividend_status VARCHAR, dividend_periods_reported INTEGER, dividend_periods_expected INTEGER,
  dividend_lineage VARCHAR[],
  divisor VARCHAR, divisor_value DOUBLE, divisor_status VARCHAR, divisor_periods_reported INTEGER, divisor_periods_expected INTEGER,
  divisor_lineage VARCHAR[],
  accounts_months INTEGER, value_real DOUBLE, deflator_edition VARCHAR, price_base VARCHAR, left_out VARCHAR
);
CREATE OR REPLACE TEMP TABLE ratio_cell AS
FROM ratios_of('ratio_part', 'same_periods', 'withheld') LIMIT 0;

COMMENT ON COLUMN gold.trust_ratio.ratio IS 'Ratio, by the name of its column in trust_year';
COMMENT ON COLUMN gold.trust_ratio.value IS 'The ratio in its unit; nothing where status is missing, or where it is withheld';
COMMENT ON COLUMN gold.trust_ratio.status IS 'reported, upper_bound, lower_bound, estimate, not_comparable or missing';
COMMENT ON COLUMN gold.trust_ratio.reason IS 'Why the status is not reported, or why the ratio is not compared, in words';
COMMENT ON COLUMN gold.trust_ratio.comparable IS 'Whether the ratio counts in quartiles: reported, and its divisor not too small';
COMMENT ON COLUMN gold.trust_ratio.small IS 'Whether the divisor is under the floor of the ratio';
COMMENT ON COLUMN gold.trust_ratio.unit IS 'Unit of the ratio';
COMMENT ON COLUMN gold.trust_ratio.dividend IS 'Measure over the line';
COMMENT ON COLUMN gold.trust_ratio.dividend_value IS 'Its figure of the year, as in trust_activity';
COMMENT ON COLUMN gold.trust_ratio.dividend_status IS 'Its status';
COMMENT ON COLUMN gold.trust_ratio.dividend_periods_reported IS 'Months, quarters or years of it that print a figure';
COMMENT ON COLUMN gold.trust_ratio.dividend_periods_expected IS 'Months, quarters or years a full year of it has';
COMMENT ON COLUMN gold.trust_ratio.dividend_lineage IS 'observation_id of every figure it was made from; separated by ; in the CSV';
COMMENT ON COLUMN gold.trust_ratio.divisor IS 'Measure under the line';
COMMENT ON COLUMN gold.trust_ratio.divisor_value IS 'Its figure of the year, as in trust_activity';
COMMENT ON COLUMN gold.trust_ratio.divisor_status IS 'Its status';
COMMENT ON COLUMN gold.trust_ratio.divisor_periods_reported IS 'Months, quarters or years of it that print a figure';
COMMENT ON COLUMN gold.trust_ratio.divisor_periods_expected IS 'Months, quarters or years a full year of it has';
COMMENT ON COLUMN gold.trust_ratio.divisor_lineage IS 'observation_id of every figure it was made from; separated by ; in the CSV';
COMMENT ON COLUMN gold.trust_ratio.accounts_months IS 'Months of the year in which the organisation existed under this code';
COMMENT ON COLUMN gold.trust_ratio.value_real IS 'Of pounds for each bed or person: value in the prices of price_base, by the GDP deflator (docs/real-terms.md). Money by money is not deflated';
COMMENT ON COLUMN gold.trust_ratio.deflator_edition IS 'Of value_real: the edition of the GDP deflator, as in gdp_deflator';
COMMENT ON COLUMN gold.trust_ratio.price_base IS 'Of value_real: the financial year whose prices they are, the latest year of the loaded accounts that the edition has an outturn for';
COMMENT ON COLUMN gold.trust_ratio.left_out IS 'Why it counts in no quartile; completes "a trust …". Nothing where comparable is true';
