-- What the three files of a month print, as printed. Each row carries dataset, load_fy, slot and sha256, so that a slot is
-- replaced as a whole. Every statement may be run again on a file that has the tables already.

-- quin-age: a practice's list by sex and age band (`5-9`). Nobody of an age is no row.
CREATE TABLE IF NOT EXISTS gp_list_size (
  dataset VARCHAR NOT NULL,
  load_fy VARCHAR NOT NULL,
  slot VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  snapshot_date DATE NOT NULL,
  practice_code VARCHAR NOT NULL,
  sex VARCHAR NOT NULL,              -- FEMALE, MALE
  age_band VARCHAR NOT NULL,
  patients INTEGER NOT NULL,
  source_row INTEGER NOT NULL
);

-- all and quin-age: what each prints as a practice's whole list.
CREATE TABLE IF NOT EXISTS gp_list_total (
  dataset VARCHAR NOT NULL,
  load_fy VARCHAR NOT NULL,
  slot VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  snapshot_date DATE NOT NULL,
  printed_in VARCHAR NOT NULL,       -- all, quin-age
  practice_code VARCHAR NOT NULL,
  sex VARCHAR NOT NULL,              -- ALL; in quin-age FEMALE and MALE too
  patients INTEGER NOT NULL,
  source_row INTEGER NOT NULL
);

-- map: name and place of a practice in that month.
CREATE TABLE IF NOT EXISTS gp_practice (
  dataset VARCHAR NOT NULL,
  load_fy VARCHAR NOT NULL,
  slot VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  snapshot_date DATE NOT NULL,
  practice_code VARCHAR NOT NULL,
  practice_name VARCHAR,
  postcode VARCHAR,
  pcn_code VARCHAR,
  sub_icb_code VARCHAR,              -- CCG before July 2022
  icb_code VARCHAR,                  -- STP before July 2022: the same ODS codes
  icb_name VARCHAR,
  region_code VARCHAR,
  region VARCHAR,
  source_row INTEGER NOT NULL
);
