/** Finds three files for each month of a year (dossiers gp-registered-patients, section 2, and site-digital-nhs-uk). */
import { load } from 'cheerio/slim';
import type { Candidate, Discovery, Page } from '../contract/discovery.ts';
import { type FinancialYear, monthsOf } from '../../nhs/financial-year.ts';
import { digitalDiscovery } from '../links/digital-release.ts';
import { type PageLink, decodePart, lastPart } from '../links/page-links.ts';
import { monthInWords, monthsIn } from '../../nhs/printed-month.ts';
import { type Verdict, rankBy } from '../links/read-links.ts';
import { editionKey, versionOf } from '../links/revision.ts';
import { type FileKind, FILE_KINDS, ODD_RELEASES, STANDING_PAGES } from './layouts.ts';
import { slotOf } from './slots.ts';

const SERIES = 'patients-registered-at-a-gp-practice';

/** Other files of a month's page, by their names, and why they are left. */
const NOT_READ: readonly (readonly [pattern: RegExp, why: string])[] = [
  [
    /sing(?:le)?-(?:year-)?age/,
    'single years of age, the same people once more; the five-year age bands are read',
  ],
  [/lsoa/, 'patients by area of residence (LSOA), the same people once more'],
  [/-pds(?![a-z])/, 'counts from another source (PDS), published once beside the series'],
  [/census/, 'a comparison with the census'],
];

export const discovery: Discovery = digitalDiscovery({
  series: SERIES,
  isRelease: (slug, text, fy) =>
    !STANDING_PAGES.includes(slug) && monthsOf(fy).includes(monthNamed(slug) ?? monthNamed(text) ?? ''),
  usualReleases: (fy) => monthsOf(fy).map(usualSlug),
  judge,
  rank,
  slots: (_, page) => {
    const month = monthOfPage(page);
    return month === undefined ? [] : FILE_KINDS.map((kind) => slotOf(month, kind));
  },
});

/** The page says which month; a file's name says which of its files, and a month only now and then. */
function judge(link: PageLink, fy: FinancialYear, page: Page): Verdict {
  const name = link.fileName.toLowerCase().replace(/[\s_]+/g, '-');
  for (const [pattern, why] of NOT_READ) if (pattern.test(name)) return why;
  const kind = kindNamed(name);
  if (!kind) return 'not one of the three files of a month: all, quin-age, map';
  const month = monthOfPage(page);
  if (month === undefined || !monthsOf(fy).includes(month))
    return `on a page that is not of a month of ${fy}`;
  const [named] = monthsIn(name);
  if (named !== undefined && named !== month)
    return `named ${monthInWords(named)}, on the page of ${monthInWords(month)}`;
  return [slotOf(month, kind)];
}

/**
 * Of `gp-reg-pat-prac-quin-age.csv`, `-map-v2.csv`, `-all-nov-17.zip`, `-all.zip.zip`, `-map..zip`. Nothing else may stand
 * in the name: what does is another file.
 */
function kindNamed(name: string): FileKind | undefined {
  const [, rest = ''] = /^gp-reg-pat-prac-(.*?)\.+(?:csv|zip)(?:\.+(?:csv|zip))*$/.exec(name) ?? [];
  const plain = rest
    .replace(/-?\(?v(?:er(?:sion)?)?-?\d{1,2}\)?(?![a-z0-9])/, '')
    .replace(/-[a-z]{3,9}-?(?:20)?\d\d$/, '');
  return FILE_KINDS.find((kind) => kind === plain);
}

/** Month of the release a page is of, or belongs to: the first part of its address below the series that names one. */
function monthOfPage(page: Page): string | undefined {
  for (const url of [page.finalUrl, page.url]) {
    const parts = new URL(url).pathname.split('/').map(decodePart);
    const at = parts.findIndex((part) => part.toLowerCase() === SERIES);
    for (const part of parts.slice(at + 1)) {
      const month = monthNamed(part);
      if (month !== undefined) return month;
    }
  }
  return monthNamed(load(page.html)('h1').first().text());
}

/** The first month of a title or an address: `october-2017-…-october-2013-to-october-2017` is of October 2017. */
function monthNamed(text: string): string | undefined {
  return monthsIn(text)[0];
}

function usualSlug(month: string): string {
  return ODD_RELEASES[month] ?? monthInWords(month).toLowerCase().replace(' ', '-');
}

/** The highest version, then what its words say of a revision; a reissue takes the place of all before it. */
function rank(candidates: readonly Candidate[]): readonly Candidate[] {
  return rankBy(candidates, (candidate) => {
    const version = Math.max(versionOf(lastPart(new URL(candidate.url)).fileName), versionOf(candidate.text));
    return `${String(version).padStart(2, '0')} ${editionKey(candidate)}`;
  });
}
