-- What money of each year is multiplied by to be in the prices of one year: the latest year of the loaded accounts that the
-- price index has an outturn for. One row per year and measure or ratio in pounds; none where no price index is loaded.
-- Money by money (a ratio in per cent, or in pounds for each £1,000) has no prices, and is not here.
CREATE OR REPLACE TEMP TABLE price_of_money AS
WITH base AS (
  SELECT fy AS price_base, price_index
  FROM join_price SEMI JOIN (FROM trust WHERE has_accounts) AS trust USING (fy)
  ORDER BY fy DESC LIMIT 1
),
money AS (
  SELECT DISTINCT fy, measure FROM measure_recipe WHERE unit = 'pounds'
  UNION ALL
  SELECT join_price.fy, ratio FROM ratio_recipe CROSS JOIN join_price WHERE unit = 'pounds'
)
SELECT
  price.fy, money.measure,
  base.price_index / price.price_index AS factor, price.edition AS deflator_edition, base.price_base
FROM join_price AS price
JOIN money ON money.fy = price.fy
CROSS JOIN base;
