/** Finds the file of the newest release on www.gov.uk: collection page, release page, attachment. */
import { monthsIn } from '../../nhs/printed-month.ts';
import type { Candidate, Discovery, Page, PageReading } from '../contract/discovery.ts';
import { lastPart, type PageLink, pageLinks } from '../links/page-links.ts';
import { rankBy, readLinks, type Verdict } from '../links/read-links.ts';
import { versionOf } from '../links/revision.ts';
import { isPageAt, lastStep } from '../links/year-pages.ts';
import { SLOT } from './read.ts';

export const PAGE_HOST = 'www.gov.uk';
/** Every attachment of gov.uk lies here, under a name of its own: /media/<id>/<name>. */
export const FILE_HOST = 'assets.publishing.service.gov.uk';
export const COLLECTION = `https://${PAGE_HOST}/government/collections/gdp-deflators-at-market-prices-and-money-gdp`;

/** Announcements of releases to come lie one step deeper, under /government/statistics/announcements/. */
const RELEASE = /^\/government\/statistics\/gdp-deflators?-at-market-prices[^/]*$/;
/** A release after national accounts comes at the end of its month, one after a Budget or Statement before it. */
const NATIONAL_ACCOUNTS = /national[\s-]+accounts/i;

export const discovery: Discovery = {
  startPages: () => [COLLECTION],
  readPage,
  rank,
};

/** The collection leads to the newest release; its own links to files, if any, are of guides. */
function readPage(page: Page, fy: string): PageReading {
  const links = pageLinks(page);
  if (isPageAt(page, COLLECTION)) return { follow: newestReleases(links), candidates: [], rejected: [] };
  return { follow: [], ...readLinks(page, fy, links, judge) };
}

/** Addresses of the release with the latest month in its title; more than one where nothing tells two apart. */
function newestReleases(links: readonly PageLink[]): readonly string[] {
  const releases = links
    .filter(({ url }) => url.hostname === PAGE_HOST && RELEASE.test(url.pathname))
    .flatMap((link) => {
      const key = releaseKey(link.text, lastStep(link.url));
      return key === undefined ? [] : [{ key, url: link.url.origin + link.url.pathname }];
    });
  const [newest] = releases
    .map(({ key }) => key)
    .sort()
    .reverse();
  return [...new Set(releases.filter(({ key }) => key === newest).map(({ url }) => url))];
}

/** Month of a release by its title, else by its address; undefined where neither names one month. */
function releaseKey(title: string, slug: string): string | undefined {
  const named = monthsIn(title);
  const [month, another] = named.length > 0 ? named : monthsIn(slug);
  if (month === undefined || another !== undefined) return undefined;
  return `${month} ${NATIONAL_ACCOUNTS.test(`${title} ${slug}`) ? 1 : 0}`;
}

function judge({ url, text, fileName, extension }: PageLink): Verdict {
  if (['', 'html', 'htm'].includes(extension)) return 'no file';
  if (url.hostname !== FILE_HOST) return `not on ${FILE_HOST}`;
  if (!['csv', 'xlsx'].includes(extension)) return `a .${extension} file`;
  if (/guide|method|quality/i.test(`${text} ${fileName}`)) return 'about the figures';
  if (!/deflator/i.test(`${text} ${fileName}`)) return 'neither text nor name speaks of deflators';
  return [SLOT];
}

/** The later month in page or name, the greater version, then a CSV before a workbook: both have the same figures. */
function rank(candidates: readonly Candidate[]): readonly Candidate[] {
  return rankBy(candidates, ({ url, text, pageUrl, revised = '' }) => {
    const { fileName, extension } = lastPart(new URL(url));
    const months = pageUrl.startsWith('https:') ? monthsIn(lastStep(new URL(pageUrl))) : [];
    const version = String(versionOf(`${text} ${fileName}`)).padStart(2, '0');
    return [
      ...[revised, months[0] ?? '', monthsIn(fileName)[0] ?? ''].map((part) => part.padEnd(10)),
      version,
      extension === 'csv' ? 1 : 0,
      url,
    ].join(' ');
  });
}
