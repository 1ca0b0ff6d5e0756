-- How long a code existed, by the legal dates of ODS and of the reviewed tables; and how many months of its accounts' year.

-- The first day of a code, and the first day on which it was no more (null: it is open). A closing transfer ends a code a day
-- early where ODS prints the transfer's own day as the last (RR1: 2018-04-01). A transfer long before the closing is of a
-- part, and ends nothing: organisations/follow-successions.ts has the same 31 days.
CREATE OR REPLACE TEMP TABLE code_life AS
SELECT
  known.org_code,
  try_cast(known.open_date AS DATE) AS first_day,
  CASE
    WHEN last_transfer.day BETWEEN try_cast(known.close_date AS DATE) - 31 AND try_cast(known.close_date AS DATE) THEN last_transfer.day
    ELSE (try_cast(known.close_date AS DATE) + 1)::DATE
  END AS end_day
FROM gold.organisation AS known
LEFT JOIN (
  SELECT from_code, max(try_cast(effective_date AS DATE)) AS day
  FROM gold.organisation_succession
  WHERE to_code IS NOT NULL
  GROUP BY from_code
) AS last_transfer ON last_transfer.from_code = known.org_code;

-- Every transfer from a code to another, with its financial year and in words. `closing`: the giving code ended with it; `whole`: all
-- that it had went there, and no part before.
CREATE OR REPLACE TEMP TABLE transfer AS
WITH dated AS (
  SELECT
    link.from_code, link.to_code, try_cast(link.effective_date AS DATE) AS day, link.kind, link.source,
    coalesce(life.end_day IS NOT NULL AND day BETWEEN life.end_day - 31 AND life.end_day + 31, life.org_code IS NULL)
      AND day = max(day) OVER (PARTITION BY link.from_code) AS closing,
    count(DISTINCT link.to_code) OVER (PARTITION BY link.from_code, day) AS heirs,
    min(day) OVER (PARTITION BY link.from_code) AS first_transfer
  FROM gold.organisation_succession AS link
  LEFT JOIN code_life AS life ON life.org_code = link.from_code
  WHERE link.to_code IS NOT NULL
)
SELECT
  from_code, to_code, day, kind, source, closing,
  closing AND heirs = 1 AND first_transfer = day AS whole,
  year(day - INTERVAL 3 MONTH) || '-' || lpad(((year(day - INTERVAL 3 MONTH) + 1) % 100)::VARCHAR, 2, '0') AS fy,
  -- On 1 April the year before ends and a whole year begins: nothing happens within a year.
  NOT (month(day) = 4 AND day(day) = 1) AS within_year,
  CASE
    WHEN NOT closing OR heirs > 1 THEN 'A part of ' || from_code || ' went to ' || to_code
    WHEN first_transfer < day THEN 'What was left of ' || from_code || ' went to ' || to_code
    WHEN kind = 'code change' THEN from_code || ' became ' || to_code
    ELSE from_code || ' went into ' || to_code
  END || ' on ' || strftime(day, '%Y-%m-%d') || '.' AS sentence
FROM dated
WHERE day IS NOT NULL;

-- The months of the year in which the code existed on the first of the month: so each month counts once, for the code that
-- closed or for the code that took over. Nothing where the dates are not known. Accounts that lie outside the dates have 0.
CREATE OR REPLACE TEMP TABLE trust_months AS
WITH merger AS (
  SELECT fy, org_code, string_agg(sentence, ' ' ORDER BY day, from_code, to_code) AS sentences
  FROM (SELECT *, unnest([from_code, to_code]) AS org_code FROM transfer WHERE within_year)
  GROUP BY fy, org_code
)
SELECT
  trust.fy, trust.org_code,
  CASE
    WHEN life.first_day IS NOT NULL THEN len(list_filter(
        [make_date(trust.fy[:4]::INTEGER + (m + 3) // 12, (m + 3) % 12 + 1, 1) FOR m IN range(12)],
        lambda first: life.first_day <= first AND (life.end_day IS NULL OR first < life.end_day)))
  END::INTEGER AS accounts_months,
  -- The same months as bits, April first.
  CASE
    WHEN life.first_day IS NOT NULL THEN list_sum([CASE
      WHEN life.first_day <= make_date(trust.fy[:4]::INTEGER + (m + 3) // 12, (m + 3) % 12 + 1, 1)
        AND (life.end_day IS NULL OR make_date(trust.fy[:4]::INTEGER + (m + 3) // 12, (m + 3) % 12 + 1, 1) < life.end_day)
      THEN 1 << m ELSE 0 END FOR m IN range(12)])
  END::INTEGER AS code_months,
  merger.sentences AS merger
FROM (SELECT DISTINCT fy, org_code FROM trust) AS trust
LEFT JOIN code_life AS life ON life.org_code = trust.org_code
LEFT JOIN merger ON merger.fy = trust.fy AND merger.org_code = trust.org_code
ORDER BY trust.fy, trust.org_code;
