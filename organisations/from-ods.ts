/** Rows of the loaded tables `ods_organisation` and `ods_succession`, in the words of this room. */
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

/**
 * The reviewed successions, and those of the loaded ODS files that say something new. Where both name the same two
 * codes the reviewed date counts; a link that succ and succarc both carry is kept once. A loaded successor
 * replaces a reviewed "no successor known".
 */
export function uniteSuccessions(
  reviewed: readonly KnownSuccession[],
  loaded: readonly KnownSuccession[],
): KnownSuccession[] {
  const pairs = new Set(reviewed.map(({ from, to }) => `${from} ${to}`));
  const fresh = new Map(
    loaded
      .filter(({ from, to }) => !pairs.has(`${from} ${to}`))
      .map((link) => [`${link.from} ${link.to} ${link.effectiveDate}`, link]),
  );
  const followed = new Set([...fresh.values()].map(({ from }) => from));
  return [...reviewed.filter(({ from, to }) => to !== null || !followed.has(from)), ...fresh.values()];
}
