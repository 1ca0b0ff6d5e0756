-- Ratios of groups, from the added figures: the same list and the same rules as for a trust (ratios_of). The accounts of a
-- group cover the whole year, for those of its members do together.

CREATE OR REPLACE TEMP TABLE group_part AS
WITH judged AS (
  SELECT
    *,
    suppressed AND coalesce(shortfall >= 0.001 * abs(value), TRUE) AS much_suppressed,
    -- Quarters that lack a member stay out of a mean where others are whole: what is left is a mean of part of the year.
    a_member_is_missing AND across_periods = 'mean' AND periods_whole > 0 AND NOT lost AS a_mean_of_whole_periods
  FROM group_year
)
SELECT
  fy, group_id AS unit_code, measure, dataset, value, status, gaps AS reason,
  CASE WHEN NOT months_beside THEN periods_reported WHEN a_period_is_missing THEN periods_expected - 1 ELSE periods_expected END
    AS periods_reported,
  periods_expected, shortfall AS shortfall_max, kind, across_periods,
  12 AS accounts_months, 4095 AS code_months, NULL::VARCHAR AS late, NULL::VARCHAR AS merger, NULL::VARCHAR AS inherited,
  CASE WHEN months_beside AND a_period_is_missing THEN 0 ELSE coalesce(months, 0) END::INTEGER AS months,
  incomplete, NOT a_period_is_missing AS whole, much_suppressed AS suppressed,
  value IS NOT NULL AND (much_suppressed OR incomplete OR a_member_is_missing AND NOT a_mean_of_whole_periods) AS part_left_out,
  value IS NOT NULL AND kind = 'flow' AND a_period_is_missing AS months_left_out,
  value IS NOT NULL AND (much_suppressed OR incomplete OR a_member_is_missing OR a_period_is_missing)
    AND measure IN (SELECT measure FROM measure_recipe WHERE balance OR less_parts <> []) AS unbounded,
  value IS NOT NULL AND (kind <> 'flow' AND a_period_is_missing OR method = 'month-weighted mean' OR a_mean_of_whole_periods)
    AS mean_of_part,
  CASE
    WHEN value IS NULL AND status = 'not_applicable' THEN 'not in the publication'
    WHEN value IS NULL AND status = 'suppressed' THEN 'with a suppressed figure'
    WHEN value IS NULL THEN 'without a figure'
    WHEN NOT comparable THEN 'with a part left out'
  END AS left_out
FROM judged;

-- Periods in which a stock of a member is printed as zero, where a finding says that this may be a missing return.
CREATE OR REPLACE TEMP TABLE zero_period AS
SELECT DISTINCT member.group_id, member.dataset, member.fy, member.period
FROM member_figure AS member
JOIN zero_return ON zero_return.unit_code = member.org_code AND zero_return.fy = member.fy AND zero_return.measure = member.measure
WHERE member.reported AND member.value = 0;

-- Periods that all members print in full.
CREATE OR REPLACE TEMP VIEW whole_group_period AS
SELECT added.dataset, added.measure, added.fy, added.group_id AS unit_code, added.period, added.value, recipe.kind
FROM group_period AS added
JOIN measure_recipe AS recipe ON recipe.dataset = added.dataset AND recipe.fy = added.fy AND recipe.measure = added.measure
WHERE added.reported AND added.absent = [] AND NOT (added.incomplete OR added.suppressed)
  -- The zero of a member is hidden in a sum.
  AND NOT EXISTS (FROM zero_period AS zero
    WHERE zero.group_id = added.group_id AND zero.dataset = added.dataset AND zero.fy = added.fy AND zero.period = added.period);
CREATE OR REPLACE TEMP TABLE group_pair AS FROM pairs_of('whole_group_period');

-- What withholds a ratio from a member withholds it from the group.
CREATE OR REPLACE TEMP TABLE group_withheld AS
SELECT DISTINCT withheld.ratio, withheld.dividend, code.group_id AS unit_code, withheld.fy, withheld.finding
FROM withheld
JOIN group_code AS code ON code.org_code = withheld.unit_code;

-- A zero return of a member is one of the group.
CREATE OR REPLACE TEMP TABLE group_zero AS
SELECT DISTINCT code.group_id, zero_return.fy, zero_return.measure
FROM zero_return
JOIN group_code AS code ON code.org_code = zero_return.unit_code;
UPDATE group_year SET comparable = FALSE
FROM group_zero
WHERE group_year.group_id = group_zero.group_id AND group_year.fy = group_zero.fy AND group_year.measure = group_zero.measure;
UPDATE group_part SET
  part_left_out = value > 0, left_out = 'with a quarter printed as zero',
  reason = concat_ws('; ', nullif(reason, ''), 'a member has a period printed as zero, which may be a missing return (finding zero-return)')
FROM group_zero
WHERE group_part.value IS NOT NULL
  AND group_part.unit_code = group_zero.group_id AND group_part.fy = group_zero.fy AND group_part.measure = group_zero.measure;

-- And makes the count of the group no figure to compare.
UPDATE group_year SET comparable = FALSE
FROM group_withheld
WHERE group_year.group_id = group_withheld.unit_code AND group_year.fy = group_withheld.fy AND group_year.measure = group_withheld.dividend;

CREATE OR REPLACE TEMP TABLE group_ratio AS
SELECT
  cell.unit_code AS group_id, cell.fy, cell.ratio AS measure, cell.position, cell.value, cell.status,
  concat_ws('; ', nullif(cell.reason, ''),
    CASE WHEN cell.small AND cell.value IS NOT NULL THEN 'the divisor is too small to compare' END,
    CASE WHEN cell.value IS NOT NULL THEN dividend.note END,
    CASE WHEN cell.value IS NOT NULL AND divisor.note IS DISTINCT FROM dividend.note THEN divisor.note END) AS reason,
  CASE WHEN as_filed.successors = 1 THEN as_filed.value END AS as_filed_value,
  dividend.members_expected,
  least(dividend.members_reported, divisor.members_reported) AS members_reported,
  cell.left_out IS NULL AS comparable,
  list_sort(list_distinct(coalesce(dividend.lineage, []) || coalesce(divisor.lineage, []))) AS lineage
FROM ratios_of('group_part', 'group_pair', 'group_withheld') AS cell
JOIN group_year AS dividend ON dividend.group_id = cell.unit_code AND dividend.fy = cell.fy AND dividend.measure = cell.dividend
JOIN group_year AS divisor ON divisor.group_id = cell.unit_code AND divisor.fy = cell.fy AND divisor.measure = cell.divisor
LEFT JOIN (
  SELECT code.group_id, filed.fy, filed.ratio, count(*) AS successors, any_value(filed.value) AS value
  FROM gold.trust_ratio AS filed
  JOIN group_code AS code ON code.org_code = filed.org_code AND code.survives
  GROUP BY ALL
) AS as_filed ON as_filed.group_id = cell.unit_code AND as_filed.fy = cell.fy AND as_filed.ratio = cell.ratio;
