-- Which codes make one line over the years held: all that mergers of those years connect, in the boundaries of the last year.

-- `RQ6`, `RQ6 and REM`, `RM2, RW3 and R0A`.
CREATE OR REPLACE TEMP MACRO in_one_sentence(words) AS
  array_to_string(words[1:greatest(len(words) - 2, 0)], ', ') || CASE WHEN len(words) > 2 THEN ', ' ELSE '' END
    || array_to_string(words[-2:], ' and ');

-- The first and the last day of the years that have accounts. A merger on the first day changes nothing within them.
CREATE OR REPLACE TEMP TABLE years_held AS
SELECT
  max(fy) AS base_fy,
  make_date(min(fy)[:4]::INTEGER, 4, 1) AS first_day,
  make_date(max(fy)[:4]::INTEGER + 1, 3, 31) AS last_day
FROM trust;

CREATE OR REPLACE TEMP TABLE group_link AS
SELECT transfer.*
FROM transfer, years_held
WHERE transfer.day > years_held.first_day AND transfer.day <= years_held.last_day AND from_code <> to_code;

-- Every code of a group, with what became of it. Groups of which no code has accounts in the years held are left out.
CREATE OR REPLACE TEMP TABLE group_code AS
WITH RECURSIVE edge AS (
  SELECT from_code AS one, to_code AS other FROM group_link
  UNION
  SELECT to_code, from_code FROM group_link
),
reach AS (
  SELECT one AS code, one AS reached FROM edge
  UNION
  SELECT reach.code, edge.other FROM reach JOIN edge ON edge.one = reach.reached
),
member AS (
  SELECT
    reach.code AS org_code, min(reach.reached) AS component,
    any_value(life.first_day) AS first_day,
    any_value(life.end_day) AS end_day,
    coalesce(any_value(life.end_day) > any_value(years_held.last_day), TRUE)
      AND reach.code NOT IN (SELECT from_code FROM group_link WHERE closing) AS survives,
    count(DISTINCT link.to_code) > 1 OR coalesce(bool_or(NOT link.closing), FALSE) AS split
  FROM reach
  CROSS JOIN years_held
  LEFT JOIN code_life AS life ON life.org_code = reach.code
  LEFT JOIN group_link AS link ON link.from_code = reach.code
  GROUP BY reach.code
),
named AS (
  SELECT
    component,
    -- Where nobody is left (a trust that took over another and was dissolved), the group has the name of all its codes.
    'lfl-' || coalesce(
      string_agg(org_code, '-' ORDER BY org_code) FILTER (survives), string_agg(org_code, '-' ORDER BY org_code)) AS group_id
  FROM member
  GROUP BY component
  HAVING bool_or(org_code IN (SELECT org_code FROM trust))
)
SELECT
  named.group_id, member.org_code, member.first_day, member.end_day, member.survives, member.split,
  -- Ended within the years held, and no recorded transfer says where the rest of it went.
  NOT member.survives AND member.org_code NOT IN (SELECT from_code FROM group_link WHERE closing) AS lost,
  member.org_code
    || coalesce(CASE WHEN member.first_day > years_held.first_day THEN ' (from ' || strftime(member.first_day, '%-d %B %Y') || ')' END, '')
    || coalesce(CASE WHEN member.end_day <= years_held.last_day THEN ' (to ' || strftime((member.end_day - 1)::DATE, '%-d %B %Y') || ')' END, '')
    AS in_words
FROM member
JOIN named USING (component)
CROSS JOIN years_held;

CREATE OR REPLACE TABLE gold.like_for_like_group AS
WITH latest_name AS (
  SELECT org_code, arg_max(org_name, fy) AS org_name FROM trust GROUP BY org_code
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
  coalesce((SELECT list(DISTINCT fy ORDER BY fy) FROM trust WHERE trust.org_code = code.org_code), []) AS accounts_years
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
