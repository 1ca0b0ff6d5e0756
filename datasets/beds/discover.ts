/** Finds the quarterly overnight workbooks (dossier beds, sections 2, 3 and 6). */
import type { Candidate, Discovery, Page, PageReading } from '../contract/discovery.ts';
import { type FinancialYear, quartersOf } from '../../nhs/financial-year.ts';
import { whyNotDataFile, type Exclusion } from '../links/file-links.ts';
import { lastPart, pageAddress, pageLinks, type PageLink } from '../links/page-links.ts';
import { rankBy, readLinks, type Verdict } from '../links/read-links.ts';
import { editionKey, withoutRevision } from '../links/revision.ts';
import { quartersIn } from './quarter.ts';

export const HOST = 'www.england.nhs.uk';
const AREA = `https://${HOST}/statistics/statistical-work-areas/bed-availability-and-occupancy/`;

const EXCLUSIONS: readonly Exclusion[] = [
  [/day[\s_-]*only|day[\s_-]*case/i, 'day-only beds, another collection'],
  [/time[\s_–-]*series/i, 'England time series, without trusts'],
  [/sit[\s_-]*rep/i, 'daily situation report, another collection'],
  [/residential/i, 'residential beds, not in KH03'],
  [/critical[\s_-]*care/i, 'critical care census, not KH03'],
  [/by[\s_-]*spec/i, 'occupied beds by specialty'],
  [
    /\.csv$/i,
    'consolidated KH03 extract, for cross-checks only; the figures come from the quarterly workbooks',
  ],
];

export const discovery: Discovery = {
  startPages: () => [`${AREA}bed-data-overnight/`],
  furtherPages: () => [AREA],
  readPage,
  rank,
};

function readPage(page: Page, fy: FinancialYear): PageReading {
  const links = pageLinks(page);
  const found = readLinks(page, fy, links, judge);
  return { ...found, follow: found.candidates.length === 0 ? pagesToTry(page, links) : [] };
}

/** The quarters of the year this link may be, or why it is none of them. */
function judge(link: PageLink, fy: FinancialYear): Verdict {
  const not = whyNotDataFile(link, { host: HOST, extensions: ['xlsx', 'xls'], exclusions: EXCLUSIONS });
  if (not !== undefined) return not;
  if (!/overnight|nhs organisations in england/i.test(`${link.text} ${link.fileName}`)) {
    return 'neither text nor name speaks of overnight beds of NHS organisations';
  }
  const { text, name } = claims(link.text, link.fileName);
  if (text.length > 1) return `names several quarters: ${text.join(', ')}`;
  const claimed = [...new Set([...text, ...name])];
  if (claimed.length === 0) return 'neither text nor name says which quarter';
  const ours = claimed.filter((slot) => quartersOf(fy).includes(slot));
  return ours.length > 0 ? ours : `${claimed.join(' or ')}, another year`;
}

/** What the anchor's text says, and what the file's name says: they may disagree, and then the content decides. */
function claims(
  text: string,
  fileName: string,
): { readonly text: readonly string[]; readonly name: readonly string[] } {
  return { text: quartersIn(withoutRevision(text)), name: quartersIn(fileName) };
}

/** Text and name agree first, then the latest edition. */
function rank(candidates: readonly Candidate[]): readonly Candidate[] {
  return rankBy(candidates, (candidate) => `${agreement(candidate)} ${editionKey(candidate)}`);
}

function agreement({ slot, text, url }: Candidate): string {
  const claimed = claims(text, lastPart(new URL(url)).fileName);
  return [...claimed.text, ...claimed.name].every((one) => one === slot) ? '1' : '0';
}

/** Where else the overnight files may be: the area's landing page, and whatever it calls overnight. */
function pagesToTry(page: Page, links: readonly PageLink[]): readonly string[] {
  const here = new Set([pageAddress(page.url), pageAddress(page.finalUrl)]);
  const found = links
    .filter(
      ({ url, extension }) =>
        url.hostname === HOST && extension === '' && url.pathname.startsWith('/statistics/'),
    )
    .filter(({ url, text }) => /bed/i.test(url.pathname) && /overnight|kh03/i.test(`${text} ${url.pathname}`))
    .map(({ url }) => url.href);
  const pages = new Map([AREA, ...found].map((url) => [pageAddress(url), url]));
  return [...pages].filter(([address]) => !here.has(address)).map(([, url]) => url);
}
