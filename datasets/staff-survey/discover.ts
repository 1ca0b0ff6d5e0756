/** Finds the workbooks of results by organisation (dossier staff-survey, section 2). */
import type { Candidate, Discovery, Page, PageReading } from '../contract/discovery.ts';
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { type Exclusion, whyNotDataFile } from '../links/file-links.ts';
import { type PageLink, lastPart, pageLinks } from '../links/page-links.ts';
import { type Verdict, rankBy, readLinks } from '../links/read-links.ts';
import { editionKey, versionOf } from '../links/revision.ts';
import { editionOfSlot, editionsClaimed, expectedFiles, slotOf, surveyOf } from './editions.ts';
import { dataAsHtml, dataPaths, isData } from './gatsby-data.ts';

/** The landing page is NHS England's, the results are on a site of their own. */
export const HOST = 'www.nhsstaffsurveys.com';
export const LANDING_HOST = 'www.england.nhs.uk';
export const LANDING = `https://${LANDING_HOST}/statistics/statistical-work-areas/nhs-staff-survey-in-england/`;
const SITE = `https://${HOST}`;
/** Until 2021 the results were on another site, with pages by number. */
const OLD_RESULTS = `${SITE}/Page/1021/Past-Results/Historical-Staff-Survey-Results/`;
const LAST_OF_OLD_SITE = 2020;

export const EXCLUSIONS: readonly Exclusion[] = [
  [/nssb(?!ench)|(?<![a-z])bank(?![a-z])/i, 'bank workers, another population'],
  [/organi[sz]ation[\s_-]*type/i, 'results by type of organisation, without organisation codes'],
  [/un[\s_-]*weighted/i, 'unweighted figures, which must not be used to compare organisations'],
  [/detailed/i, 'detailed spreadsheets, which have percentages of answers and no scores'],
  [/key[\s_-]*findings?/i, 'Key Findings, another scheme with a scale of 1 to 5'],
  [/national[\s_-]*(?:results?|briefing|report|tables?)/i, 'national results, without organisations'],
  [/benchmark(?:ing)?[\s_-]*groups?/i, 'a list of benchmark groups, without results'],
  [/technical|guidance|questionnaire|pre-?release/i, 'not data'],
];

export const discovery: Discovery = {
  startPages: () => [`${SITE}/results/local-results/`, `${SITE}/results/results-archive/`],
  furtherPages: () => [`${SITE}/results/`, `${SITE}/`, LANDING],
  // A later edition on today's site is no reason to overlook the survey's own.
  optionalPages: (fy) => (surveyOf(fy) <= LAST_OF_OLD_SITE ? [OLD_RESULTS] : []),
  readPage,
  rank,
};

function readPage(page: Page, fy: FinancialYear): PageReading {
  const data = isData(page);
  const links = pageLinks(data ? { ...page, html: dataAsHtml(page) } : page);
  const { candidates, rejected } = readLinks(page, fy, links, judge);
  const onSite = new URL(page.finalUrl).hostname === HOST;
  return {
    candidates: candidates.map((candidate) => ({ ...candidate, period: fy })),
    rejected,
    follow: [
      ...(onSite ? dataPaths(page).map((path) => SITE + path) : []),
      ...(data ? [] : resultPages(links)),
    ],
  };
}

/** The slots of the year this link may fill, or why it fills none. */
function judge(link: PageLink, fy: FinancialYear): Verdict {
  if (['json', 'js', 'css'].includes(link.extension)) return 'no file';
  const not = whyNotDataFile(link, { host: HOST, extensions: ['xlsx'], exclusions: EXCLUSIONS });
  if (not !== undefined) return not;
  if (!/benchmark|organi[sz]ation(?:al)?[\s_-]*data/i.test(`${link.text} ${link.fileName}`)) {
    return 'neither text nor name speaks of benchmark report data or organisation data';
  }
  const claimed = editionsClaimed(link.fileName, link.text, link.heading);
  if (claimed.length === 0) return 'neither text nor name says of which survey';
  const survey = surveyOf(fy);
  const printing = claimed
    .filter(({ from }) => from <= survey)
    .map((edition) => slotOf(survey, edition.survey));
  const slots = expectedFiles(fy).flatMap(({ slot }) => (printing.includes(slot) ? [slot] : []));
  if (slots.length > 0) return slots;
  return `edition of ${[...new Set(claimed.map((edition) => edition.survey))].join(' or ')}, which is not known to print the survey of ${survey}`;
}

/** Text and name agree first; then the greater version (`_v2`); then the later edition by its revision. */
function rank(candidates: readonly Candidate[]): readonly Candidate[] {
  return rankBy(candidates, (candidate) => {
    const { fileName } = lastPart(new URL(candidate.url));
    const version = String(versionOf(fileName)).padStart(4, '0');
    return `${agreement(candidate, fileName)} ${version} ${editionKey(candidate)}`;
  });
}

function agreement({ slot, text }: Candidate, fileName: string): string {
  const edition = editionOfSlot(slot);
  return editionsClaimed(fileName, text).every(({ survey }) => survey === edition) ? '1' : '0';
}

/** Pages of results, wherever the site has moved them; the landing page leads to the site. */
function resultPages(links: readonly PageLink[]): readonly string[] {
  const pages = links.filter(({ url, text, extension }) => {
    if (url.hostname !== HOST || extension !== '') return false;
    if (/^\/(?:results\/)?$/.test(url.pathname)) return false;
    return /local[-\s]*results|archive|past[-\s]*results|historical/i.test(`${text} ${url.pathname}`);
  });
  return [...new Set(pages.map(({ url }) => url.href))];
}
