/** Reads pages of a publisher and whatever they lead to; decides which page that failed is asked again. */
import type { Candidate, Page, RejectedLink, StatedAbsence } from '../datasets/contract/discovery.ts';
import type { Dataset } from '../datasets/contract/dataset.ts';
import type { FinancialYear } from '../nhs/financial-year.ts';
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';
import { type Failures, askedAgain, NO_SECOND_TRY } from './ask-again.ts';

/**
 * More pages than any dataset-year needs (a year of GP lists: twelve months, some with pages of their own below): a page that
 * links to itself under ever new addresses stops here.
 */
const PAGES_AT_MOST = 60;
/** So often is a failing server asked for one of several pages; then the year goes on without it, and its files say so. */
const ATTEMPTS_AT_A_PAGE = 3;

/** What pages are read through, and what decides whether a page that failed is asked again. */
export interface Asking {
  readonly failures: Failures;
  /** Milliseconds after which a page that refused a program is asked again. */
  readonly waits: readonly number[];
  /** The page as it was had last. */
  readonly kept?: (url: string) => Promise<KeptPage | undefined>;
}

type KeptPage = Page & { readonly checkedAt: string };

export const ASK_ONCE: Asking = { failures: NO_SECOND_TRY, waits: [] };

export interface Crawled {
  readonly candidates: readonly Candidate[];
  readonly rejected: readonly RejectedLink[];
  readonly absent: readonly StatedAbsence[];
  /** Pages that are not there, or are not pages; a server that fails is thrown, so that it is asked again. */
  readonly failures: readonly SourceError[];
  readonly pages: readonly string[];
  /** Pages that were taken as they were before, one sentence each. */
  readonly kept: readonly string[];
  /** How often the page has failed that failed most. */
  readonly mostFailed: number;
}

/** @throws SourceError, transient, as long as a page is worth another try: all that can be read has been read by then */
export async function crawl(
  dataset: Dataset,
  fy: FinancialYear,
  start: readonly string[],
  read: (url: string) => Promise<Page>,
  asking: Asking,
): Promise<Crawled> {
  const candidates: Candidate[] = [];
  const rejected: RejectedLink[] = [];
  const absent: StatedAbsence[] = [];
  const failures: SourceError[] = [];
  const pages: string[] = [];
  const kept: string[] = [];
  let mostFailed = 0;
  const worthAsking: SourceError[] = [];
  const seen = new Set<string>();
  const queue = [...start];

  const take = (page: Page): void => {
    pages.push(page.url);
    seen.add(pageKey(page.finalUrl));
    const reading = dataset.discovery.readPage(page, fy);
    candidates.push(...reading.candidates);
    rejected.push(...reading.rejected);
    absent.push(...(reading.absent ?? []));
    queue.push(...reading.follow);
  };
  /** A page that cannot be read now is taken as it was; one that is not there any more is not. */
  const takeKept = async (url: string, failure: SourceError): Promise<void> => {
    if (failure.code === SourceErrorCode.notFound) return;
    const page = await asking.kept?.(url);
    if (!page) return;
    take(page);
    const day = page.checkedAt.slice(0, 10);
    kept.push(`${url} could not be read, so its links are those of ${day}: ${failure.message}`);
  };

  for (let url = queue.shift(); url !== undefined && seen.size < PAGES_AT_MOST; url = queue.shift()) {
    if (seen.has(pageKey(url))) continue;
    seen.add(pageKey(url));
    try {
      take(await read(url));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      const failed = asking.failures.add(pageKey(url));
      const again = askedAgain(error, failed, asking.waits);
      if (again !== error || (error.transient && failed < ATTEMPTS_AT_A_PAGE)) worthAsking.push(again);
      else {
        failures.push(error);
        mostFailed = Math.max(mostFailed, failed);
        await takeKept(url, error);
      }
    }
  }
  // The longest wait first: when the pages that were refused are asked, those of a failing server are too.
  const [longest] = worthAsking.sort((a, b) => (b.retryAfterMs ?? 0) - (a.retryAfterMs ?? 0));
  if (longest) throw longest;
  return { candidates, rejected, absent, failures, pages, kept, mostFailed };
}

/** What two crawls have found, the first of them first. */
export function together(first: Crawled, second: Crawled): Crawled {
  return {
    candidates: [...first.candidates, ...second.candidates],
    rejected: [...first.rejected, ...second.rejected],
    absent: [...first.absent, ...second.absent],
    failures: [...first.failures, ...second.failures],
    pages: [...first.pages, ...second.pages],
    kept: [...first.kept, ...second.kept],
    mostFailed: Math.max(first.mostFailed, second.mostFailed),
  };
}

/** Every page of a publisher links somewhere; "back soon" links nowhere. */
export function requireLinks({ url, html }: Page): void {
  if (/<a\s/i.test(html) || /^\s*[{[]/.test(html)) return;
  throw new SourceError(
    SourceErrorCode.htmlInsteadOfFile,
    `The page ${url} has no link at all: it is not the publisher's usual page. Look at it in a browser; files downloaded by hand can be given with --from-folder.`,
  );
}

/** One page has many addresses: http or https, with a fragment, without the last slash. */
function pageKey(url: string): string {
  const { host, pathname, search } = new URL(url);
  return `${host}${pathname.replace(/\/+$/, '')}${search}`;
}
