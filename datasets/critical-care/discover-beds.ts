/** Finds the monthly files of critical care beds on england.nhs.uk (dossier critical-care, section 6). */
import type { Candidate, Page, PageReading } from '../contract/discovery.ts';
import { type FinancialYear, monthsOf } from '../../nhs/financial-year.ts';
import { yearsNamed } from '../../nhs/named-years.ts';
import { whyNotDataFile, type Exclusion } from '../links/file-links.ts';
import { lastPart, pageLinks, type PageLink } from '../links/page-links.ts';
import { MONTH_WORD, monthNumber, monthsIn } from '../../nhs/printed-month.ts';
import { rankBy, readLinks, type Verdict } from '../links/read-links.ts';
import { editionKey, versionOf, withoutRevision } from '../links/revision.ts';
import { isPageAt, lastStep, yearPages } from '../links/year-pages.ts';
import { bedsCollectionOf, type BedsCollection } from './collections.ts';

export const STATISTICS_HOST = 'www.england.nhs.uk';
const ROOT = `https://${STATISTICS_HOST}/statistics/`;
const AREAS = `${ROOT}statistical-work-areas/`;
const UEC_SLUG = 'critical-care-and-general-acute-beds-urgent-and-emergency-care-daily-situation-reports';
const UEC_AREA = `${AREAS}bed-availability-and-occupancy/${UEC_SLUG}/`;

interface Site {
  readonly landing: string;
  /** Where a year's page is by custom, for when nothing links it. */
  readonly usual: (fy: FinancialYear) => readonly string[];
  readonly about: RegExp;
  readonly file: RegExp;
  readonly extensions: readonly string[];
  readonly exclusions: readonly Exclusion[];
}

const SITES: Readonly<Record<BedsCollection['name'], Site>> = {
  msitrep: {
    landing: `${AREAS}critical-care-capacity/`,
    usual: (fy) => [
      `${AREAS}critical-care-capacity/critical-care-bed-capacity-and-urgent-operations-cancelled-${fy}-data/`,
    ],
    about: /critical[\s-]*care[\s-]*(?:bed[\s-]*)?capacity/i,
    file: /critical[\s_-]*care|sit[\s_-]*rep|(?<![a-z])cc(?![a-z])/i,
    extensions: ['csv', 'xls', 'xlsx'],
    exclusions: [
      [/time[\s_–-]*series/i, 'England time series, without trusts'],
      [/delayed|dtoc/i, 'delayed transfers of care'],
      [/guidance|commentary|definition/i, 'not data'],
    ],
  },
  'uec-sitrep': {
    landing: UEC_AREA,
    // The page of 2024-25 lies outside the area's tree.
    usual: (fy) => [`${UEC_AREA}${UEC_SLUG}-${fy}/`, `${ROOT}${UEC_SLUG}-${fy}/`],
    about: /critical[\s-]*care[\s-]*and[\s-]*general/i,
    file: /sit[\s_-]*rep|beds/i,
    extensions: ['xlsx', 'xls'],
    exclusions: [
      [/time[\s_–-]*series/i, 'all months in one workbook; the months have their own'],
      [/winter|week|ambulance|discharge|closure|diarrh|flu(?![a-z])|111/i, 'another situation report'],
      [/overnight|day[\s_-]*only|kh03/i, 'beds of KH03'],
      [/\.csv$/i, 'the long form; the workbook of the month has the same figures'],
    ],
  },
};

/** Pages to look at: they are not there for every year, and that is no failure. */
export function bedsPages(fy: FinancialYear): readonly string[] {
  const site = SITES[bedsCollectionOf(fy).name];
  return [site.landing, ...site.usual(fy)];
}

export function readBedsPage(page: Page, fy: FinancialYear): PageReading {
  const site = SITES[bedsCollectionOf(fy).name];
  const links = pageLinks(page);
  const follow = isPageAt(page, site.landing)
    ? yearPages(links, fy, { host: STATISTICS_HOST, about: site.about, not: /\bnews\b/i })
    : [];
  const pageYears = yearsNamed(lastStep(new URL(page.finalUrl)));
  return { ...readLinks(page, fy, links, (link) => judge(link, fy, site, pageYears)), follow };
}

function judge(link: PageLink, fy: FinancialYear, site: Site, pageYears: readonly FinancialYear[]): Verdict {
  const not = whyNotDataFile(link, { ...site, host: STATISTICS_HOST });
  if (not !== undefined) return not;
  const words = `${link.text} ${link.fileName}`;
  if (!site.file.test(words)) return 'neither text nor name speaks of critical care beds';
  if (
    /urgent[\s_-]*op|(?<![a-z])uoc(?![a-z])/i.test(words) &&
    !/critical|(?<![a-z])cc(?![a-z])/i.test(words)
  ) {
    return 'urgent operations cancelled, without beds';
  }
  const claimed = [
    ...new Set([...monthsIn(withoutRevision(link.text)), ...monthsIn(withoutRevision(link.fileName))]),
  ];
  const months = claimed.length > 0 ? claimed : monthOfPage(link, fy, pageYears);
  if (months.length === 0) return 'neither text, name nor heading says which month';
  const ours = months.filter((month) => monthsOf(fy).includes(month));
  return ours.length > 0 ? ours : `${months.join(' or ')}, another year`;
}

const MONTH = new RegExp(`(?<![a-z])(?:${MONTH_WORD})(?![a-z])`, 'gi');

/** By the heading; or a month without a year on the page of a year: `MSitReps-December-CC`. What is inside has the last word. */
function monthOfPage(
  link: PageLink,
  fy: FinancialYear,
  pageYears: readonly FinancialYear[],
): readonly string[] {
  const headed = monthsIn(link.heading);
  if (headed.length > 0 || pageYears.length !== 1 || pageYears[0] !== fy) return headed;
  const words = new Set([...link.fileName.matchAll(MONTH)].map(([word]) => monthNumber(word)));
  const [only] = words;
  return words.size === 1 && only !== undefined
    ? monthsOf(fy).filter((month) => Number(month.slice(5)) === only)
    : [];
}

/** A final version before a provisional one, revised before first issue, later before earlier. */
export function rankBeds(candidates: readonly Candidate[]): readonly Candidate[] {
  return rankBy(candidates, (candidate) => {
    const { fileName } = lastPart(new URL(candidate.url));
    const words = `${candidate.text} ${fileName}`;
    const version = String(versionOf(words)).padStart(2, '0');
    return `${/provisional/i.test(words) ? '0' : '1'} ${editionKey(candidate)} ${version}`;
  });
}
