/** Finds Table 1 of a year, by landing page and year page (dossier diagnostic-imaging, section 2). */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { yearsNamed } from '../../nhs/named-years.ts';
import type { Candidate, Discovery, Page, PageReading } from '../contract/discovery.ts';
import { whyNotDataFile, type Exclusion } from '../links/file-links.ts';
import { lastPart, pageLinks, type PageLink } from '../links/page-links.ts';
import { rankBy, readLinks, type Verdict } from '../links/read-links.ts';
import { editionKey, withoutRevision } from '../links/revision.ts';
import { STATISTICS_HOST, WORK_AREAS } from '../links/statistics-site.ts';
import { isPageAt, lastStep, yearPages } from '../links/year-pages.ts';

const AREA = `${WORK_AREAS}diagnostic-imaging-dataset/`;

const PAGES_OF_YEARS = {
  host: STATISTICS_HOST,
  about: /diagnostic[\s-]*imaging/i,
  not: /national[\s-]*imaging[\s-]*data[\s-]*collection/i,
};

/** Tables of the release that are not Table 1, where no number tells. */
const SIBLINGS: readonly Exclusion[] = [
  [/national[\s_-]*imaging[\s_-]*data/i, 'imaging equipment, not activity'],
  [/median|request[\s_-]*to[\s_-]*test|test[\s_-]*to[\s_-]*report/i, 'waiting times, not counts'],
  [/body[\s_-]*site|cancer/i, 'tests for cancer only'],
  [/ccg|sub[\s_-]*icb|commissioner/i, 'by commissioner, not by provider'],
  [/source[\s_-]*setting/i, 'by source setting, not by month'],
  [/same[\s_-]*day/i, 'share reported the same day'],
  [/intervention/i, 'interventional radiology only'],
  [/turn[\s_-]*around/i, 'report turnaround, not counts'],
  [/annex|technical|guidance|code[\s_-]*list/i, 'not a table'],
];

/** `DID-Table-1-…`, `Tables-1a-1l-…`, `Table 11`: the number. */
const TABLE = /(?<![a-z])tables?[\s_–-]*(\d{1,2})(?!\d)/i;
const COUNTS = /modality[\s_–-]*provider[\s_–-]*counts?/i;
/** The day of publication in the name of a provisional edition. */
const DAY = /(?<!\d)20\d\d-[01]\d-[0-3]\d(?!\d)/;

export const discovery: Discovery = { startPages: () => [AREA], readPage, rank };

function readPage(page: Page, fy: FinancialYear): PageReading {
  const links = pageLinks(page);
  const found = readLinks(page, fy, links, (link) => judge(link, fy, page));
  if (!isPageAt(page, AREA)) return { ...found, follow: [] };
  const pages = yearPages(links, fy, PAGES_OF_YEARS);
  return { ...found, follow: pages.length > 0 ? pages : [`${AREA}diagnostic-imaging-dataset-${fy}-data/`] };
}

/** Text and name are asked apart: where one says Table 1 and the other another table, the content decides. */
function judge(link: PageLink, fy: FinancialYear, page: Page): Verdict {
  const not = whyNotDataFile(link, { host: STATISTICS_HOST, extensions: ['xlsx', 'xls'], exclusions: [] });
  if (not !== undefined) return not;
  const claims = [link.text, link.fileName].map(tableClaimed);
  if (!claims.includes(true)) {
    const other = claims.find((claim) => typeof claim === 'string');
    return other ?? 'neither text nor name speaks of Table 1, counts by modality and provider';
  }
  const claimed = [
    [...new Set([...yearsClaimed(link.text), ...yearsClaimed(link.fileName)])],
    yearsClaimed(link.heading),
    yearsClaimed(lastStep(new URL(page.finalUrl))),
  ];
  const years = claimed.find((named) => named.length > 0);
  if (!years) return 'neither text, name, heading nor page says which year';
  return years.includes(fy) ? [fy] : `${years.join(' or ')}, another year`;
}

/** True for Table 1, else what the words are of; undefined where they say nothing of tables. */
function tableClaimed(words: string): true | string | undefined {
  const number = TABLE.exec(words)?.[1];
  if (number !== undefined) return Number(number) === 1 ? true : `DID table ${Number(number)}, not Table 1`;
  const sibling = SIBLINGS.find(([pattern]) => pattern.test(words));
  if (sibling) return sibling[1];
  return COUNTS.test(words) ? true : undefined;
}

/** Financial years named; the day of publication in a provisional name is none. */
function yearsClaimed(words: string): readonly FinancialYear[] {
  return yearsNamed(withoutRevision(words).replace(new RegExp(DAY, 'g'), ' '));
}

/**
 * Text and name agree first; then final before provisional, the later day of publication, the later edition.
 */
function rank(candidates: readonly Candidate[]): readonly Candidate[] {
  return rankBy(candidates, (candidate) => {
    const { fileName } = lastPart(new URL(candidate.url));
    const words = `${candidate.text} ${fileName}`;
    const day = DAY.exec(words)?.[0] ?? '';
    // Final where neither says otherwise.
    const isFinal = !/provisional/i.test(words) && (day === '' || /revis|final/i.test(words));
    const agrees = [candidate.text, fileName].every(
      (claim) =>
        typeof tableClaimed(claim) !== 'string' &&
        yearsClaimed(claim).every((year) => year === candidate.slot),
    );
    return [Number(agrees), Number(isFinal), isFinal ? '' : day, editionKey(candidate)].join(' ');
  });
}
