-- Deflators by edition and year, each with its cell; and the prices by which the join brings money to one year.
-- Reads gdp_deflator_printed and load_state; adds to join_price.
CREATE OR REPLACE TABLE gold.gdp_deflator AS
SELECT
  printed.edition, printed.fy, printed.base, printed.index, printed.change, printed.forecast = 1 AS forecast,
  state.url, printed.sha256,
  printed.sha256[:12] || ':' || printed.sheet || '!' || printed.column_letter || printed.source_row AS cell
FROM gdp_deflator_printed AS printed
JOIN load_state AS state
  ON state.dataset = printed.dataset AND state.fy = printed.load_fy AND state.slot = printed.slot AND state.status = 'loaded'
ORDER BY ALL;

-- The newest edition speaks. A forecast is no price that anything was paid in.
INSERT INTO join_price BY NAME
SELECT edition, fy, index AS price_index
FROM gold.gdp_deflator
WHERE NOT forecast AND index IS NOT NULL AND edition = (SELECT max(edition) FROM gold.gdp_deflator)
ORDER BY fy;

COMMENT ON COLUMN gold.gdp_deflator.edition IS 'Latest day of outturn or forecasts in the file''s title block, or the month in the file''s name where that is later: 2025-09-30, 2025-09';
COMMENT ON COLUMN gold.gdp_deflator.base IS 'Financial year whose index is 100 in that edition';
COMMENT ON COLUMN gold.gdp_deflator.index IS 'GDP deflator at market prices; nothing where the file prints a change only, as for forecasts';
COMMENT ON COLUMN gold.gdp_deflator.change IS 'Per cent change on the year before, as printed';
COMMENT ON COLUMN gold.gdp_deflator.forecast IS 'Whether the year is a forecast of the Office for Budget Responsibility; forecasts make no value_real';
COMMENT ON COLUMN gold.gdp_deflator.cell IS 'Cell of the index: first digits of the SHA-256, sheet, column and row';
