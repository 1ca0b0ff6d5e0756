/** By which columns a row of a published table is found, and which of them lead to a row of another table. */

/** The columns that tell every row of a table from every other. */
const PRIMARY_KEYS: Readonly<Record<string, readonly string[]>> = {
  trust_year: ['fy', 'org_code'],
  trust_activity: ['fy', 'org_code', 'measure'],
  trust_ratio: ['fy', 'org_code', 'ratio'],
  ratio: ['ratio'],
  measure: ['fy', 'measure'],
  like_for_like_group: ['group_id'],
  like_for_like_member: ['group_id', 'org_code'],
  like_for_like: ['group_id', 'fy', 'measure'],
  data_dictionary: ['table_name', 'column_name'],
  england_total: ['fy', 'measure'],
  org_match_coverage: ['dataset', 'fy'],
  peer_group: ['scheme', 'group_id', 'fy', 'org_code'],
  measure_summary: ['scheme', 'group_id', 'fy', 'measure'],
  publication_calendar: ['dataset', 'fy', 'slot'],
  organisation: ['org_code'],
  organisation_name: ['org_code', 'name'],
  release: ['release_id'],
  cell_version: ['fy', 'org_code', 'measure', 'release_from'],
  release_change: ['from_release', 'to_release', 'fy', 'org_code', 'measure'],
  observation: ['observation_id'],
};

export interface ForeignKey {
  readonly fields: readonly string[];
  /** The table whose columns of the same names have these values. */
  readonly table: string;
}

const TRUST_AND_YEAR: ForeignKey = { fields: ['fy', 'org_code'], table: 'trust_year' };
const GROUP: ForeignKey = { fields: ['group_id'], table: 'like_for_like_group' };

const FOREIGN_KEYS: Readonly<Record<string, readonly ForeignKey[]>> = {
  trust_activity: [TRUST_AND_YEAR],
  trust_ratio: [TRUST_AND_YEAR, { fields: ['ratio'], table: 'ratio' }],
  peer_group: [TRUST_AND_YEAR],
  like_for_like_member: [GROUP],
  like_for_like: [GROUP],
};

/** The columns that tell every row of a table from every other, where there are any. */
export function primaryKeyOf(table: string): readonly string[] | undefined {
  return PRIMARY_KEYS[table];
}

/** The columns of a table that lead to rows of others. */
export function foreignKeysOf(table: string): readonly ForeignKey[] {
  return FOREIGN_KEYS[table] ?? [];
}
