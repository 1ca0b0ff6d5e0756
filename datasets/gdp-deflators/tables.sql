-- What a file of GDP deflators prints for each financial year. May be run again on a file that has the table already.
CREATE TABLE IF NOT EXISTS gdp_deflator_printed (
  dataset VARCHAR NOT NULL,
  load_fy VARCHAR NOT NULL,
  slot VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  edition VARCHAR NOT NULL,          -- 2025-09-30, or 2025-09
  fy VARCHAR NOT NULL,
  base VARCHAR NOT NULL,             -- the financial year that reads 100
  index DOUBLE,                      -- null where only the change is printed
  change DOUBLE,                     -- per cent on the year before
  forecast INTEGER NOT NULL,         -- 1: a forecast
  sheet VARCHAR NOT NULL,
  source_row INTEGER NOT NULL,
  column_letter VARCHAR NOT NULL
);
