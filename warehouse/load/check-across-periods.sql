-- Reads `published` (slot, period, org, org_name, measure, value); fills `doubt` (slot, rule, message).
--
-- A file is judged against each other period by itself, and refused when it stands against a strict majority of them, two at
-- least. So a slip in one of three periods refuses that one and not the two that are right.
--
-- The numbers were tried on every real month of A&E attendances at hand (April 2016 to August 2025, 75 months, all columns):
-- none is refused. Real months come as far as 553-fold for one organisation (2 waits over 12 hours beside 1,106) and
-- 68-fold where both figures are large; 31-fold for a total of 39, 11-fold for a large one; 2 % of organisations gone.

CREATE TABLE figure AS
SELECT period, any_value(slot ORDER BY slot) AS slot, org, any_value(org_name ORDER BY org_name) AS org_name, measure, sum(value) AS value
FROM published WHERE value IS NOT NULL
GROUP BY period, org, measure;

CREATE TABLE doubt (slot VARCHAR, rule INTEGER, message VARCHAR);

-- 1. One organisation, one measure: 300 times as large or as small as in the other periods.
-- Large means over 1,000; small beside at least 3,000, for services do open and close; and under one beside at least 20, for
-- a count cannot be 0.6 and an average of beds seldom is. Stocks (beds open on the average day) are held to 100-fold, where the
-- larger has at least 100: in the six years of quarters at hand no organisation's beds moved more than 21-fold within a year.
INSERT INTO doubt
SELECT
  slot, 1,
  org || ' (' || org_name || ') prints ' || value || ' for ' || measure || ' in ' || period || ', beside ' || list_aggregate(others, 'median')
    || ' in the other periods of the year (median of ' || len(others) || '): a slip of units or of a column?'
FROM (
  SELECT
    this.slot, this.period, this.org, this.org_name, this.measure, this.value, this.is_stock,
    list(other.value ORDER BY other.period) AS others,
    count(*) FILTER (abs(this.value) >= 300 * abs(other.value) AND abs(this.value) > 1000
                  OR abs(this.value) >= 300 * abs(other.value) AND abs(this.value) >= 20 AND abs(other.value) < 1
                  OR is_stock AND abs(this.value) >= 100 * abs(other.value) AND abs(this.value) >= 100) AS far_above,
    count(*) FILTER (abs(other.value) >= 300 * abs(this.value) AND abs(other.value) >= 3000
                  OR abs(other.value) >= 300 * abs(this.value) AND abs(other.value) >= 20 AND abs(this.value) < 1
                  OR is_stock AND abs(other.value) >= 100 * abs(this.value) AND abs(other.value) >= 100) AS far_below
  FROM (SELECT *, measure IN (SELECT measure FROM stock) AS is_stock FROM figure) AS this
  JOIN figure AS other USING (org, measure)
  WHERE this.period <> other.period AND this.value <> 0 AND other.value <> 0
  GROUP BY ALL
)
WHERE len(others) >= 2 AND greatest(far_above, far_below) >= 2 AND greatest(far_above, far_below) * 2 > len(others)
  -- Of two periods nobody can say which has the slip. Beds do not move so: neither is taken.
  OR is_stock AND greatest(far_above, far_below) = 1 AND (SELECT count(DISTINCT period) FROM figure) = 2;

-- 2. The total over the organisations that both files have: more than 20 times as large or as small.
-- Files of very different coverage are compared on what they share.
INSERT INTO doubt
SELECT
  slot, 2,
  'All organisations together have ' || arg_min(total, other_period) || ' for ' || measure || ' in ' || period || ', beside '
    || arg_min(other_total, other_period) || ' for the same ' || arg_min(organisations, other_period) || ' organisations in '
    || min(other_period) || ': a slip of units or of a column?'
FROM (
  SELECT
    this.slot, this.period, this.measure, other.period AS other_period, count(*) AS organisations,
    abs(sum(this.value)) AS total, abs(sum(other.value)) AS other_total
  FROM figure AS this
  JOIN figure AS other USING (org, measure)
  WHERE this.period <> other.period
  GROUP BY ALL
  HAVING count(*) >= 5 AND total > 0 AND other_total > 0
)
GROUP BY slot, period, measure
HAVING count(*) >= 2 AND greatest(
  count(*) FILTER (total > 20 * other_total AND total >= 10000),
  count(*) FILTER (other_total > 20 * total AND other_total >= 10000)) * 2 > count(*);

-- 3. A fifth or more of the organisations that every other period has are gone: real months lose 2 %, and a cut of a third of
-- the rows may take fewer of the steady ones. A file with more rows than others is fine. Periods are compared by what they
-- print: a year's file stands beside months of something else (critical care), two files of a month are of different staff.
INSERT INTO doubt
WITH row_of AS (
  SELECT DISTINCT measure, period, org FROM published
),
period_of AS (
  SELECT measure, period, any_value(slot ORDER BY slot) AS slot, count(*) OVER (PARTITION BY measure) AS periods
  FROM published GROUP BY measure, period
),
steady AS (
  -- For each period, the organisations that all the others have.
  SELECT period_of.measure, period_of.period, period_of.slot, row_of.org
  FROM period_of JOIN row_of ON row_of.measure = period_of.measure AND row_of.period <> period_of.period
  WHERE periods >= 3
  GROUP BY ALL
  HAVING count(*) = any_value(periods) - 1
),
held AS (
  SELECT
    steady.slot, steady.period, steady.measure, count(*) AS all_of_them,
    list_sort(list(steady.org) FILTER (row_of.org IS NULL)) AS gone
  FROM steady LEFT JOIN row_of ON row_of.measure = steady.measure AND row_of.period = steady.period AND row_of.org = steady.org
  GROUP BY steady.slot, steady.period, steady.measure
)
SELECT
  slot, 3,
  arg_max(
    len(gone) || ' of the ' || all_of_them || ' organisations that every other period of the year has are not in ' || period || ', '
      || list_aggregate(gone[:5], 'string_agg', ', ') || ' among them: is the file complete?',
    len(gone))
FROM held
WHERE all_of_them >= 6 AND len(gone) * 5 >= all_of_them
GROUP BY slot, period;
