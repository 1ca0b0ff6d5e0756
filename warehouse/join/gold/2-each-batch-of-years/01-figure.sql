-- The figures of the batch's datasets and years, each with the trust it counts for. No later statement of this folder reads
-- others, so that the join's memory does not grow with all that is loaded.
CREATE OR REPLACE TEMP TABLE figure AS
SELECT
  observation.* EXCLUDE (load_fy), observation.load_fy AS fy,
  org_match.org_code AS trust_code, org_match.by_succession, org_match.reason AS match_reason
FROM (
  SELECT observation.* FROM observation
  SEMI JOIN batch ON batch.dataset = observation.dataset AND batch.fy = observation.load_fy
) AS observation
JOIN (
  FROM gold.org_match SEMI JOIN batch USING (dataset, fy)
) AS org_match
  ON org_match.dataset = observation.dataset AND org_match.fy = observation.load_fy
 AND org_match.published_code = observation.org_code AND org_match.published_name = trim(observation.org_name);
