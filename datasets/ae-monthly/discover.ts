/** Finds the twelve monthly files of a year (dossier ae-monthly, sections 2, 3 and 8). */
import type { Candidate, Discovery, Page, PageReading } from '../contract/discovery.ts';
import { type FinancialYear, financialYearOfMonth, monthsOf } from '../../nhs/financial-year.ts';
import { whyNotDataFile, type Exclusion } from '../links/file-links.ts';
import { lastPart, pageLinks, type PageLink } from '../links/page-links.ts';
import { monthsIn } from '../../nhs/printed-month.ts';
import { rankBy, readLinks, type Verdict } from '../links/read-links.ts';
import { editionKey, withoutRevision } from '../links/revision.ts';
import { isPageAt, yearPages } from '../links/year-pages.ts';

export const HOST = 'www.england.nhs.uk';
const AREA = `https://${HOST}/statistics/statistical-work-areas/ae-waiting-times-and-activity/`;

const EXCLUSIONS: readonly Exclusion[] = [
  [/time[\s_–-]*series|adjusted/i, 'England time series, without providers'],
  [/quarter|(?<![a-z0-9])q[1-4](?![a-z0-9])/i, 'a quarterly file'],
  [/mapping/i, 'mapping of systems, no figures'],
  [/attribution/i, 'attribution of type 3 activity'],
  [/ecds/i, 'supplementary ECDS analysis'],
  [/growth|(?<![a-z])nel(?![a-z])/i, 'growth rates'],
  [/commentary/i, 'commentary'],
  [/week/i, 'a weekly situation report'],
  [/transparency|pre-?release/i, 'not data'],
  [
    /(?<![a-z])(?:att|adm)[\s_-]*csv/i,
    'half of a month, split into attendances and admissions; the workbook has both',
  ],
];

export const discovery: Discovery = { startPages: () => [AREA], readPage, rank };

function readPage(page: Page, fy: FinancialYear): PageReading {
  const links = pageLinks(page);
  return { ...readLinks(page, fy, links, judge), follow: isPageAt(page, AREA) ? pagesOf(links, fy) : [] };
}

/** The year's page by its links in the menu and in the content, which differ in text and address; else by custom. */
function pagesOf(links: readonly PageLink[], fy: FinancialYear): readonly string[] {
  const about = /a\s*&\s*e|emergency[\s-]*admissions/i;
  const found = yearPages(links, fy, { host: HOST, about, not: /quarter|week|ecds/i });
  return found.length > 0 ? found : [`${AREA}ae-attendances-and-emergency-admissions-${fy}/`];
}

/** The months of the year this link may be, or why it is none of them. */
function judge(link: PageLink, fy: FinancialYear): Verdict {
  const not = whyNotDataFile(link, {
    host: HOST,
    extensions: ['csv', 'xls', 'xlsx'],
    exclusions: EXCLUSIONS,
  });
  if (not !== undefined) return not;
  if (
    !/a\s*&\s*e(?![a-z])|(?<![a-z])ae(?![a-z])|msitae|monthly|(?<![a-z])csv(?![a-z])/i.test(
      `${link.text} ${link.fileName}`,
    )
  ) {
    return 'neither text nor name speaks of monthly A&E';
  }
  const { text, name } = claims(link.text, link.fileName);
  if (text.length > 1) return `names several months: ${text.join(', ')}`;
  const claimed = [...new Set([...text, ...name])];
  const months = claimed.length > 0 ? claimed : monthsIn(link.heading);
  if (months.length === 0) return 'neither text, name nor heading says which month';
  // Labels have had the wrong year: of two claims the one inside the page's year counts.
  const ours = months.filter((month) => monthsOf(fy).includes(month));
  return ours.length > 0 ? ours : `${months.join(' or ')}, another year`;
}

function claims(
  text: string,
  fileName: string,
): { readonly text: readonly string[]; readonly name: readonly string[] } {
  return { text: monthsIn(withoutRevision(text)), name: monthsIn(fileName) };
}

/** Text and name agree first; then CSV before workbooks, even those revised later; then the latest edition. */
function rank(candidates: readonly Candidate[]): readonly Candidate[] {
  return rankBy(candidates, (candidate) => {
    const csv = lastPart(new URL(candidate.url)).extension === 'csv' ? '1' : '0';
    return `${agreement(candidate)} ${csv} ${editionKey(candidate)}`;
  });
}

/** A claim of another month of the same year is a contradiction; one of another year is the known slip of labels. */
function agreement({ slot, text, url }: Candidate): string {
  const year = monthsOf(financialYearOfMonth(Number(slot.slice(0, 4)), Number(slot.slice(5))));
  const claimed = claims(text, lastPart(new URL(url)).fileName);
  return [...claimed.text, ...claimed.name].every((month) => month === slot || !year.includes(month))
    ? '1'
    : '0';
}
