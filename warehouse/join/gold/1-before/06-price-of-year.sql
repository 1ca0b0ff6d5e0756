-- What money of each year is multiplied by to be in the prices of one year: the latest year of the loaded accounts that the
-- price index has an outturn for. No row where no price index is loaded.
CREATE OR REPLACE TEMP TABLE price_of_year AS
WITH base AS (
  SELECT fy AS price_base, price_index
  FROM join_price SEMI JOIN trust USING (fy)
  ORDER BY fy DESC LIMIT 1
)
SELECT price.fy, base.price_index / price.price_index AS factor, price.edition AS deflator_edition, base.price_base
FROM join_price AS price CROSS JOIN base;
