/**
 * `data/peers.js` (who is compared with whom) and `data/summary.js` (medians and quartiles of these groups). The ten nearest
 * stand in `data/nearest.js`; their medians the page works out itself, as a table of them would be larger than all other files.
 */
import type { Model, PeerGroup } from '../read/model.ts';
import type { SiteFile, Source } from '../site-file.ts';
import { plainScript } from './plain-script.ts';
import { type PackedSummaries, packSummaries } from './packed-summaries.ts';

export interface Peers {
  readonly groups: readonly {
    readonly scheme: string;
    readonly id: string;
    readonly label: string;
    readonly fy: string;
    /** ODS codes, in order. */
    readonly members: readonly string[];
  }[];
}

/** By year and code, the nearest first, with blanks between. */
export type Nearest = Readonly<Record<string, Readonly<Record<string, string>>>>;

export function peersFile({ model }: Source): readonly SiteFile[] {
  return [
    plainScript('peers', peers(model.groups)),
    plainScript('nearest', nearest(model.groups)),
    plainScript('summary', summaries(model)),
  ];
}

export function peers(groups: readonly PeerGroup[]): Peers {
  return {
    groups: groups
      .filter(({ scheme }) => scheme !== 'nearest')
      .map(({ scheme, groupId, label, fy, members }) => ({ scheme, id: groupId, label, fy, members })),
  };
}

export function nearest(groups: readonly PeerGroup[]): Nearest {
  const found: Record<string, Record<string, string>> = {};
  for (const { scheme, fy, groupId, members } of groups) {
    if (scheme === 'nearest') (found[fy] ??= {})[groupId] = members.join(' ');
  }
  return found;
}

export function summaries(model: Model): PackedSummaries {
  return packSummaries(
    model,
    model.groups.filter(({ scheme }) => scheme !== 'nearest'),
  );
}
