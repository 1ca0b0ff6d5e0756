/** What is known of every code, from several editions; rows of the tables `organisation` and `organisation_succession`. */
import { isTrustShaped, isWelshBody } from './codes.ts';
import type { KnownOrganisation, KnownSuccession, SuccessionKind } from './organisation.ts';

/** One row per code, so that a join on `org_code` never doubles a figure. */
export interface OrganisationRow {
  readonly org_code: string;
  readonly name: string;
  readonly open_date: string | null;
  readonly close_date: string | null;
  readonly source: string;
}

/** Read forward by `from_code`, backward by `to_code`. `to_code` is null for a dissolution. */
export interface SuccessionRow {
  readonly from_code: string;
  readonly to_code: string | null;
  readonly effective_date: string;
  readonly kind: SuccessionKind;
  readonly source: string;
}

export interface OrganisationTables {
  readonly organisation: readonly OrganisationRow[];
  readonly organisation_succession: readonly SuccessionRow[];
}

/** English organisations and their successions, sorted, so that two runs give the same bytes. */
export function organisationTables(
  organisations: readonly KnownOrganisation[],
  successions: readonly KnownSuccession[],
): OrganisationTables {
  const rows = [...organisationsByCode(organisations).values()].map((known) => ({
    org_code: known.code,
    name: known.name,
    open_date: known.open,
    close_date: known.close,
    source: known.source,
  }));
  const links = successions
    .filter(({ from, to }) => isTrustShaped(from) && (to === null || isTrustShaped(to)))
    .map((link) => ({
      from_code: link.from,
      to_code: link.to,
      effective_date: link.effectiveDate,
      kind: link.kind,
      source: link.source,
    }));
  return {
    organisation: rows.sort((a, b) => order(a.org_code, b.org_code)),
    organisation_succession: links.sort(
      (a, b) =>
        order(a.from_code, b.from_code) ||
        order(a.effective_date, b.effective_date) ||
        order(a.to_code ?? '', b.to_code ?? ''),
    ),
  };
}

/** By code unit: the same on every machine and in every locale. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * English organisations by code. The name and source are the first list's that has the code; so give the newest
 * edition first. A date that one edition lacks is taken from another. Where two closing dates disagree the later one
 * counts, because then fewer figures move.
 */
export function organisationsByCode(
  organisations: readonly KnownOrganisation[],
): ReadonlyMap<string, KnownOrganisation> {
  const byCode = new Map<string, KnownOrganisation>();
  for (const organisation of organisations) {
    if (isWelshBody(organisation.code)) continue;
    const known = byCode.get(organisation.code);
    byCode.set(
      organisation.code,
      known
        ? { ...known, open: known.open ?? organisation.open, close: later(known.close, organisation.close) }
        : organisation,
    );
  }
  return byCode;
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
