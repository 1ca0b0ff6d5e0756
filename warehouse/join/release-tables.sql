-- What was published when, and what has changed since: empty until a publication fills them from the kept releases
-- (fill-tables.sql). The join makes them, so that the data dictionary has their columns.
CREATE OR REPLACE TABLE gold.release (
  release_id VARCHAR, made_at VARCHAR, code_version VARCHAR, parser_versions VARCHAR[], years VARCHAR[], datasets VARCHAR[],
  files INTEGER, cells INTEGER, digest VARCHAR, previous_id VARCHAR, illustrative BOOLEAN,
  incomplete VARCHAR, interim VARCHAR
);
COMMENT ON COLUMN gold.release.release_id IS 'Date of the release, UTC; a second one of that day ends in -2. Its files are kept in releases/<release_id>/';
COMMENT ON COLUMN gold.release.made_at IS 'When it was made, UTC';
COMMENT ON COLUMN gold.release.code_version IS 'Version of this project, and the first digits of the fingerprint of its rules';
COMMENT ON COLUMN gold.release.parser_versions IS 'Version of the reader of each publication, where files of it are loaded: beds 3';
COMMENT ON COLUMN gold.release.years IS 'Financial years that have cells';
COMMENT ON COLUMN gold.release.datasets IS 'Publications of which files are loaded';
COMMENT ON COLUMN gold.release.files IS 'Slots that are filled: a file that fills two counts twice';
COMMENT ON COLUMN gold.release.cells IS 'Rows of trust_activity';
COMMENT ON COLUMN gold.release.digest IS 'Fingerprint of what it says: figures and statuses, SHA-256 of the files, versions of the readers, recipes. Not when files were fetched';
COMMENT ON COLUMN gold.release.previous_id IS 'The release before; nothing for the first';
COMMENT ON COLUMN gold.release.illustrative IS 'Whether some of the accounts are made up (the bundled sample)';
COMMENT ON COLUMN gold.release.incomplete IS 'Trust-years that are missing because nobody has decided which trust a name of the accounts is; nothing where all are there';
COMMENT ON COLUMN gold.release.interim IS 'Loads that still waited for somebody when it was made, separated by commas; empty where none did. Once nobody is waited for, a release follows, also where no figure has changed';

CREATE OR REPLACE TABLE gold.cell_version (
  fy VARCHAR, org_code VARCHAR, measure VARCHAR, value DOUBLE, status VARCHAR, maturity VARCHAR, periods_reported INTEGER,
  periods_expected INTEGER, shortfall_max DOUBLE, known_from DATE, known_to DATE, release_from VARCHAR, release_to VARCHAR,
  file_shas VARCHAR[], publisher_date VARCHAR, change_kind VARCHAR
);
COMMENT ON COLUMN gold.cell_version.value IS 'What the cell said during this spell, in the unit of trust_activity';
COMMENT ON COLUMN gold.cell_version.status IS 'Its status during this spell';
COMMENT ON COLUMN gold.cell_version.periods_reported IS 'Months, quarters or years that printed a figure';
COMMENT ON COLUMN gold.cell_version.periods_expected IS 'Months, quarters or years a full year has';
COMMENT ON COLUMN gold.cell_version.shortfall_max IS 'The most that suppression could hide, where trust_activity said so';
COMMENT ON COLUMN gold.cell_version.known_from IS 'First day, at its end, on which we said so. On day d we said: known_from <= d AND (known_to > d OR known_to IS NULL)';
COMMENT ON COLUMN gold.cell_version.known_to IS 'Day on which we said otherwise; nothing while it stands. Equal to known_from where another release followed on the same day';
COMMENT ON COLUMN gold.cell_version.release_from IS 'First release that said so';
COMMENT ON COLUMN gold.cell_version.release_to IS 'First release that said otherwise; nothing while it stands';
COMMENT ON COLUMN gold.cell_version.file_shas IS 'Fingerprints of the files it rested on when the spell began';
COMMENT ON COLUMN gold.cell_version.publisher_date IS 'Latest date that these files print (revised, else published), else the day they were first fetched: the publisher''s clock, not ours';
COMMENT ON COLUMN gold.cell_version.change_kind IS 'Why the spell began: first release, or as in release_change';

CREATE OR REPLACE TABLE gold.release_change (
  from_release VARCHAR, to_release VARCHAR, fy VARCHAR, org_code VARCHAR, measure VARCHAR, old_value DOUBLE, old_status VARCHAR,
  new_value DOUBLE, new_status VARCHAR, difference DOUBLE, percent DOUBLE, change_kind VARCHAR, cause_old_sha VARCHAR,
  cause_new_sha VARCHAR, cause_text VARCHAR, material BOOLEAN, dataset VARCHAR
);
COMMENT ON COLUMN gold.release_change.from_release IS 'Release before';
COMMENT ON COLUMN gold.release_change.to_release IS 'Release in which value or status is another';
COMMENT ON COLUMN gold.release_change.old_value IS 'Value before';
COMMENT ON COLUMN gold.release_change.old_status IS 'Status before; nothing where there was no such cell';
COMMENT ON COLUMN gold.release_change.new_value IS 'Value now';
COMMENT ON COLUMN gold.release_change.new_status IS 'Status now; nothing where there is no such cell any more';
COMMENT ON COLUMN gold.release_change.difference IS 'new_value less old_value; nothing where one of them is';
COMMENT ON COLUMN gold.release_change.percent IS 'difference as a percentage of old_value; nothing where that is 0';
COMMENT ON COLUMN gold.release_change.change_kind IS 'publisher revised, new file, file withdrawn, reader changed, matching changed, succession changed, definition changed, decided (by a person: table decision); several where more than one cause is left after joining again';
COMMENT ON COLUMN gold.release_change.cause_old_sha IS 'Fingerprint of the file before, where a file is the cause; the first by period where several are';
COMMENT ON COLUMN gold.release_change.cause_new_sha IS 'Fingerprint of the file now, likewise';
COMMENT ON COLUMN gold.release_change.cause_text IS 'The cause in words';
COMMENT ON COLUMN gold.release_change.material IS 'True where the status is another, or the value differs by more than 0.1 % of the old one (or the old one was 0)';
