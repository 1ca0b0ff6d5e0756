/** Finds files on digital.nhs.uk: series page, release page, its sub-pages (dossier site-digital-nhs-uk, sections 1 to 4). */
import { type CheerioAPI, load } from 'cheerio/slim';
import type { Candidate, Discovery, Page, PageReading } from '../contract/discovery.ts';
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { yearsNamed } from '../../nhs/named-years.ts';
import { type PageLink, pageAddress, pageLinks } from './page-links.ts';
import { type Verdict, readLinks } from './read-links.ts';

export const DIGITAL_HOST = 'digital.nhs.uk';
export const FILES_HOST = 'files.digital.nhs.uk';
/** Hosts of every dataset published there. */
export const DIGITAL_HOSTS: readonly string[] = [DIGITAL_HOST, FILES_HOST];

const STATISTICAL = `https://${DIGITAL_HOST}/data-and-information/publications/statistical/`;
const DATA_FILES: readonly string[] = ['xlsx', 'xls', 'xlsm', 'csv', 'zip'];
/** A release has a handful of sub-pages at most that can carry files. */
const SUB_PAGES_AT_MOST = 6;

export interface DigitalRules {
  /** The series' part of the address: `hospital-outpatient-activity`. */
  readonly series: string;
  /** Whether a release, by the last part of its address (decoded) and the link's text, is of the year; `isReleaseOfYear` where not given. */
  readonly isRelease?: (slug: string, text: string, fy: FinancialYear) => boolean;
  /** Last parts of addresses to try where the series page links no release of the year; `2019-20` where not given. */
  readonly usualReleases?: (fy: FinancialYear) => readonly string[];
  /** Slots a file may fill, or why none. It is on the site's file host and has the extension of a data file. */
  readonly judge: (link: PageLink, fy: FinancialYear, page: Page) => Verdict;
  readonly rank: (candidates: readonly Candidate[]) => readonly Candidate[];
  /** Slots one release has files for; while one lacks a candidate its sub-pages are read. Not given: any file is enough. */
  readonly slots?: (fy: FinancialYear, page: Page) => readonly string[];
}

/** Discovery for one series of digital.nhs.uk. Releases announced as upcoming are never followed. */
export function digitalDiscovery(rules: DigitalRules): Discovery {
  const series = STATISTICAL + rules.series;
  return {
    startPages: () => [series],
    furtherPages: (fy) => (rules.usualReleases?.(fy) ?? [fy]).map((slug) => `${series}/${slug}`),
    readPage: (page, fy) =>
      isPage(page, series) ? readSeries(page, fy, series, rules) : readRelease(page, fy, rules),
    rank: rules.rank,
  };
}

/** A year in the last part of the address decides; the link's text only where the address names none. */
export function isReleaseOfYear(slug: string, text: string, fy: FinancialYear): boolean {
  const inSlug = yearsNamed(slug);
  return (inSlug.length > 0 ? inSlug : yearsNamed(text)).includes(fy);
}

function readSeries(page: Page, fy: FinancialYear, series: string, rules: DigitalRules): PageReading {
  const $ = load(page.html);
  dropUpcoming($);
  const { isRelease = isReleaseOfYear } = rules;
  const bases = [series, page.finalUrl].map((url) => `${plainAddress(url)}/`);
  const follow = new Map<string, string>();
  for (const link of pageLinks({ ...page, html: $.html() })) {
    const address = plainAddress(link.url);
    const base = bases.find((start) => address.startsWith(start));
    const slug = base === undefined ? '' : address.slice(base.length);
    const isBelow = base !== undefined && !slug.includes('/');
    if (isBelow && isRelease(slug, link.text, fy)) follow.set(address, link.url.href);
  }
  // A series may have files of its own, among its resources.
  return { follow: [...follow.values()], ...readFiles(page, fy, rules) };
}

function readRelease(page: Page, fy: FinancialYear, rules: DigitalRules): PageReading {
  const found = readFiles(page, fy, rules);
  const filled = new Set(found.candidates.map(({ slot }) => slot));
  const enough = rules.slots?.(fy, page).every((slot) => filled.has(slot)) ?? filled.size > 0;
  return { ...found, follow: enough ? [] : subPages(page) };
}

function readFiles(
  page: Page,
  fy: FinancialYear,
  rules: DigitalRules,
): Pick<PageReading, 'candidates' | 'rejected'> {
  const $ = load(page.html);
  // A download card repeats the file's type and size inside the anchor; its heading alone says what the file is.
  $('.nhsd-m-download-card__meta-tags, .fileSize').remove();
  $('a[title]').each((_, anchor) => {
    if ($(anchor).text().trim() === '') $(anchor).text($(anchor).attr('title') ?? '');
  });
  return readLinks(page, fy, pageLinks({ ...page, html: $.html() }), (link) => {
    const { hostname } = link.url;
    if (hostname !== FILES_HOST && hostname !== DIGITAL_HOST) return 'no file';
    if (link.extension === '' || /^(html?|aspx?|php)$/.test(link.extension)) return 'no file';
    if (!DATA_FILES.includes(link.extension)) return `a .${link.extension} file`;
    return rules.judge(link, fy, page);
  });
}

/** Pages below the release: its data sets, then its chapters. */
function subPages(page: Page): readonly string[] {
  const here = `${plainAddress(page.finalUrl)}/`;
  const below = pageLinks(page)
    .filter(({ url, extension }) => extension === '' && plainAddress(url).startsWith(here))
    .map(({ url }) => [plainAddress(url), url.href] as const);
  return [...new Map(below).values()].slice(0, SUB_PAGES_AT_MOST);
}

/** Takes out what is announced and not there yet: by its place, and where the markup differs by its heading. */
function dropUpcoming($: CheerioAPI): void {
  $('#upcoming-publications, [data-uipath$="publications-list.upcoming"]').remove();
  $('h2')
    .filter((_, heading) => /^\s*upcoming/i.test($(heading).text()))
    .each((_, heading) => {
      $(heading).nextUntil('h2').remove();
    });
}

function isPage(page: Page, address: string): boolean {
  return [page.url, page.finalUrl].some((url) => plainAddress(url) === plainAddress(address));
}

/** Address for comparing: decoded (`%2D` is a hyphen), lower case, without query and last slash. */
function plainAddress(url: URL | string): string {
  const address = pageAddress(url);
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
