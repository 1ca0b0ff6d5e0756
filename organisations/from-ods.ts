/** Rows of the loaded tables `ods_organisation` and `ods_succession`, as matching wants them. */
import { SuccessionKind, type KnownOrganisation, type KnownSuccession } from './organisation.ts';

/** Columns of `ods_organisation` that matching reads. */
export interface OdsOrganisationRow {
  readonly edition: string;
  readonly code: string;
  readonly name: string;
  readonly open_date: string | null;
  readonly close_date: string | null;
}

/** Columns of `ods_succession` that matching reads. */
export interface OdsSuccessionRow {
  readonly edition: string;
  readonly from_code: string;
  readonly to_code: string;
  readonly reason: string | null;
  readonly effective_date: string;
}

export function organisationsFromOds(rows: readonly OdsOrganisationRow[]): KnownOrganisation[] {
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    open: row.open_date,
    close: row.close_date,
    source: `ODS ${row.edition}`,
  }));
}

/** Several successors of one code make it a split; reason F is a change of code; anything else a merger. */
export function successionsFromOds(rows: readonly OdsSuccessionRow[]): KnownSuccession[] {
  const heirs = new Map<string, Set<string>>();
  for (const { from_code, to_code } of rows) {
    heirs.set(from_code, (heirs.get(from_code) ?? new Set()).add(to_code));
  }
  return rows.map((row) => ({
    from: row.from_code,
    to: row.to_code,
    effectiveDate: row.effective_date,
    kind: kindOf(row, heirs.get(row.from_code)?.size ?? 1),
    source: `ODS ${row.edition}`,
  }));
}

function kindOf({ reason }: OdsSuccessionRow, heirs: number): SuccessionKind {
  if (heirs > 1) return SuccessionKind.split;
  return reason === 'F' ? SuccessionKind.codeChange : SuccessionKind.merger;
}
