-- The one place where medians and quartiles are worked out: of each measure and ratio, year and group of peers, over comparable
-- figures only. Quartiles of type 7 (quantile_cont): the middle half as Excel's QUARTILE.INC and R have it. No ranks.

-- Every figure of a trust-year, and why it is not counted (nothing where it is).
CREATE OR REPLACE TEMP TABLE summary_figure AS
SELECT
  measure, fy, unit_code AS org_code, value, left_out, FALSE AS is_ratio, NULL::DOUBLE AS dividend, NULL::DOUBLE AS divisor
FROM ratio_part
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

-- The next statement fills it.
CREATE OR REPLACE TABLE gold.measure_summary (
  measure VARCHAR, fy VARCHAR, scheme VARCHAR, group_id VARCHAR, n INTEGER, q1 DOUBLE, median DOUBLE, q3 DOUBLE, left_out INTEGER, why VARCHAR,
  ratio_of_sums DOUBLE
);

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
