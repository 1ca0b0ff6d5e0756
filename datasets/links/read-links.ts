/** Sorts the links of a page by what a dataset says of each: the slots it may fill, or why it fills none. */
import type { Candidate, Page, PageReading, RejectedLink } from '../contract/discovery.ts';
import type { FinancialYear } from '../../nhs/financial-year.ts';
import type { PageLink } from './page-links.ts';
import { revisionOf } from './revision.ts';

/** Slots of the year a link may be the file of, or why it is of none; `no file` is not worth a word. */
export type Verdict = readonly string[] | string;

/** Candidates and rejected links of a page; an address that is a candidate once is not rejected elsewhere on the page. */
export function readLinks(
  page: Page,
  fy: FinancialYear,
  links: readonly PageLink[],
  judge: (link: PageLink, fy: FinancialYear) => Verdict,
): Pick<PageReading, 'candidates' | 'rejected'> {
  const candidates = new Map<string, Candidate>();
  const rejected = new Map<string, RejectedLink>();
  for (const link of links) {
    const verdict = judge(link, fy);
    const url = link.url.href;
    if (typeof verdict === 'string') {
      if (verdict !== 'no file') rejected.set(url, { url, text: link.text, reason: verdict });
      continue;
    }
    const { date } = revisionOf(link.text, link.fileName);
    for (const slot of verdict) {
      const found = { slot, period: slot, url, text: link.text, pageUrl: page.finalUrl };
      candidates.set(`${slot} ${url}`, date === undefined ? found : { ...found, revised: date });
    }
  }
  const taken = new Set([...candidates.values()].map((candidate) => candidate.url));
  return {
    candidates: [...candidates.values()],
    rejected: [...rejected.values()].filter((link) => !taken.has(link.url)),
  };
}

/** Candidates by a text made of what matters most first; the greatest is the best. */
export function rankBy(
  candidates: readonly Candidate[],
  keyOf: (candidate: Candidate) => string,
): readonly Candidate[] {
  return candidates
    .map((candidate) => ({ candidate, key: keyOf(candidate) }))
    .sort((a, b) => (a.key < b.key ? 1 : a.key > b.key ? -1 : 0))
    .map(({ candidate }) => candidate);
}
