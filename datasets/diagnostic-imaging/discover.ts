/** Finds Table 1 of a year, by landing page and year page (dossier diagnostic-imaging, section 2). */
import type { Candidate, Discovery, Page, PageReading } from '../contract/discovery.ts';
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { whyNotDataFile } from '../links/file-links.ts';
import { lastPart, pageLinks, type PageLink } from '../links/page-links.ts';
import { rankBy, readLinks, type Verdict } from '../links/read-links.ts';
import { editionKey } from '../links/revision.ts';
import { isPageAt, lastStep, yearPages } from '../links/year-pages.ts';
import { editionClaimed, tableClaimed, yearsClaimed } from './link-claims.ts';

export const HOST = 'www.england.nhs.uk';
const AREA = `https://${HOST}/statistics/statistical-work-areas/diagnostic-imaging-dataset/`;

export const discovery: Discovery = { startPages: () => [AREA], readPage, rank };

function readPage(page: Page, fy: FinancialYear): PageReading {
  const links = pageLinks(page);
  const found = readLinks(page, fy, links, (link) => judge(link, fy, page));
  if (!isPageAt(page, AREA)) return { ...found, follow: [] };
  const pages = yearPages(links, fy, {
    host: HOST,
    about: /diagnostic[\s-]*imaging/i,
    not: /national[\s-]*imaging[\s-]*data[\s-]*collection/i,
  });
  return { ...found, follow: pages.length > 0 ? pages : [`${AREA}diagnostic-imaging-dataset-${fy}-data/`] };
}

/** Text and name are asked apart: where one says Table 1 and the other another table, the content decides. */
function judge(link: PageLink, fy: FinancialYear, page: Page): Verdict {
  const not = whyNotDataFile(link, { host: HOST, extensions: ['xlsx', 'xls'], exclusions: [] });
  if (not !== undefined) return not;
  const claims = [link.text, link.fileName].map(tableClaimed);
  if (!claims.includes(true)) {
    const other = claims.find((claim) => typeof claim === 'string');
    return other ?? 'neither text nor name speaks of Table 1, counts by modality and provider';
  }
  const years = [link.text, link.fileName, link.heading, lastStep(new URL(page.finalUrl))].map(yearsClaimed);
  const [text = [], name = [], heading = [], address = []] = years;
  const claimed = [...new Set([...text, ...name])];
  const ofLink = claimed.length > 0 ? claimed : heading.length > 0 ? heading : address;
  if (ofLink.length === 0) return 'neither text, name, heading nor page says which year';
  return ofLink.includes(fy) ? [fy] : `${ofLink.join(' or ')}, another year`;
}

/** Text and name agree first; then final before provisional, the later day of publication, the later edition. */
function rank(candidates: readonly Candidate[]): readonly Candidate[] {
  return rankBy(candidates, (candidate) => {
    const { fileName } = lastPart(new URL(candidate.url));
    const words = `${candidate.text} ${fileName}`;
    const { final, day } = editionClaimed(words);
    return [agrees(candidate, fileName) ? 1 : 0, final ? 1 : 0, final ? '' : day, editionKey(candidate)].join(
      ' ',
    );
  });
}

function agrees({ slot, text }: Candidate, fileName: string): boolean {
  const says = (words: string): boolean =>
    typeof tableClaimed(words) !== 'string' && yearsClaimed(words).every((year) => year === slot);
  return says(text) && says(fileName);
}
