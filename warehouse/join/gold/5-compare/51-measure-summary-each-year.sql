-- The quartiles of a year, of every measure and ratio and every group. A year at a time: all years together do not fit into memory.
INSERT INTO gold.measure_summary BY NAME
WITH member AS (
  FROM summary_member WHERE fy = getvariable('this_fy')
),
figure_of AS (
  FROM summary_figure WHERE fy = getvariable('this_fy')
),
counted AS (
  SELECT
    group_no, measure,
    count(*) FILTER (left_out IS NULL) AS n,
    quantile_cont(value, [0.25, 0.5, 0.75]) FILTER (left_out IS NULL) AS quartiles,
    count(left_out) AS left_out
  FROM member
  JOIN figure_of USING (fy, org_code)
  GROUP BY group_no, measure
),
reasons AS (
  -- A sorted list, for string_agg in an order takes four times as long.
  SELECT
    group_no, measure,
    array_to_string([(-each.less) || ' ' || each.reason FOR each IN list_sort(list({'less': -members, 'reason': left_out}))], ', ') AS said
  FROM (
    SELECT group_no, measure, left_out, count(*) AS members
    FROM member
    JOIN figure_of USING (fy, org_code)
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
  FROM member
  JOIN figure_of USING (fy, org_code)
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
