/** Finds the provider level analysis of a year in its release on digital.nhs.uk, and says which of its editions goes first. */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { yearsNamed, yearsPrinted } from '../../nhs/named-years.ts';
import type { Discovery, Page } from '../contract/discovery.ts';
import { digitalDiscovery } from './digital-release.ts';
import type { Exclusion } from './file-links.ts';
import { lastPart, type PageLink } from './page-links.ts';
import { rankBy, type Verdict } from './read-links.ts';
import { editionKey, versionOf } from './revision.ts';

export interface ProviderReleaseRules {
  /** The series' part of the address. */
  readonly series: string;
  /** File names that are the provider level analysis. */
  readonly named: RegExp;
  /** Its sister files, by name or text. A name decides before a text. */
  readonly otherFiles: readonly Exclusion[];
}

const EXTENSIONS: readonly string[] = ['csv', 'xlsx', 'xlsm', 'xls'];
const TEXT = /provider[\s\u2010-\u2015-]*level/i;

/** The known name goes first, then the later version, then the revision. */
export function providerLevelDiscovery(rules: ProviderReleaseRules): Discovery {
  return digitalDiscovery({
    series: rules.series,
    judge: (link, fy, page) => judge(link, fy, page, rules),
    rank: (candidates) =>
      rankBy(candidates, (candidate) => {
        const { fileName } = lastPart(new URL(candidate.url));
        const version = Math.max(versionOf(fileName), versionOf(candidate.text));
        const named = rules.named.test(fileName) ? '1' : '0';
        return `${named} ${String(version).padStart(2, '0')} ${editionKey(candidate)}`;
      }),
  });
}

/** The year is its only slot. A name that says nothing leaves it to the text, then to the address of the page. */
function judge(
  { fileName, text, extension }: PageLink,
  fy: FinancialYear,
  page: Page,
  rules: ProviderReleaseRules,
): Verdict {
  const other = (words: string): string | undefined =>
    rules.otherFiles.find(([pattern]) => pattern.test(words))?.[1];
  const named = rules.named.test(fileName);
  const not = other(fileName) ?? (named ? undefined : other(text));
  if (not !== undefined) return not;
  if (!named && !TEXT.test(text)) return 'neither text nor name speaks of a provider level analysis';
  if (!EXTENSIONS.includes(extension)) return `a .${extension} file`;
  const claims = [yearsPrinted(fileName), yearsNamed(text), yearsNamed(new URL(page.finalUrl).pathname)];
  const years = claims.find((claim) => claim.length > 0) ?? [];
  if (years.length === 0) return 'neither name, text nor page says which year';
  return years.includes(fy) ? [fy] : `${years.join(' or ')}, another year`;
}
