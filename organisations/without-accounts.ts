/** The trusts of a year whose accounts are not published yet: those of the latest accounts, brought up to the year by ODS. */
import { firstDay, lastDay } from '../nhs/financial-year.ts';
import { followSuccessions, type World } from './follow-successions.ts';
import type { AccountsMatch } from './match-accounts.ts';
import type { KnownOrganisation } from './organisation.ts';

/** A trust that has a row in a year without accounts. */
export interface TrustWithoutAccounts {
  readonly fy: string;
  readonly orgCode: string;
  readonly name: string;
  readonly sector: string;
  readonly region: string | null;
  readonly trustType: string | null;
}

/**
 * A trust that closed before the year is left out, and one that closed by its end is followed to the code that took over, which
 * gets a row where it has none. A trust that opened without a predecessor is in no accounts yet, and gets none.
 * @param latest the organisations of the latest year with accounts
 */
export function trustsWithoutAccounts(
  fy: string,
  latest: readonly AccountsMatch[],
  { organisations, links }: Pick<World, 'organisations' | 'links'>,
): readonly TrustWithoutAccounts[] {
  const world: World = {
    organisations,
    links,
    lastDay: lastDay(fy),
    hasAccounts: (code) => isOpenIn(organisations.get(code), fy),
  };
  const trusts = new Map<string, TrustWithoutAccounts>();
  for (const { orgCode, name, sector, region, trustType } of latest) {
    if (orgCode === undefined) continue;
    const close = organisations.get(orgCode)?.close ?? null;
    if (close === null || close > firstDay(fy)) {
      trusts.set(orgCode, { fy, orgCode, name, sector, region, trustType });
    }
  }
  for (const { orgCode, region, trustType } of latest) {
    if (orgCode === undefined) continue;
    const close = organisations.get(orgCode)?.close ?? null;
    if (close === null || close > lastDay(fy)) continue;
    const heir = organisations.get(followSuccessions(orgCode, world).orgCode ?? '');
    if (!heir || trusts.has(heir.code)) continue;
    const { code, name } = heir;
    const sector = /foundation/i.test(name) ? 'FT' : 'Trust';
    trusts.set(code, { fy, orgCode: code, name, sector, region, trustType });
  }
  return [...trusts.values()].sort((a, b) => (a.orgCode < b.orgCode ? -1 : 1));
}

function isOpenIn(organisation: KnownOrganisation | undefined, fy: string): boolean {
  if (!organisation) return false;
  const { open, close } = organisation;
  return (open === null || open <= lastDay(fy)) && (close === null || close > firstDay(fy));
}
