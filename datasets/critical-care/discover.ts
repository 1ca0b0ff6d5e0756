/** Finds periods on digital.nhs.uk and beds on england.nhs.uk (dossier critical-care, sections 1, 2 and 6). */
import { type FinancialYear, monthsOf } from '../../nhs/financial-year.ts';
import { yearsNamed } from '../../nhs/named-years.ts';
import { MONTH_WORD, monthNumber, monthsIn } from '../../nhs/printed-month.ts';
import { layoutsOf } from '../contract/layout.ts';
import type { Candidate, Discovery, Page, PageReading } from '../contract/discovery.ts';
import { DIGITAL_HOSTS, digitalDiscovery, isReleaseOfYear } from '../links/digital-release.ts';
import { whyNotDataFile, type Exclusion } from '../links/file-links.ts';
import { lastPart, pageAddress, pageLinks, type PageLink } from '../links/page-links.ts';
import { rankBy, readLinks, type Verdict } from '../links/read-links.ts';
import { editionKey, versionOf, withoutRevision } from '../links/revision.ts';
import { STATISTICS_HOST, WORK_AREAS } from '../links/statistics-site.ts';
import { isPageAt, lastStep, yearPages } from '../links/year-pages.ts';
import { BEDS_LAYOUTS, type BedsLayout } from './layouts.ts';
import { isBedsSlot } from './slots.ts';

export const HOSTS: readonly string[] = [...DIGITAL_HOSTS, STATISTICS_HOST];

/**
 * The series of adult critical care (ACC) ended with 2016-17, and its page lists old years only, so the page
 * is never read: from 2017-18 on the file is among the resources of Hospital Admitted Patient Care Activity.
 */
const SERIES = 'hospital-admitted-patient-care-activity';
/** The joint title "Admitted Patient Care and Adult Critical Care Activity" makes no file one of periods. */
const ABOUT_PERIODS =
  /(?<!patient care (?:and|&) (?:adult )?)critical[\s_-]*care|ccmds|(?<![a-z])acc(?![a-z])/i;
const NOT_PERIODS: readonly Exclusion[] = [
  [/technical[\s_-]*guide|meta[\s_-]*data|data[\s_-]*quality|methodolog/i, 'about the data, without figures'],
  [/time[\s_-]*series/i, 'England time series, without providers'],
];

const release = digitalDiscovery({
  series: SERIES,
  isRelease: isReleaseOfYear,
  judge: judgePeriods,
  // A second version goes before the first, a workbook before a CSV of one of its tables.
  rank: (candidates) =>
    rankBy(candidates, (candidate) => {
      const { fileName, extension } = lastPart(new URL(candidate.url));
      const version = versionKey(`${candidate.text} ${fileName}`);
      return `${version} ${extension === 'csv' ? '0' : '1'} ${editionKey(candidate)}`;
    }),
});

export const discovery: Discovery = {
  ...release,
  optionalPages: bedsPages,
  readPage: (page, fy) =>
    new URL(page.finalUrl).hostname === STATISTICS_HOST ? readBedsPage(page, fy) : readRelease(page, fy),
  rank: (candidates) =>
    candidates.some(({ slot }) => isBedsSlot(slot)) ? rankBeds(candidates) : release.rank(candidates),
};

/** A release with other files and none of critical care is a stated gap, unless a sub-page has the file. */
function readRelease(page: Page, fy: FinancialYear): PageReading {
  const reading = release.readPage(page, fy);
  const { length } = reading.rejected;
  if (reading.candidates.length > 0 || length === 0 || !isReleaseOf(page, fy)) return reading;
  const reason = `The ${fy} release of Hospital Admitted Patient Care Activity (${page.finalUrl}) has ${length} files, none of them of adult critical care. The publisher prints no figure for a trust this year; nothing has to be done.`;
  return { ...reading, absent: [{ slot: fy, reason }] };
}

function isReleaseOf(page: Page, fy: FinancialYear): boolean {
  const address = pageAddress(page.finalUrl);
  const slug = address.slice(address.lastIndexOf('/') + 1);
  return address.endsWith(`/${SERIES}/${slug}`) && yearsNamed(slug).includes(fy);
}

function judgePeriods({ text, fileName }: PageLink, fy: FinancialYear): Verdict {
  const words = `${text} ${fileName}`;
  if (!ABOUT_PERIODS.test(words)) return 'another table of admitted patient care';
  for (const [pattern, what] of NOT_PERIODS) if (pattern.test(words)) return what;
  const years = yearsNamed(words);
  if (years.length > 0 && !years.includes(fy)) return `${years.join(' and ')}, another year`;
  return [fy];
}

function versionKey(words: string): string {
  return String(versionOf(words)).padStart(2, '0');
}

/** Where a collection of beds is, and which links are its files. */
interface BedsRules {
  readonly landing: string;
  /** Where a year's page is by custom, for when nothing links it. */
  readonly usual: (fy: FinancialYear) => readonly string[];
  /** What a year's page speaks of. */
  readonly about: RegExp;
  /** What a file speaks of. */
  readonly file: RegExp;
  readonly extensions: readonly string[];
  readonly exclusions: readonly Exclusion[];
}

const CAPACITY = `${WORK_AREAS}critical-care-capacity/`;
const DAILY_SLUG = 'critical-care-and-general-acute-beds-urgent-and-emergency-care-daily-situation-reports';
const DAILY = `${WORK_AREAS}bed-availability-and-occupancy/${DAILY_SLUG}/`;

const BEDS: Readonly<Record<BedsLayout['collection'], BedsRules>> = {
  msitrep: {
    landing: CAPACITY,
    usual: (fy) => [`${CAPACITY}critical-care-bed-capacity-and-urgent-operations-cancelled-${fy}-data/`],
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
    landing: DAILY,
    // The page of 2024-25 lies outside the area's tree.
    usual: (fy) =>
      [DAILY, `https://${STATISTICS_HOST}/statistics/`].map((area) => `${area}${DAILY_SLUG}-${fy}/`),
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

function rulesOf(fy: FinancialYear): BedsRules {
  return BEDS[layoutsOf(BEDS_LAYOUTS, fy)[0]?.collection ?? 'uec-sitrep'];
}

/** Pages to look at: they are not there for every year, and that is no failure. */
function bedsPages(fy: FinancialYear): readonly string[] {
  const { landing, usual } = rulesOf(fy);
  return [landing, ...usual(fy)];
}

function readBedsPage(page: Page, fy: FinancialYear): PageReading {
  const rules = rulesOf(fy);
  const links = pageLinks(page);
  const follow = isPageAt(page, rules.landing)
    ? yearPages(links, fy, { host: STATISTICS_HOST, about: rules.about, not: /\bnews\b/i })
    : [];
  const years = yearsNamed(lastStep(new URL(page.finalUrl)));
  const isOfYear = years.length === 1 && years[0] === fy;
  return { ...readLinks(page, fy, links, (link) => judgeBeds(link, fy, rules, isOfYear)), follow };
}

const URGENT_OPERATIONS = /urgent[\s_-]*op|(?<![a-z])uoc(?![a-z])/i;
const CRITICAL_CARE = /critical|(?<![a-z])cc(?![a-z])/i;

function judgeBeds(link: PageLink, fy: FinancialYear, rules: BedsRules, isOfYear: boolean): Verdict {
  const not = whyNotDataFile(link, { ...rules, host: STATISTICS_HOST });
  if (not !== undefined) return not;
  const words = `${link.text} ${link.fileName}`;
  if (!rules.file.test(words)) return 'neither text nor name speaks of critical care beds';
  if (URGENT_OPERATIONS.test(words) && !CRITICAL_CARE.test(words))
    return 'urgent operations cancelled, without beds';
  const claimed = [link.text, link.fileName].flatMap((text) => monthsIn(withoutRevision(text)));
  const months = claimed.length > 0 ? [...new Set(claimed)] : monthOfPage(link, fy, isOfYear);
  if (months.length === 0) return 'neither text, name nor heading says which month';
  const ours = months.filter((month) => monthsOf(fy).includes(month));
  return ours.length > 0 ? ours : `${months.join(' or ')}, another year`;
}

const MONTH = new RegExp(`(?<![a-z])(?:${MONTH_WORD})(?![a-z])`, 'gi');

/** By the heading; or a month without a year on the page of a year: `MSitReps-December-CC`. */
function monthOfPage(link: PageLink, fy: FinancialYear, isOfYear: boolean): readonly string[] {
  const headed = monthsIn(link.heading);
  if (headed.length > 0 || !isOfYear) return headed;
  const [month, ...others] = new Set([...link.fileName.matchAll(MONTH)].map(([word]) => monthNumber(word)));
  return others.length > 0 ? [] : monthsOf(fy).filter((ofYear) => Number(ofYear.slice(5)) === month);
}

/** A final version before a provisional version, revised before first issue, later before earlier. */
function rankBeds(candidates: readonly Candidate[]): readonly Candidate[] {
  return rankBy(candidates, (candidate) => {
    const words = `${candidate.text} ${lastPart(new URL(candidate.url)).fileName}`;
    return `${/provisional/i.test(words) ? '0' : '1'} ${editionKey(candidate)} ${versionKey(words)}`;
  });
}
