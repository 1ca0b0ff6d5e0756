-- Who is compared with whom, by year. Only comparable figures speak, and no figure that the groups are used to judge.

CREATE OR REPLACE TEMP TABLE peer_figure AS
SELECT peer_trust.fy, peer_trust.org_code, peer_trust.trust_type, figure.* EXCLUDE (fy, org_code)
FROM peer_trust
LEFT JOIN (
  SELECT
    fy, org_code,
    any_value(value) FILTER (measure = 'operating_expenditure') AS operating_expenditure,
    any_value(value) FILTER (measure = 'turnover') AS turnover,
    any_value(value) FILTER (measure = 'beds') AS beds,
    any_value(value) FILTER (measure = 'ae_type1_attendances') AS ae_type1_attendances,
    any_value(value) FILTER (measure = 'deliveries') AS deliveries,
    any_value(value) FILTER (measure = 'admissions') AS admissions,
    any_value(value) FILTER (measure = 'emergency_admissions') AS emergency_admissions,
    any_value(value) FILTER (measure = 'research_education_income') AS research_education_income
  FROM (SELECT fy, unit_code AS org_code, measure, value FROM ratio_part WHERE left_out IS NULL)
  GROUP BY ALL
) AS figure USING (fy, org_code);

-- What makes trusts near to each other: sizes as logarithms, for a hundred beds more mean much to a small trust and little to a
-- large one; shares as they are. A size of 0 has no logarithm and says nothing.
CREATE OR REPLACE TEMP TABLE peer_feature AS
WITH feature AS (
  SELECT
    fy, org_code, trust_type,
    unnest([
      {'feature': 1, 'value': CASE WHEN turnover > 0 THEN ln(turnover) END},
      {'feature': 2, 'value': CASE WHEN beds > 0 THEN ln(beds) END},
      {'feature': 3, 'value': CASE WHEN ae_type1_attendances > 0 THEN ln(ae_type1_attendances) END},
      {'feature': 4, 'value': CASE WHEN deliveries > 0 THEN ln(deliveries) END},
      {'feature': 5, 'value': CASE WHEN admissions > 0 THEN ln(admissions) END},
      {'feature': 6, 'value': emergency_admissions / nullif(admissions, 0)},
      {'feature': 7, 'value': research_education_income / nullif(turnover, 0)}
    ], recursive := true)
  FROM peer_figure
  WHERE trust_type IS NOT NULL
),
spread AS (
  SELECT fy, trust_type, feature, list_avg(sorted) AS mean, list_stddev_pop(sorted) AS deviation
  FROM (
    SELECT fy, trust_type, feature, list(value ORDER BY org_code) FILTER (value IS NOT NULL) AS sorted
    FROM feature GROUP BY ALL
  )
)
SELECT
  feature.fy, feature.trust_type, feature.org_code,
  -- Standardised within type and year. A feature that all have alike, but for the last binary digit, tells nobody apart.
  list(CASE WHEN deviation > 1e-9 THEN (value - mean) / deviation END ORDER BY feature.feature) AS features
FROM feature
JOIN spread ON spread.fy = feature.fy AND spread.trust_type = feature.trust_type AND spread.feature = feature.feature
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE nearest_peer AS
WITH apart AS (
  SELECT
    this.fy, this.org_code AS whose, other.org_code,
    [(pair[1] - pair[2]) ** 2 FOR pair IN list_zip(this.features, other.features) IF pair[1] IS NOT NULL AND pair[2] IS NOT NULL] AS squares
  FROM peer_feature AS this
  JOIN peer_feature AS other ON other.fy = this.fy AND other.trust_type = this.trust_type AND other.org_code <> this.org_code
)
SELECT
  fy, whose, org_code, list_avg(squares) AS distance
FROM apart
-- Too little in common is no likeness.
WHERE len(squares) >= 4
QUALIFY row_number() OVER (PARTITION BY fy, whose ORDER BY list_avg(squares), org_code) <= 10;

CREATE OR REPLACE TABLE gold.peer_group AS
WITH sized AS (
  SELECT fy, trust_type, org_code, operating_expenditure AS size,
    ntile(3) OVER (PARTITION BY fy, trust_type ORDER BY operating_expenditure, org_code) AS third
  FROM peer_figure
  WHERE trust_type IS NOT NULL AND operating_expenditure IS NOT NULL
),
researching AS (
  SELECT fy, org_code, share, ntile(3) OVER (PARTITION BY fy ORDER BY share, org_code) AS third
  FROM (
    SELECT fy, org_code, research_education_income / nullif(turnover, 0) AS share
    FROM peer_figure
    WHERE trust_type = 'Acute'
  )
  WHERE share IS NOT NULL
),
every_group AS (
  SELECT 'england' AS scheme, 'england' AS group_id, 'England: every trust of the year' AS label, fy, org_code, NULL AS distance
  FROM peer_trust
  UNION ALL
  SELECT 'type', 'type-' || regexp_replace(lower(trust_type), '[^a-z0-9]+', '-', 'g'), trust_type || ' trusts', fy, org_code, NULL
  FROM peer_trust
  WHERE trust_type IS NOT NULL
  UNION ALL
  SELECT 'region', 'region-' || regexp_replace(lower(region), '[^a-z0-9]+', '-', 'g'), region, fy, org_code, NULL
  FROM peer_trust
  WHERE region IS NOT NULL
  UNION ALL
  -- By their range, for "medium" is a word of others.
  SELECT
    'size', 'size-' || regexp_replace(lower(trust_type), '[^a-z0-9]+', '-', 'g') || '-' || third,
    trust_type || ' trusts with operating expenditure of £' || format('{:,}', round(min(size) OVER of_size / 1e6)::BIGINT)
      || 'm to £' || format('{:,}', round(max(size) OVER of_size / 1e6)::BIGINT) || 'm',
    fy, org_code, NULL
  FROM sized
  WINDOW of_size AS (PARTITION BY fy, trust_type, third)
  UNION ALL
  SELECT
    'research', 'research-' || ['low', 'middle', 'high'][third],
    'Acute trusts with a ' || ['low', 'middle', 'high'][third] || ' research and education share ('
      || printf('%.1f%% to %.1f%% of turnover', 100 * min(share) OVER of_share, 100 * max(share) OVER of_share) || ')',
    fy, org_code, NULL
  FROM researching
  WINDOW of_share AS (PARTITION BY fy, third)
  UNION ALL
  SELECT
    'nearest', whose,
    CASE count(*) OVER of_trust WHEN 1 THEN 'The trust' ELSE 'The ' || count(*) OVER of_trust || ' trusts' END
      || ' nearest to ' || peer_trust.org_name || ' (' || whose || ')',
    nearest_peer.fy, nearest_peer.org_code, distance
  FROM nearest_peer
  JOIN peer_trust ON peer_trust.fy = nearest_peer.fy AND peer_trust.org_code = nearest_peer.whose
  WINDOW of_trust AS (PARTITION BY nearest_peer.fy, whose)
)
FROM every_group
ORDER BY fy, scheme, group_id, distance NULLS FIRST, org_code;

COMMENT ON COLUMN gold.peer_group.scheme IS 'By what trusts are grouped: type, size, research, region, nearest or england';
COMMENT ON COLUMN gold.peer_group.group_id IS 'The group; of the scheme nearest: the trust whose peers they are';
COMMENT ON COLUMN gold.peer_group.label IS 'The group in words, with its range in that year';
COMMENT ON COLUMN gold.peer_group.org_code IS 'A member';
COMMENT ON COLUMN gold.peer_group.distance IS
  'Of the scheme nearest: mean square of the differences in what both trusts report, each in standard deviations of type and year';
