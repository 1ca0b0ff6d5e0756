/** Finds the two accounts workbooks of a year on NHS England's page (dossier tac, section 2). */
import type { Candidate, Discovery, Page, PageReading, RejectedLink } from '../contract/discovery.ts';
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { type Exclusion, whyNotDataFile } from '../links/file-links.ts';
import { type PageLink, lastPart, pageAddress, pageLinks } from '../links/page-links.ts';
import { sectorIn, yearsIn } from './names.ts';

const LANDING =
  'https://www.england.nhs.uk/financial-accounting-and-reporting/nhs-providers-tac-data-publications/';
const FILE_HOST = 'www.england.nhs.uk';
const ARCHIVE = 'https://webarchive.nationalarchives.gov.uk/ukgwa';
const OLD_SITE = 'https://improvement.nhs.uk/documents';

/** NHS Improvement's site is gone and redirects to a home page; the National Archives kept the files. */
const ARCHIVED: Readonly<Record<FinancialYear, readonly (readonly ['FT' | 'Trust', string])[]>> = {
  '2017-18': [
    [
      'FT',
      '20200327163023mp_/DOC/3142/All_TAC_data_published_in_NHS_foundation_trusts_accounts_for_2017-18.xlsx',
    ],
    ['Trust', '20200327163023mp_/DOC/3302/All_TAC_data_published_in_NHS_trusts_accounts_for_2017-18.xlsx'],
  ],
  '2018-19': [
    [
      'FT',
      '20200327162132mp_/DOC/5906/TAC_data_published_in_NHS_foundation_trusts_accounts_for_2018-19.xlsx',
    ],
    ['Trust', '20200327162132mp_/DOC/5905/TAC_data_published_in_NHS_trusts_accounts_for_2018-19.xlsx'],
  ],
};

/** Files that stand beside the data and are not the data; the NHS spells the first of them both ways. */
const DECOYS: readonly Exclusion[] = [
  [/illustrative|ilustrative/i, 'the blank illustrative form, without figures'],
  [/instruction|guidance|completion/i, 'instructions, not data'],
];

export const discovery: Discovery = {
  startPages: (fy) => (ARCHIVED[fy] ? [] : [LANDING]),
  fixed: (fy) =>
    (ARCHIVED[fy] ?? []).map(([sector, path]) => ({
      slot: `${fy} ${sector}`,
      period: fy,
      url: `${ARCHIVE}/${path.replace('DOC', OLD_SITE)}`,
      text: `TAC data of ${sector === 'FT' ? 'NHS foundation trusts' : 'NHS trusts'} ${fy}, National Archives`,
      pageUrl: ARCHIVE,
    })),
  readPage,
  rank: rankCandidates,
};

function readPage(page: Page, fy: FinancialYear): PageReading {
  const follow = new Set<string>();
  const candidates = new Map<string, Candidate>();
  const rejected = new Map<string, RejectedLink>();
  for (const link of pageLinks(page)) {
    const url = link.url.href;
    const verdict = judge(link, fy);
    if (verdict === 'no accounts') continue;
    if (verdict === 'publication page') {
      // Publication pages link to each other; one level below the landing page is where the files are.
      if (pageAddress(page.url) === pageAddress(LANDING)) follow.add(url);
    } else if ('reason' in verdict) rejected.set(url, { url, text: link.text, reason: verdict.reason });
    else if (!candidates.has(url)) {
      candidates.set(url, { ...verdict, url, text: link.text, pageUrl: page.url });
    }
  }
  // A linked picture says less than the words beside it that lead to the same file.
  for (const url of candidates.keys()) rejected.delete(url);
  return { follow: [...follow], candidates: [...candidates.values()], rejected: [...rejected.values()] };
}

type Verdict =
  | 'no accounts'
  | 'publication page'
  | { readonly reason: string }
  | { readonly slot: string; readonly period: string };

function judge(link: PageLink, fy: FinancialYear): Verdict {
  const { url, text, fileName } = link;
  if (link.extension === '') return isPublicationPage(url, fy) ? 'publication page' : 'no accounts';
  if (![fileName, text].some((words) => /(^|[^a-z])tac([^a-z]|$)/i.test(words))) return 'no accounts';
  const reason = whyNotDataFile(link, { host: FILE_HOST, extensions: ['xlsx'], exclusions: DECOYS });
  if (reason === 'no file') return 'no accounts';
  if (reason !== undefined) return { reason };
  if (!/data/i.test(fileName) && !/data/i.test(text))
    return { reason: 'neither name nor link speaks of data' };
  return slotOf(fileName, text, fy);
}

/** `/publication/tac-data-in-nhs-trusts-2019-20-accounts/`: where a year's files stand one level deeper. */
function isPublicationPage(url: URL, fy: FinancialYear): boolean {
  const slug = (url.pathname.split('/').findLast((part) => part !== '') ?? '').toLowerCase();
  if (url.hostname !== FILE_HOST || DECOYS.some(([pattern]) => pattern.test(slug))) return false;
  return slug.includes(`${fy}-accounts`) || (/\btac\b/.test(slug) && yearsIn(slug).includes(fy));
}

/** The name of the file decides; the link's text only where the name is silent. The upload folder never does. */
function slotOf(name: string, text: string, fy: FinancialYear): Verdict {
  const years = yearsIn(name).length > 0 ? yearsIn(name) : yearsIn(text);
  const [year] = years;
  if (year === undefined) return { reason: 'neither name nor link says which financial year' };
  if (years.length > 1) return { reason: `names several financial years: ${years.join(', ')}` };
  if (year !== fy) return { reason: `accounts of ${year}, not of ${fy}` };
  const sector = sectorIn(name) ?? sectorIn(text);
  if (sector === undefined || sector === 'both') {
    return { reason: 'does not say whether it is of NHS trusts or of NHS foundation trusts' };
  }
  return { slot: `${fy} ${sector}`, period: fy };
}

/**
 * Of several links to the same accounts: a name that states the year first, then the later upload folder
 * (`/uploads/2023/07/`), then the `-1`, `-2` that WordPress gives a second upload, then the address, so that the
 * order never depends on the page.
 */
function rankCandidates(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates
    .map((candidate) => ({ candidate, ...rankOf(candidate.url) }))
    .sort(
      (a, b) =>
        b.named - a.named ||
        b.upload - a.upload ||
        b.again - a.again ||
        (a.candidate.url < b.candidate.url ? 1 : -1),
    )
    .map(({ candidate }) => candidate);
}

function rankOf(address: string): Readonly<Record<'named' | 'upload' | 'again', number>> {
  const url = new URL(address);
  const name = lastPart(url).fileName;
  const folder = /\/uploads\/(?:sites\/\d+\/)?(20\d\d)\/(\d\d)\//.exec(url.pathname);
  // After a year like 2021-22 a further -1 is a second upload; the -22 itself is not.
  const again = /20\d\d[-–_]?\d\d-(\d{1,2})\.xlsx$/i.exec(name);
  return {
    named: yearsIn(name).length === 1 ? 1 : 0,
    upload: folder ? Number(folder[1]) * 100 + Number(folder[2]) : 0,
    again: again ? Number(again[1]) : 0,
  };
}
