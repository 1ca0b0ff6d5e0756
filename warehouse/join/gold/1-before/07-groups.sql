-- Which codes make one line over the years held: all that mergers of those years connect, in the boundaries of the last year.

-- The first and the last day of the years that have accounts. A merger on the first day changes nothing within them.
CREATE OR REPLACE TEMP TABLE years_held AS
SELECT
  max(fy) AS base_fy,
  make_date(min(fy)[:4]::INTEGER, 4, 1) AS first_day,
  make_date(max(fy)[:4]::INTEGER + 1, 3, 31) AS last_day
FROM trust
WHERE has_accounts;

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
  HAVING bool_or(org_code IN (SELECT org_code FROM trust WHERE has_accounts))
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
