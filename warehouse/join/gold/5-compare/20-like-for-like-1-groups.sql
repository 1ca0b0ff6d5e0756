-- The groups of codes that make one line over the years held, and their members, for readers.

-- `RQ6`, `RQ6 and REM`, `RM2, RW3 and R0A`.
CREATE OR REPLACE TEMP MACRO in_one_sentence(words) AS
  array_to_string(words[1:greatest(len(words) - 2, 0)], ', ') || CASE WHEN len(words) > 2 THEN ', ' ELSE '' END
    || array_to_string(words[-2:], ' and ');

CREATE OR REPLACE TABLE gold.like_for_like_group AS
WITH latest_name AS (
  SELECT org_code, arg_max(org_name, fy) AS org_name FROM trust WHERE has_accounts GROUP BY org_code
),
of_codes AS (
  SELECT
    group_id,
    string_agg(coalesce(latest_name.org_name, known.name, code.org_code), ' and ' ORDER BY code.org_code) FILTER (code.survives) AS names,
    list(code.in_words ORDER BY code.survives, code.end_day, code.org_code) AS words,
    string_agg(code.org_code, ' and ' ORDER BY code.org_code) FILTER (code.survives) AS survivors,
    count(*) FILTER (code.survives) AS left_over,
    list(code.org_code ORDER BY code.org_code) AS codes,
    string_agg(CASE WHEN code.lost THEN code.org_code || ' ended on ' || strftime((code.end_day - 1)::DATE, '%Y-%m-%d')
      || ', and where the rest of it went is not known.' END, ' ' ORDER BY code.org_code) AS lost
  FROM group_code AS code
  LEFT JOIN latest_name ON latest_name.org_code = code.org_code
  LEFT JOIN gold.organisation AS known ON known.org_code = code.org_code
  GROUP BY group_id
),
of_links AS (
  SELECT
    code.group_id, min(link.day) AS first_event, max(link.day) AS last_event,
    string_agg(link.sentence, ' ' ORDER BY link.day, link.from_code, link.to_code) FILTER (code.split) AS splits
  FROM group_link AS link
  JOIN group_code AS code ON code.org_code = link.from_code
  GROUP BY code.group_id
)
SELECT
  of_codes.group_id,
  concat_ws(': ', names, in_one_sentence(words) || ' added together') AS label,
  years_held.base_fy,
  of_codes.codes,
  strftime(of_links.first_event, '%Y-%m-%d') AS first_event,
  strftime(of_links.last_event, '%Y-%m-%d') AS last_event,
  of_links.splits IS NULL AND of_codes.lost IS NULL AND of_codes.left_over = 1 AS exact,
  nullif(concat_ws(' ',
    of_links.splits || ' No publication prints the parts of a code by themselves, so nothing is apportioned'
      || CASE WHEN left_over > 1 THEN ': ' || survivors || ', which are trusts of their own, are one line here.' ELSE '.' END,
    of_codes.lost), '') AS why_not
FROM of_codes
JOIN of_links USING (group_id)
CROSS JOIN years_held
ORDER BY of_codes.group_id;

CREATE OR REPLACE TABLE gold.like_for_like_member AS
SELECT
  code.group_id, code.org_code,
  strftime(code.first_day, '%Y-%m-%d') AS from_date,
  strftime((code.end_day - 1)::DATE, '%Y-%m-%d') AS to_date,
  CASE WHEN code.survives THEN 'successor' WHEN code.split THEN 'part' ELSE 'predecessor' END AS role,
  coalesce(
    (SELECT string_agg(DISTINCT source, '; ' ORDER BY source) FROM group_link AS link WHERE link.from_code = code.org_code),
    (SELECT string_agg(DISTINCT source, '; ' ORDER BY source) FROM group_link AS link WHERE link.to_code = code.org_code)
  ) AS succession_source,
  coalesce((SELECT list(DISTINCT fy ORDER BY fy) FROM trust WHERE has_accounts AND trust.org_code = code.org_code), []) AS accounts_years
FROM group_code AS code
ORDER BY code.group_id, code.org_code;

COMMENT ON COLUMN gold.like_for_like_group.group_id IS 'lfl- and the code of the trust that is left: lfl-REM; two codes where a split trust went to two';
COMMENT ON COLUMN gold.like_for_like_group.label IS 'Name of the trust in the last year held, and the codes that are added together, with their dates';
COMMENT ON COLUMN gold.like_for_like_group.base_fy IS 'Last year held: the group has the boundaries of that year';
COMMENT ON COLUMN gold.like_for_like_group.codes IS 'Codes of the group; separated by ; in the CSV';
COMMENT ON COLUMN gold.like_for_like_group.first_event IS 'Date of the first merger or split within the years held';
COMMENT ON COLUMN gold.like_for_like_group.last_event IS 'Date of the last one';
COMMENT ON COLUMN gold.like_for_like_group.exact IS 'Whether the group is one trust of the last year, and all of it';
COMMENT ON COLUMN gold.like_for_like_group.why_not IS 'Where it is not: the splits, in words';
COMMENT ON COLUMN gold.like_for_like_member.group_id IS 'Group of like_for_like_group';
COMMENT ON COLUMN gold.like_for_like_member.org_code IS 'Code of the member; a code is in one group only';
COMMENT ON COLUMN gold.like_for_like_member.from_date IS 'First day of the code, by ODS; nothing where it is not known';
COMMENT ON COLUMN gold.like_for_like_member.to_date IS 'Last day of the code; nothing while it is open';
COMMENT ON COLUMN gold.like_for_like_member.role IS 'successor (there in the last year), predecessor (went into another as a whole) or part (went to several)';
COMMENT ON COLUMN gold.like_for_like_member.succession_source IS 'Who says what the code went into, or for a successor what went into it';
COMMENT ON COLUMN gold.like_for_like_member.accounts_years IS 'Years in which the code has accounts; separated by ; in the CSV';
