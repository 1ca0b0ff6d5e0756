/** Everything known of one code, from several editions that each say a part of it. */
import { isWelshBody } from './trust-code.ts';
import type { KnownOrganisation } from './organisation.ts';

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
