/** The names and codes that stand in the loaded files, read for matching. Names are trimmed, codes are as printed. */
import type { OdsOrganisationRow, OdsSuccessionRow } from '../../organisations/from-ods.ts';
import type { AccountsOrganisation, ListedProvider } from '../../organisations/match-accounts.ts';
import type { PublishedOrganisation } from '../../organisations/match-activity.ts';
import type { Row, Statements } from '../../duckdb/statements.ts';

/** Every organisation with lines in the accounts. */
export async function accountsOrganisations(statements: Statements): Promise<AccountsOrganisation[]> {
  const rows = await statements.rows(`
    SELECT load_fy AS fy, sector, trim(organisation) AS name FROM tac_line
    WHERE trim(organisation) <> '' GROUP BY ALL ORDER BY ALL`);
  return rows.map((row) => texts(row, ['fy', 'sector', 'name']));
}

/** The lists of providers in the accounts workbooks; `code` is empty where a list has none. */
export async function listedProviders(statements: Statements): Promise<ListedProvider[]> {
  const rows = await statements.rows(`
    SELECT load_fy AS fy, sector, trim(name) AS name, code, region, trust_type FROM tac_provider
    WHERE name IS NOT NULL ORDER BY load_fy, sector, source_row, name, code`);
  return rows.map((row) => ({
    ...texts(row, ['fy', 'sector', 'name', 'code']),
    region: textOrNull(row, 'region'),
    trustType: textOrNull(row, 'trust_type'),
  }));
}

/**
 * Every code and name beside the figures, with its rows and its volume: the sum of the parts of the dataset's first
 * measure. Asked for one dataset and year after another: ordered lists of all figures would have to fit into memory.
 */
export async function publishedOrganisations(statements: Statements): Promise<PublishedOrganisation[]> {
  const parts = await statements.rows('SELECT DISTINCT dataset, load_fy AS fy FROM observation ORDER BY ALL');
  const all: PublishedOrganisation[] = [];
  for (const part of parts) {
    const { dataset, fy } = texts(part, ['dataset', 'fy']);
    for (const row of await statements.rows(ORGANISATIONS_OF, [dataset, fy])) {
      const { code, name } = texts(row, ['code', 'name']);
      all.push({ dataset, fy, code, name, rows: Number(row['rows']), volume: Number(row['volume']) });
    }
  }
  return all;
}

/** Sums run over sorted lists, so that the last binary digit does not depend on the order of loading. */
const ORGANISATIONS_OF = `
  WITH volume_part AS (
    SELECT unnest(arg_min(parts, rowid)) AS part FROM measure_recipe WHERE dataset = $1 AND fy = $2
  )
  SELECT
    org_code AS code, trim(org_name) AS name,
    count(DISTINCT (slot, sheet, row_number)) AS rows,
    coalesce(list_sum(list(value ORDER BY period, observation_id, measure) FILTER (volume_part.part IS NOT NULL AND value IS NOT NULL)), 0) AS volume
  FROM observation LEFT JOIN volume_part ON volume_part.part = observation.measure
  WHERE dataset = $1 AND load_fy = $2
  GROUP BY ALL ORDER BY ALL`;

/** The loaded ODS files, newest edition first. */
export async function odsOrganisations(statements: Statements): Promise<OdsOrganisationRow[]> {
  const rows = await statements.rows(`
    SELECT DISTINCT edition, code, name, open_date, close_date FROM ods_organisation
    WHERE code IS NOT NULL ORDER BY edition DESC, code, name, open_date, close_date`);
  return rows.map((row) => ({
    ...texts(row, ['edition', 'code', 'name']),
    open_date: textOrNull(row, 'open_date'),
    close_date: textOrNull(row, 'close_date'),
  }));
}

export async function odsSuccessions(statements: Statements): Promise<OdsSuccessionRow[]> {
  const rows = await statements.rows(`
    SELECT DISTINCT edition, from_code, to_code, reason, effective_date FROM ods_succession
    WHERE from_code IS NOT NULL AND to_code IS NOT NULL AND effective_date IS NOT NULL ORDER BY ALL`);
  return rows.map((row) => ({
    ...texts(row, ['edition', 'from_code', 'to_code', 'effective_date']),
    reason: textOrNull(row, 'reason'),
  }));
}

/** The row's texts by column; '' where a column has none. */
function texts<Column extends string>(row: Row, columns: readonly Column[]): Record<Column, string> {
  const entries = columns.map((column) => [column, textOrNull(row, column) ?? '']);
  return Object.fromEntries(entries) as Record<Column, string>;
}

function textOrNull(row: Row, column: string): string | null {
  const value = row[column];
  return typeof value === 'string' ? value : null;
}
