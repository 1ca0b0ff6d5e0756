-- What the accounts of a year say of the year before, beside what that year's own file said. Seven years give six restatements.
-- Lines of the main statements and notes that have one column for each year: TAC02 income, TAC03 financial position, TAC05 cash
-- flows, TAC06 and TAC07 income, TAC08 expenditure, TAC09 staff costs and numbers (the column of the total). Lines of which
-- either year prints no number are left out: a blank cell may be nil, or a line that the form of that year has not.

CREATE OR REPLACE TEMP TABLE main_line AS
WITH line AS (
  SELECT
    line.load_fy, line.slot, line.organisation, line.sector, line.year_kind,
    line.worksheet, line.main_code, line.sub_code, line.value, line.source_row,
    -- The letter A came to four lines of TAC02 with IFRS 15: the line is the same.
    regexp_replace(trim(line.sub_code), '^(SCI0100|SCI0110|SCI0125|SCI0140)$', '\1A') AS line
  FROM tac_line AS line
  WHERE line.value IS NOT NULL
    AND line.main_code IN (
      'A02CY01', 'A03CY01', 'A05CY01', 'A06CY01', 'A07CY01', 'A08CY01', 'A09CY01',
      'A02PY01', 'A03PY01', 'A05PY01', 'A06PY01', 'A07PY01', 'A08PY01', 'A09PY01')
)
SELECT
  match.org_code, line.load_fy, line.year_kind,
  CASE WHEN line.year_kind = 'current' THEN line.load_fy
    ELSE (line.load_fy[:4]::INTEGER - 1) || '-' || line.load_fy[3:4] END AS fy,
  line.main_code[:3] AS schedule, line.line,
  any_value(line.worksheet) AS worksheet, any_value(line.main_code) AS main_code, any_value(line.sub_code) AS sub_code,
  any_value(line.value) AS value, any_value(line.source_row) AS source_row, any_value(line.slot) AS slot
FROM line
JOIN accounts_match AS match
  ON match.fy = line.load_fy AND match.name = trim(line.organisation) AND match.sector = line.sector
GROUP BY ALL
-- A line that a file has twice for an organisation says nothing.
HAVING count(*) = 1;

CREATE OR REPLACE TABLE gold.accounts_restated AS
WITH workbook AS (
  SELECT fy, slot, sha256 FROM load_state
  WHERE dataset IN (SELECT dataset FROM measure_recipe WHERE of_spine) AND status = 'loaded'
)
SELECT
  filed.fy, filed.org_code, filed.worksheet, filed.line,
  CASE WHEN wte THEN 'WTE' ELSE 'pounds' END AS unit,
  filed.value * CASE WHEN wte THEN 1 ELSE 1000 END AS as_filed,
  restated.value * CASE WHEN wte THEN 1 ELSE 1000 END AS as_restated,
  (restated.value - filed.value) * CASE WHEN wte THEN 1 ELSE 1000 END AS difference,
  own.sha256 AS as_filed_sha256, filed.source_row AS as_filed_row, filed.main_code || ' ' || filed.sub_code AS as_filed_codes,
  restated.load_fy AS restated_in,
  next.sha256 AS as_restated_sha256, restated.source_row AS as_restated_row, restated.main_code || ' ' || restated.sub_code AS as_restated_codes
FROM (SELECT *, regexp_matches(line, '^STA0(3[7-9]|4[0-9]|50)') AS wte FROM main_line WHERE year_kind = 'current') AS filed
JOIN main_line AS restated
  ON restated.year_kind = 'prior' AND restated.fy = filed.fy AND restated.org_code = filed.org_code
 AND restated.schedule = filed.schedule AND restated.line = filed.line
LEFT JOIN workbook AS own ON own.fy = filed.load_fy AND own.slot = filed.slot
LEFT JOIN workbook AS next ON next.fy = restated.load_fy AND next.slot = restated.slot
ORDER BY filed.fy, filed.org_code, filed.worksheet, filed.line;

-- A published measure that a later file states otherwise by more than 1 %. The parts that are printed must be the same in both
-- files: a line that only one of them prints may be a line that the other form has not.
INSERT INTO figure_finding BY NAME
WITH part AS (
  SELECT dataset, fy, measure, scale, unit, unnest(parts) AS line, 1 AS sign FROM measure_recipe WHERE of_spine
  UNION ALL
  SELECT dataset, fy, measure, scale, unit, unnest(less_parts), -1 FROM measure_recipe WHERE of_spine
),
compared AS (
  SELECT
    part.dataset, part.fy, part.measure, part.unit, trust.org_code,
    list_sum(list(part.sign * filed.value * part.scale ORDER BY part.line) FILTER (filed.value IS NOT NULL)) AS as_filed,
    list_sum(list(part.sign * restated.value * part.scale ORDER BY part.line) FILTER (restated.value IS NOT NULL)) AS as_restated,
    min(filed.slot) AS own_slot, min(restated.slot) AS next_slot, min(restated.load_fy) AS restated_in
  FROM part
  JOIN (SELECT DISTINCT fy, org_code FROM trust) AS trust ON trust.fy = part.fy
  LEFT JOIN main_line AS filed
    ON filed.year_kind = 'current' AND filed.fy = part.fy AND filed.org_code = trust.org_code AND filed.line = part.line
  LEFT JOIN main_line AS restated
    ON restated.year_kind = 'prior' AND restated.fy = part.fy AND restated.org_code = trust.org_code AND restated.line = part.line
  GROUP BY ALL
  HAVING bool_and((filed.value IS NULL) = (restated.value IS NULL)) AND count(restated.value) > 0
),
workbook AS (
  SELECT dataset, load_fy AS fy, slot, min(coalesce(file_name, url)) AS name
  FROM source_file
  WHERE status = 'loaded'
  GROUP BY ALL
)
SELECT
  compared.fy, compared.org_code, compared.measure, NULL AS url, NULL AS sha256,
  'accounts-restated' AS kind, 'info' AS severity,
  measure || ' of ' || compared.fy || ' was filed as ' || format('{:,.0f}', as_filed) || ' ' || unit || ' (' || own.name
    || ') and stands as ' || format('{:,.0f}', as_restated) || ' in the accounts of ' || restated_in || ' (' || next.name || ')'
    || CASE WHEN as_filed = 0 THEN '' ELSE ', ' || format('{:.1f}', abs(as_restated / as_filed - 1) * 100) || ' % '
      || CASE WHEN abs(as_restated) > abs(as_filed) THEN 'more' ELSE 'less' END END
    || '. The tables have the figure as filed; accounts_restated has both, line by line.' AS message,
  compared.dataset
FROM compared
LEFT JOIN workbook AS own ON own.dataset = compared.dataset AND own.fy = compared.fy AND own.slot = compared.own_slot
LEFT JOIN workbook AS next ON next.dataset = compared.dataset AND next.fy = compared.restated_in AND next.slot = compared.next_slot
WHERE abs(as_restated - as_filed) > 0.01 * abs(as_filed);
DROP TABLE temp.main_line;

COMMENT ON COLUMN gold.accounts_restated.fy IS 'Financial year that the figure is about';
COMMENT ON COLUMN gold.accounts_restated.worksheet IS 'Schedule of the TAC form, as the year''s own file prints it: TAC08 Op Exp';
COMMENT ON COLUMN gold.accounts_restated.line IS 'Line of the form by its sub code: EXP0190. Lines that both files print as a number';
COMMENT ON COLUMN gold.accounts_restated.unit IS 'pounds (the files print thousands), or WTE';
COMMENT ON COLUMN gold.accounts_restated.as_filed IS 'Figure in the current-year column of the year''s own file';
COMMENT ON COLUMN gold.accounts_restated.as_restated IS 'Figure in the prior-year column of the next year''s file';
COMMENT ON COLUMN gold.accounts_restated.difference IS 'as_restated less as_filed';
COMMENT ON COLUMN gold.accounts_restated.as_filed_sha256 IS 'Fingerprint of the year''s own workbook';
COMMENT ON COLUMN gold.accounts_restated.as_filed_row IS 'Row of its sheet with all data';
COMMENT ON COLUMN gold.accounts_restated.as_filed_codes IS 'Main code and sub code of that row: A08CY01 EXP0190';
COMMENT ON COLUMN gold.accounts_restated.restated_in IS 'Financial year of the next file';
COMMENT ON COLUMN gold.accounts_restated.as_restated_sha256 IS 'Fingerprint of the next year''s workbook';
COMMENT ON COLUMN gold.accounts_restated.as_restated_row IS 'Row of its sheet with all data';
COMMENT ON COLUMN gold.accounts_restated.as_restated_codes IS 'Main code and sub code of that row: A08PY01 EXP0190';
