/** Finds files on www.england.nhs.uk: landing page, the year's page, its files (dossier site-england-nhs-uk). */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import type { Candidate, Discovery, Page, PageReading } from '../contract/discovery.ts';
import { whyNotDataFile, type Exclusion } from './file-links.ts';
import { lastPart, pageAddress, pageLinks, type PageLink } from './page-links.ts';
import { rankBy, readLinks, type Verdict } from './read-links.ts';
import { editionKey, withoutRevision } from './revision.ts';
import { isPageAt, yearPages } from './year-pages.ts';

export const STATISTICS_HOST = 'www.england.nhs.uk';
export const WORK_AREAS = `https://${STATISTICS_HOST}/statistics/statistical-work-areas/`;

/** Where the files of a publication are, and which link is which period. */
export interface StatisticsRules {
  /** The first page that is read. */
  readonly start: string;
  /** Pages of single years below it; without this rule all files stand on one page. */
  readonly yearPage?: {
    /** What text or address of a page must speak of, and may not. */
    readonly about: RegExp;
    readonly not: RegExp;
    /** Its usual address, for when no link leads there. */
    readonly usual: (fy: FinancialYear) => string;
  };
  /** Read where the start page has no file of the year, with the pages it links whose words fit. */
  readonly elsewhere?: { readonly page: string; readonly path: RegExp; readonly words: RegExp };
  readonly extensions: readonly string[];
  readonly exclusions: readonly Exclusion[];
  /** What text or file name must speak of; else the link is rejected as `otherwise`. */
  readonly about: RegExp;
  readonly otherwise: string;
  /** `quarter`, `month`: for the sentences about rejected links. */
  readonly period: string;
  /** Every period a text names, in the form of a slot. */
  readonly periodsIn: (text: string) => readonly string[];
  readonly periodsOf: (fy: FinancialYear) => readonly string[];
  /** A link without a period in text and name may stand under a heading that has one. */
  readonly headings?: true;
  /** Whether a period that text or name claims speaks against the slot; any other period does where not given. */
  readonly contradicts?: (claim: string, slot: string) => boolean;
  /** What matters after the agreement of text and name and before the edition; the greater text is better. */
  readonly better?: (candidate: Candidate) => string;
}

/** Discovery for one publication of the statistical work areas. */
export function statisticsDiscovery(rules: StatisticsRules): Discovery {
  const { elsewhere } = rules;
  return {
    startPages: () => [rules.start],
    ...(elsewhere && { furtherPages: () => [elsewhere.page] }),
    readPage: (page, fy) => readPage(page, fy, rules),
    rank: (candidates) =>
      rankBy(candidates, (candidate) =>
        [agreement(candidate, rules), rules.better?.(candidate) ?? '', editionKey(candidate)].join(' '),
      ),
  };
}

function readPage(page: Page, fy: FinancialYear, rules: StatisticsRules): PageReading {
  const links = pageLinks(page);
  const found = readLinks(page, fy, links, (link) => judge(link, fy, rules));
  if (rules.yearPage)
    return { ...found, follow: isPageAt(page, rules.start) ? pagesOfYear(links, fy, rules.yearPage) : [] };
  const empty = found.candidates.length === 0;
  return { ...found, follow: empty && rules.elsewhere ? pagesElsewhere(page, links, rules.elsewhere) : [] };
}

/** By the links of menu and content, which differ in text and address; else the usual address. */
function pagesOfYear(
  links: readonly PageLink[],
  fy: FinancialYear,
  { about, not, usual }: NonNullable<StatisticsRules['yearPage']>,
): readonly string[] {
  const found = yearPages(links, fy, { host: STATISTICS_HOST, about, not });
  return found.length > 0 ? found : [usual(fy)];
}

function pagesElsewhere(
  page: Page,
  links: readonly PageLink[],
  elsewhere: NonNullable<StatisticsRules['elsewhere']>,
): readonly string[] {
  const here = new Set([pageAddress(page.url), pageAddress(page.finalUrl)]);
  const found = links
    .filter(({ url, extension }) => url.hostname === STATISTICS_HOST && extension === '')
    .filter(({ url }) => url.pathname.startsWith('/statistics/') && elsewhere.path.test(url.pathname))
    .filter(({ url, text }) => elsewhere.words.test(`${text} ${url.pathname}`))
    .map(({ url }) => url.href);
  const pages = new Map([elsewhere.page, ...found].map((url) => [pageAddress(url), url]));
  return [...pages].filter(([address]) => !here.has(address)).map(([, url]) => url);
}

/** The periods of the year that a link may be, or why it is none of them. */
function judge(link: PageLink, fy: FinancialYear, rules: StatisticsRules): Verdict {
  const { extensions, exclusions, period } = rules;
  const not = whyNotDataFile(link, { host: STATISTICS_HOST, extensions, exclusions });
  if (not !== undefined) return not;
  if (!rules.about.test(`${link.text} ${link.fileName}`)) return rules.otherwise;
  const { text, name } = claims(link.text, link.fileName, rules);
  if (text.length > 1) return `names several ${period}s: ${text.join(', ')}`;
  const claimed = [...new Set([...text, ...name])];
  const periods = claimed.length > 0 || !rules.headings ? claimed : rules.periodsIn(link.heading);
  if (periods.length === 0) {
    return `neither ${rules.headings ? 'text, name nor heading' : 'text nor name'} says which ${period}`;
  }
  // Labels have had the wrong year: of two claims the claim inside the page's year counts.
  const ofYear = periods.filter((claim) => rules.periodsOf(fy).includes(claim));
  return ofYear.length > 0 ? ofYear : `${periods.join(' or ')}, another year`;
}

/** What the anchor's text says, and what the file's name says: they may disagree, and then the content decides. */
function claims(
  text: string,
  fileName: string,
  { periodsIn }: StatisticsRules,
): { readonly text: readonly string[]; readonly name: readonly string[] } {
  return { text: periodsIn(withoutRevision(text)), name: periodsIn(fileName) };
}

/** `1` where neither text nor name speaks against the slot. */
function agreement({ slot, text, url }: Candidate, rules: StatisticsRules): string {
  const claimed = claims(text, lastPart(new URL(url)).fileName, rules);
  const contradicts = rules.contradicts ?? ((claim: string): boolean => claim !== slot);
  return [...claimed.text, ...claimed.name].some((claim) => contradicts(claim, slot)) ? '0' : '1';
}
