/** Finds the provider-level analysis and the MSDS data of a year (dossier maternity, sections 2 and 3). */
import type { Candidate, Discovery } from '../contract/discovery.ts';
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { digitalDiscovery, isReleaseOfYear } from '../links/digital-release.ts';
import { type PageLink, lastPart } from '../links/page-links.ts';
import { type Verdict, rankBy } from '../links/read-links.ts';
import { revisionOf, versionOf } from '../links/revision.ts';
import { COLLECTIONS, kindOf, slotOf, yearsInName } from './files.ts';

const SERIES = 'nhs-maternity-statistics';

export const discovery: Discovery = digitalDiscovery({
  series: SERIES,
  isRelease: isReleaseOfYear,
  usualReleases: (fy) => [fy, `${SERIES}-${fy}`, `${SERIES}-england-${fy}`],
  judge,
  rank,
  slots: (fy) => COLLECTIONS.map((collection) => slotOf(fy, collection)),
});

function judge({ text, fileName }: PageLink, fy: FinancialYear): Verdict {
  const kind = kindOf(text, fileName);
  if (typeof kind === 'string') return kind;
  const inName = yearsInName(fileName);
  const years = inName.length > 0 ? inName : yearsInName(text);
  // A name without a year is of the year of its page; what is inside decides.
  if (years.length > 0 && !years.includes(fy)) return `${years.join(' and ')}, another year`;
  return kind.collections.map((collection) => slotOf(fy, collection));
}

/** A collection's own file first, then the later version, then a revised one, then the one listed last. */
function rank(candidates: readonly Candidate[]): readonly Candidate[] {
  return rankBy([...candidates].reverse(), ({ text, url }) => {
    const { fileName } = lastPart(new URL(url));
    const kind = kindOf(text, fileName);
    const preference = typeof kind === 'string' ? 0 : kind.preference;
    const version = String(versionOf(`${text} ${fileName}`)).padStart(2, '0');
    const { revised, date } = revisionOf(text, fileName);
    return `${preference} ${version} ${Number(revised)} ${date ?? ''}`;
  });
}
