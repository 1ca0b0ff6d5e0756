/** Finds the months of both publications on digital.nhs.uk (dossier workforce, sections 2 and 3). */
import type { Candidate, Discovery, Page } from '../contract/discovery.ts';
import { type FinancialYear, monthsOf } from '../../nhs/financial-year.ts';
import { digitalDiscovery } from '../links/digital-release.ts';
import type { Exclusion } from '../links/file-links.ts';
import { lastPart, type PageLink } from '../links/page-links.ts';
import { monthInWords, monthsIn } from '../../nhs/printed-month.ts';
import { rankBy, type Verdict } from '../links/read-links.ts';
import { editionKey, versionOf, withoutRevision } from '../links/revision.ts';
import { lastStep } from '../links/year-pages.ts';
import { absenceSlot, isAbsenceSlot } from './slots.ts';

const ABSENCE_SERIES = 'nhs-sickness-absence-rates';

interface Rules {
  /** What text or name of a file speaks of. */
  readonly file: RegExp;
  readonly extensions: readonly string[];
  readonly exclusions: readonly Exclusion[];
  /** The slot of a month. */
  readonly slot: (month: string) => string;
}

const fte = seriesOf('nhs-workforce-statistics', {
  file: /\borganisations?\b|\btrusts? and ccgs?\b/i,
  extensions: ['xlsx', 'xls'],
  exclusions: [
    [
      /csv/i,
      'all months since 2009 in one table of millions of rows; the workbook of the month has its figures',
    ],
    [/sickness|absence/i, 'sickness absence'],
    [/turnover|leav(?:ers|ing)|joiners/i, 'joiners and leavers'],
    [/doctor|consultant|ambulance staff/i, 'some staff groups'],
    [/\bbank\b|independent|primary care|\bhee\b|health education/i, 'staff who are not in these figures'],
    [/equality|ethnic|gender|disab|nationality|\bage\b/i, 'characteristics of staff'],
    [/data[\s_-]*quality|meta[\s_-]*data|guide|bulletin/i, 'about the data'],
  ],
  slot: (month) => month,
});

const absence = seriesOf(ABSENCE_SERIES, {
  file: /sickness|absence/i,
  extensions: ['csv', 'zip'],
  exclusions: [
    [/reason|covid|staff[\s_-]*group|\bage\b|gender|ethnic/i, 'a breakdown of the rates'],
    [/annual|cumulative|time[\s_-]*series/i, 'years, not months'],
    [/data[\s_-]*quality|meta[\s_-]*data|guide/i, 'about the data'],
  ],
  slot: absenceSlot,
});

/** The workforce is required; sickness absence stands beside it, and its pages may be missing. */
export const discovery: Discovery = {
  ...fte,
  optionalPages: absence.startPages,
  readPage: (page, fy) => (isOfAbsence(page) ? absence : fte).readPage(page, fy),
  rank: (candidates) => (candidates.some(({ slot }) => isAbsenceSlot(slot)) ? absence : fte).rank(candidates),
};

function seriesOf(series: string, rules: Rules): Discovery {
  return digitalDiscovery({
    series,
    isRelease: (slug, text, fy) => {
      const named = monthsIn(slug);
      return (named.length > 0 ? named : monthsIn(text)).some((month) => monthsOf(fy).includes(month));
    },
    usualReleases: (fy) => monthsOf(fy).map((month) => monthInWords(month).toLowerCase().replace(' ', '-')),
    judge: (link, fy, page) => judge(link, fy, page, rules),
    rank,
  });
}

function judge(link: PageLink, fy: FinancialYear, page: Page, rules: Rules): Verdict {
  const words = `${link.text} ${link.fileName}`.replaceAll('_', ' ');
  for (const [pattern, what] of rules.exclusions) if (pattern.test(words)) return what;
  if (!rules.extensions.includes(link.extension)) return `a .${link.extension} file`;
  if (!rules.file.test(words)) return 'neither text nor name speaks of organisations or of sickness absence';
  const claimed = [link.text, link.fileName].flatMap((text) => monthsIn(withoutRevision(text)));
  const months = claimed.length > 0 ? [...new Set(claimed)] : monthsIn(lastStep(new URL(page.finalUrl)));
  if (months.length === 0) return 'neither text, name nor page says which month';
  const ours = months.filter((month) => monthsOf(fy).includes(month));
  return ours.length > 0 ? ours.map(rules.slot) : `${months.join(' or ')}, another year`;
}

function rank(candidates: readonly Candidate[]): readonly Candidate[] {
  return rankBy(candidates, (candidate) => {
    const { fileName } = lastPart(new URL(candidate.url));
    const version = String(versionOf(`${candidate.text} ${fileName}`)).padStart(2, '0');
    return `${version} ${editionKey(candidate)}`;
  });
}

function isOfAbsence(page: Page): boolean {
  return [page.url, page.finalUrl].some((url) => url.includes(`/${ABSENCE_SERIES}`));
}
