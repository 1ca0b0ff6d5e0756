-- Type and region of every trust-year, for groups of peers: from the year's own List of Providers, else from the nearest year
-- whose list has them (of two years equally near, the earlier), with a finding.
CREATE OR REPLACE TEMP TABLE peer_trust AS
WITH listed AS (
  SELECT
    fy, fy[:4]::INTEGER AS start_year, org_code, org_name,
    nullif(trim(trust_type), '') AS trust_type, nullif(trim(region), '') AS region
  FROM trust
),
region_of_year AS (
  SELECT DISTINCT fy, region FROM listed WHERE region IS NOT NULL
),
type_elsewhere AS (
  SELECT this.fy, this.org_code, arg_min({'type': other.trust_type, 'fy': other.fy}, (abs(other.start_year - this.start_year), other.fy)) AS found
  FROM listed AS this
  JOIN listed AS other ON other.org_code = this.org_code AND other.trust_type IS NOT NULL
  WHERE this.trust_type IS NULL
  GROUP BY ALL
),
region_elsewhere AS (
  -- Regions have had other names and borders. Where the year's list has regions, one of them it must be.
  SELECT this.fy, this.org_code, arg_min({'region': other.region, 'fy': other.fy}, (abs(other.start_year - this.start_year), other.fy)) AS found
  FROM listed AS this
  JOIN listed AS other ON other.org_code = this.org_code AND other.region IS NOT NULL
  WHERE this.region IS NULL
    AND (NOT EXISTS (FROM region_of_year WHERE region_of_year.fy = this.fy)
      OR EXISTS (FROM region_of_year WHERE region_of_year.fy = this.fy AND region_of_year.region = other.region))
  GROUP BY ALL
)
SELECT
  listed.fy, listed.org_code, listed.org_name,
  coalesce(listed.trust_type, type_elsewhere.found.type) AS trust_type,
  coalesce(listed.region, region_elsewhere.found.region) AS region,
  type_elsewhere.found.fy AS type_of_fy,
  region_elsewhere.found.fy AS region_of_fy
FROM listed
LEFT JOIN type_elsewhere ON type_elsewhere.fy = listed.fy AND type_elsewhere.org_code = listed.org_code
LEFT JOIN region_elsewhere ON region_elsewhere.fy = listed.fy AND region_elsewhere.org_code = listed.org_code;

INSERT INTO figure_finding BY NAME
SELECT
  fy, org_code, 'peer-type-from-other-year' AS kind, 'info' AS severity,
  concat_ws(' ',
    'The List of Providers of ' || fy || ' has no type for this trust; its peers go by that of ' || type_of_fy || ': ' || trust_type || '.',
    'The List of Providers of ' || fy || ' has no region for this trust; its peers go by that of ' || region_of_fy || ': ' || region || '.'
  ) AS message
FROM peer_trust
WHERE type_of_fy IS NOT NULL OR region_of_fy IS NOT NULL
UNION ALL
SELECT
  fy, org_code, 'no-peer-type', 'warning',
  'No List of Providers that is loaded has a type for this trust, so it has no peers by type, by size or nearest to it.'
FROM peer_trust
WHERE trust_type IS NULL;
