-- The working file: what was loaded, as published. One process writes it; people read the copy that is published.
-- Every statement may be run again on a file that has the tables already.
-- Each row of a loaded file carries dataset, load_fy, slot and sha256, so that a slot is replaced as a whole.

CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL);

-- Every file that was looked at. A file that serves several periods has a row for each.
CREATE TABLE IF NOT EXISTS source_file (
  dataset VARCHAR NOT NULL,
  load_fy VARCHAR NOT NULL,
  slot VARCHAR NOT NULL,
  period VARCHAR NOT NULL,
  url VARCHAR NOT NULL,
  final_url VARCHAR,
  file_name VARCHAR,
  member VARCHAR,              -- the file inside a zip
  sha256 VARCHAR NOT NULL,     -- '' where the file was never fetched
  bytes BIGINT,
  fetched_at VARCHAR,
  published VARCHAR,
  revised VARCHAR,
  http_status INTEGER,
  etag VARCHAR,
  last_modified VARCHAR,
  content_type VARCHAR,
  layout VARCHAR,
  parser_version INTEGER,
  maturity VARCHAR,            -- final, provisional, illustrative
  status VARCHAR NOT NULL,     -- loaded, superseded, refused, skipped
  reason VARCHAR,
  superseded_by VARCHAR,       -- sha256 of the file that took the slot
  fallback VARCHAR             -- why the preferred file of the slot was not taken, where this is not it
);

ALTER TABLE source_file ADD COLUMN IF NOT EXISTS refusal_code VARCHAR; -- of a refused file whose figures could be read: a person may accept it

-- What fills each slot now, or why nothing does. One row for each slot that was tried.
CREATE TABLE IF NOT EXISTS load_state (
  dataset VARCHAR NOT NULL,
  fy VARCHAR NOT NULL,
  slot VARCHAR NOT NULL,       -- '' is about the whole year: its page could not be read
  period VARCHAR NOT NULL,
  sha256 VARCHAR,
  url VARCHAR,
  parser_version INTEGER,
  maturity VARCHAR,
  status VARCHAR NOT NULL,     -- loaded, gap
  reason VARCHAR,              -- of a gap; or why a loaded slot could not be brought up to date
  fallback VARCHAR
);

ALTER TABLE load_state ADD COLUMN IF NOT EXISTS decisions VARCHAR; -- decisions under which the slot was loaded: accept:3 heading:5

-- Every figure as published.
CREATE TABLE IF NOT EXISTS observation (
  dataset VARCHAR NOT NULL,
  load_fy VARCHAR NOT NULL,
  slot VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  observation_id VARCHAR NOT NULL,   -- the cell: with period and measure it is unique
  org_code VARCHAR NOT NULL,
  org_name VARCHAR NOT NULL,
  period VARCHAR NOT NULL,
  measure VARCHAR NOT NULL,
  value DOUBLE,
  status VARCHAR NOT NULL,           -- reported, suppressed, missing
  printed VARCHAR,
  sheet VARCHAR NOT NULL,
  row_number INTEGER NOT NULL,
  column_letter VARCHAR NOT NULL
);

-- Every total a file prints itself, and what its rows add up to.
CREATE TABLE IF NOT EXISTS printed_total (
  dataset VARCHAR NOT NULL,
  load_fy VARCHAR NOT NULL,
  slot VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  period VARCHAR NOT NULL,
  measure VARCHAR NOT NULL,
  published DOUBLE NOT NULL,
  sum_of_rows DOUBLE NOT NULL,
  sheet VARCHAR,
  row_number INTEGER,
  column_letter VARCHAR
);

-- Rows set aside, with the rule that set them aside.
CREATE TABLE IF NOT EXISTS quarantine (
  dataset VARCHAR NOT NULL,
  load_fy VARCHAR NOT NULL,
  slot VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  sheet VARCHAR,
  row_number INTEGER,
  org_code VARCHAR,
  org_name VARCHAR,
  rule VARCHAR NOT NULL,
  detail VARCHAR
);

-- Doubts that travel with figures: about a cell when org_code (or org_name) and measure are there, else about the file.
CREATE TABLE IF NOT EXISTS quality_finding (
  dataset VARCHAR NOT NULL,
  load_fy VARCHAR NOT NULL,
  slot VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  severity VARCHAR NOT NULL,
  org_code VARCHAR,
  org_name VARCHAR,
  measure VARCHAR,
  message VARCHAR NOT NULL
);

-- The accounts, line by line (dossier tac, section 4). Money is in thousands of pounds, WTE are numbers.
CREATE TABLE IF NOT EXISTS tac_line (
  dataset VARCHAR NOT NULL,
  load_fy VARCHAR NOT NULL,
  slot VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  organisation VARCHAR,
  fy VARCHAR,
  sector VARCHAR,
  worksheet VARCHAR,
  table_id INTEGER,
  main_code VARCHAR,
  row_number INTEGER,
  sub_code VARCHAR,
  value DOUBLE,
  year_kind VARCHAR,
  source_row INTEGER
);

COMMENT ON COLUMN tac_line.organisation IS 'Name as the accounts print it';
COMMENT ON COLUMN tac_line.fy IS 'Financial year of the workbook';
COMMENT ON COLUMN tac_line.sector IS 'FT or Trust';
COMMENT ON COLUMN tac_line.worksheet IS 'Schedule of the TAC form: TAC02 SoCI';
COMMENT ON COLUMN tac_line.table_id IS 'Table of the schedule';
COMMENT ON COLUMN tac_line.main_code IS 'Column code: A02CY01 is the current year';
COMMENT ON COLUMN tac_line.row_number IS 'Row of the TAC form';
COMMENT ON COLUMN tac_line.sub_code IS 'Line code: EXP0190 is consultancy';
COMMENT ON COLUMN tac_line.value IS 'Thousands of pounds; numbers of staff on staff lines';
COMMENT ON COLUMN tac_line.year_kind IS 'current or prior';
COMMENT ON COLUMN tac_line.source_row IS 'Row of the published workbook, from 1';
COMMENT ON COLUMN tac_line.sha256 IS 'Fingerprint of the workbook';

-- The List of Providers of the accounts workbooks.
CREATE TABLE IF NOT EXISTS tac_provider (
  dataset VARCHAR NOT NULL,
  load_fy VARCHAR NOT NULL,
  slot VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  fy VARCHAR,
  sector VARCHAR,
  name VARCHAR,
  code VARCHAR,
  region VARCHAR,
  trust_type VARCHAR,
  authorised VARCHAR,
  comments VARCHAR,
  source_row INTEGER
);

-- Organisations as each edition of the ODS files lists them.
CREATE TABLE IF NOT EXISTS ods_organisation (
  dataset VARCHAR NOT NULL,
  load_fy VARCHAR NOT NULL,
  slot VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  edition VARCHAR,
  code VARCHAR,
  name VARCHAR,
  open_date VARCHAR,
  close_date VARCHAR,
  national_grouping VARCHAR,
  geography VARCHAR,
  source_row INTEGER
);

-- Successions as each edition of the ODS files lists them.
CREATE TABLE IF NOT EXISTS ods_succession (
  dataset VARCHAR NOT NULL,
  load_fy VARCHAR NOT NULL,
  slot VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  edition VARCHAR,
  from_code VARCHAR,
  to_code VARCHAR,
  reason VARCHAR,
  effective_date VARCHAR,
  indicator VARCHAR,
  source_row INTEGER
);

-- Tables of datasets that the last join made, for the publication. rules: hash of the SQL that makes them.
CREATE TABLE IF NOT EXISTS dataset_publication (
  dataset VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  csv BOOLEAN NOT NULL,
  part_by VARCHAR,
  about VARCHAR NOT NULL,
  rules VARCHAR NOT NULL
);
ALTER TABLE dataset_publication ADD COLUMN IF NOT EXISTS order_by VARCHAR;

-- Large files of the last publication, and nhs.duckdb: what they were made from, and their bytes.
CREATE TABLE IF NOT EXISTS published_file (
  name VARCHAR NOT NULL,
  made_from VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL
);

-- When each slot was loaded for the first time, UTC. It decides no figure, so it is in no fingerprint.
CREATE TABLE IF NOT EXISTS slot_loaded (dataset VARCHAR NOT NULL, fy VARCHAR NOT NULL, slot VARCHAR NOT NULL, loaded VARCHAR NOT NULL);

-- Fingerprints of what was joined and of what was published last: equal ones need no work.
CREATE TABLE IF NOT EXISTS fingerprint (stage VARCHAR NOT NULL, sha256 VARCHAR NOT NULL);

-- The gold tables, rebuilt as a whole by every join.
CREATE SCHEMA IF NOT EXISTS gold;

-- What people have decided: a copy of decisions.csv, whose columns these are, as it stood at the last join.
CREATE TABLE IF NOT EXISTS decision (
  number INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  dataset VARCHAR NOT NULL,
  years VARCHAR NOT NULL,
  slot VARCHAR NOT NULL,
  subject VARCHAR NOT NULL,
  value VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  who VARCHAR NOT NULL,
  decided VARCHAR NOT NULL,
  undone VARCHAR,
  undone_by VARCHAR,
  detail VARCHAR NOT NULL
);
