-- The one place where medians and quartiles are worked out: of each measure and ratio, year and group of peers, over comparable
-- figures only. Quartiles of type 7 (quantile_cont): the middle half as Excel's QUARTILE.INC and R have it. No ranks.

-- Every figure of a trust-year, and why it is not counted (nothing where it is).
CREATE OR REPLACE TEMP TABLE summary_figure AS
SELECT
  part.measure, part.fy, part.unit_code AS org_code, part.value,
  -- What a ratio is withheld for makes its dividend no figure either: the zeros of the four-hour field test.
  coalesce(part.left_out, no_figure.left_out) AS left_out,
  FALSE AS is_ratio, NULL::DOUBLE AS dividend, NULL::DOUBLE AS divisor
FROM ratio_part AS part
LEFT JOIN (
  SELECT DISTINCT withheld.fy, withheld.unit_code, of_ratio.dividend AS measure, 'with four-hour waits withheld' AS left_out
  FROM withheld
  JOIN (SELECT DISTINCT dividend, unnest(withheld_by) AS finding FROM ratio_recipe) AS of_ratio ON of_ratio.finding = withheld.finding
) AS no_figure USING (fy, unit_code, measure)
UNION ALL
SELECT
  ratio, fy, unit_code, value, left_out, TRUE,
  -- A divisor may be too small for a comparison and yet belongs in a sum.
  CASE WHEN status = 'reported' THEN dividend_value END,
  CASE WHEN status = 'reported' THEN divisor_value END
FROM ratio_cell;

-- Groups by number: millions of members times figures are put together, and numbers take a third of the time of names.
CREATE OR REPLACE TEMP TABLE summary_group AS
SELECT fy, scheme, group_id, row_number() OVER (ORDER BY fy, scheme, group_id)::INTEGER AS group_no
FROM (SELECT DISTINCT fy, scheme, group_id FROM gold.peer_group);

CREATE OR REPLACE TEMP TABLE summary_member AS
SELECT summary_group.group_no, summary_group.scheme, member.fy, member.org_code
FROM gold.peer_group AS member
JOIN summary_group USING (fy, scheme, group_id);

CREATE OR REPLACE TABLE gold.measure_summary AS
WITH counted AS (
  SELECT
    group_no, measure,
    count(*) FILTER (left_out IS NULL) AS n,
    quantile_cont(value, [0.25, 0.5, 0.75]) FILTER (left_out IS NULL) AS quartiles,
    count(left_out) AS left_out
  FROM summary_member
  JOIN summary_figure USING (fy, org_code)
  GROUP BY group_no, measure
),
reasons AS (
  -- A sorted list, for string_agg in an order takes four times as long.
  SELECT
    group_no, measure,
    array_to_string([(-each.less) || ' ' || each.reason FOR each IN list_sort(list({'less': -members, 'reason': left_out}))], ', ') AS said
  FROM (
    SELECT group_no, measure, left_out, count(*) AS members
    FROM summary_member
    JOIN summary_figure USING (fy, org_code)
    WHERE left_out IS NOT NULL
    GROUP BY group_no, measure, left_out
  )
  GROUP BY group_no, measure
),
summed AS (
  -- The ratio of a group as a whole. Sums run over sorted lists, as everywhere.
  SELECT
    group_no, measure,
    list_sum(list(dividend ORDER BY org_code)) / nullif(list_sum(list(divisor ORDER BY org_code)), 0) AS quotient
  FROM summary_member
  JOIN summary_figure USING (fy, org_code)
  WHERE is_ratio AND dividend IS NOT NULL AND divisor IS NOT NULL AND scheme <> 'nearest'
  GROUP BY group_no, measure
)
SELECT
  counted.measure, summary_group.fy, summary_group.scheme, summary_group.group_id, counted.n::INTEGER AS n,
  -- Quartiles of fewer than five say nothing.
  CASE WHEN n >= 5 THEN quartiles[1] END AS q1,
  CASE WHEN n >= 5 THEN quartiles[2] END AS median,
  CASE WHEN n >= 5 THEN quartiles[3] END AS q3,
  counted.left_out::INTEGER AS left_out,
  nullif(concat_ws(' ', CASE WHEN n < 5 THEN 'Too few to compare.' END, reasons.said), '') AS why,
  ratio_recipe.times * CASE WHEN ratio_recipe.complement THEN 1 - summed.quotient ELSE summed.quotient END AS ratio_of_sums
FROM counted
JOIN summary_group USING (group_no)
LEFT JOIN reasons ON reasons.group_no = counted.group_no AND reasons.measure = counted.measure
LEFT JOIN summed ON summed.group_no = counted.group_no AND summed.measure = counted.measure
LEFT JOIN ratio_recipe ON ratio_recipe.ratio = counted.measure
ORDER BY counted.group_no, counted.measure;

COMMENT ON COLUMN gold.measure_summary.measure IS 'Measure of trust_activity or ratio of trust_ratio';
COMMENT ON COLUMN gold.measure_summary.scheme IS 'By what the trusts are grouped, as in peer_group';
COMMENT ON COLUMN gold.measure_summary.group_id IS 'The group, as in peer_group; of the scheme nearest: the trust whose peers are counted, itself not among them';
COMMENT ON COLUMN gold.measure_summary.n IS 'Members of the group whose figure is comparable';
COMMENT ON COLUMN gold.measure_summary.q1 IS 'Lower quartile of them (type 7); nothing under five';
COMMENT ON COLUMN gold.measure_summary.median IS 'Median of them; nothing under five';
COMMENT ON COLUMN gold.measure_summary.q3 IS 'Upper quartile of them (type 7); nothing under five';
COMMENT ON COLUMN gold.measure_summary.left_out IS 'Members that are not counted';
COMMENT ON COLUMN gold.measure_summary.why IS 'Why not, with their numbers; or that there are too few to compare';
COMMENT ON COLUMN gold.measure_summary.ratio_of_sums IS
  'Of a ratio: all dividends of the group by all divisors, over the members that have both in full, a small divisor too; of the group england it is England''s ratio. Never the mean of ratios. Nothing for measures and for the scheme nearest';
