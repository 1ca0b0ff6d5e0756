/** Where the files of critical care are: periods on digital.nhs.uk, beds on england.nhs.uk. */
import type { Discovery } from '../contract/discovery.ts';
import { DIGITAL_HOSTS } from '../links/digital-release.ts';
import { isBedsSlot } from './collections.ts';
import { bedsPages, rankBeds, readBedsPage, STATISTICS_HOST } from './discover-beds.ts';
import { periodsDiscovery } from './discover-periods.ts';

export const HOSTS: readonly string[] = [...DIGITAL_HOSTS, STATISTICS_HOST];

export const discovery: Discovery = {
  ...periodsDiscovery,
  optionalPages: bedsPages,
  readPage: (page, fy) =>
    new URL(page.finalUrl).hostname === STATISTICS_HOST
      ? readBedsPage(page, fy)
      : periodsDiscovery.readPage(page, fy),
  rank: (candidates) =>
    candidates.some(({ slot }) => isBedsSlot(slot))
      ? rankBeds(candidates)
      : periodsDiscovery.rank(candidates),
};
