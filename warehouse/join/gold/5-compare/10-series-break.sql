-- Where a series breaks: the reviewed breaks of measures, the same for the ratios made of them, and every succession of an
-- organisation of the table. Codes and dates of successions come from organisation_succession, never from a list of this file.
CREATE OR REPLACE TABLE gold.series_break AS
WITH of_ratios AS (
  -- A ratio breaks where one of its parts does; where both do, in one row.
  SELECT
    made_of.ratio AS measure, from_fy, to_fy, org_code, kind, text, source,
    string_agg(DISTINCT made_of.part, ', ' ORDER BY made_of.part) AS part
  FROM known_break
  JOIN (SELECT ratio, unnest([dividend, divisor]) AS part FROM ratio_recipe) AS made_of ON made_of.part = known_break.measure
  GROUP BY ALL
),
held AS (
  SELECT min(fy) AS first_fy, max(fy) AS last_fy FROM gold.trust_year
),
dated AS (
  SELECT
    succession.from_code, succession.to_code, succession.effective_date, succession.kind, succession.source,
    succession.from_code || coalesce(' (' || from_org.name || ')', '') AS from_name,
    succession.to_code || coalesce(' (' || to_org.name || ')', '') AS to_name,
    strftime(succession.effective_date::DATE, '%-d %B %Y') AS day,
    year(succession.effective_date::DATE) - (month(succession.effective_date::DATE) < 4)::INTEGER AS start_year,
    succession.effective_date[6:] = '04-01' AS on_first_day
  FROM gold.organisation_succession AS succession
  LEFT JOIN (SELECT org_code, any_value(name ORDER BY name) AS name FROM gold.organisation GROUP BY ALL) AS from_org
    ON from_org.org_code = succession.from_code
  LEFT JOIN (SELECT org_code, any_value(name ORDER BY name) AS name FROM gold.organisation GROUP BY ALL) AS to_org
    ON to_org.org_code = succession.to_code
),
of_successions AS (
  -- On 1 April the years before and after are whole. On any other day the year of the day stands apart.
  SELECT
    NULL AS measure,
    (start_year - 1) || '-' || right(start_year::VARCHAR, 2) AS from_fy,
    CASE WHEN on_first_day THEN start_year || '-' || right((start_year + 1)::VARCHAR, 2)
      ELSE (start_year + 1) || '-' || right((start_year + 2)::VARCHAR, 2) END AS to_fy,
    org_code, kind, text, source, NULL AS part
  FROM (
    SELECT
      *, to_code AS org_code,
      CASE kind
        WHEN 'code change' THEN from_name || ' has had the code ' || to_code || ' since ' || day || '.'
        WHEN 'split' THEN 'A part, or what was left, of ' || from_name || ' came to ' || to_name || ' on ' || day || '; figures before are without it.'
        ELSE from_name || ' became part of ' || to_name || ' on ' || day || '; figures before are without it.'
      END AS text
    FROM dated
    WHERE to_code IS NOT NULL
    UNION ALL
    SELECT
      *, from_code AS org_code,
      CASE
        WHEN to_code IS NULL THEN from_name || ' was dissolved; ' || day || ' is the first day without it.'
        WHEN kind = 'code change' THEN from_name || ' has had the code ' || to_code || ' since ' || day || '.'
        WHEN kind = 'split' THEN 'A part, or what was left, of ' || from_name || ' went to ' || to_name || ' on ' || day || '; figures after are without it.'
        ELSE from_name || ' became part of ' || to_name || ' on ' || day || '.'
      END AS text
    FROM dated
  )
  SEMI JOIN gold.trust_year USING (org_code)
)
SELECT measure, from_fy, to_fy, org_code, kind, text, source, part
FROM (
  SELECT *, NULL AS part FROM known_break
  UNION ALL BY NAME FROM of_ratios
  UNION ALL BY NAME FROM of_successions WHERE (SELECT first_fy < to_fy AND from_fy < last_fy FROM held)
)
GROUP BY ALL
ORDER BY measure NULLS LAST, from_fy, to_fy, org_code NULLS FIRST, kind, text, source, part;

COMMENT ON COLUMN gold.series_break.measure IS 'Measure or ratio whose series breaks; nothing: every measure of the organisation';
COMMENT ON COLUMN gold.series_break.from_fy IS 'Last year before the break';
COMMENT ON COLUMN gold.series_break.to_fy IS 'First year after the break. Years between from_fy and to_fy compare with neither side';
COMMENT ON COLUMN gold.series_break.org_code IS 'The one organisation whose series breaks; nothing: every organisation';
COMMENT ON COLUMN gold.series_break.kind IS
  'collection, definition, recording, accounting or missing months; of an organisation: merger, split, code change or dissolution';
COMMENT ON COLUMN gold.series_break.text IS 'What breaks, in a sentence to print beside the figures';
COMMENT ON COLUMN gold.series_break.source IS 'Who says so: a page, a file, or the edition of ODS; or that no page was seen';
COMMENT ON COLUMN gold.series_break.part IS 'For a ratio: the measures, of the two it is made of, whose break it is';
