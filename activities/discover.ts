import type { Candidate, Page, RejectedLink, StatedAbsence } from '../datasets/contract/discovery.ts';
import type { Dataset } from '../datasets/contract/dataset.ts';
import type { FinancialYear } from '../nhs/financial-year.ts';
import { datasetNamed } from '../datasets/registry.ts';
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';
import { fetchPage, keptPage } from '../fetch/fetch-page.ts';
import { type Failures, askedAgain, failuresOfActivity, NO_SECOND_TRY } from './ask-again.ts';
import { asFailure } from './failure.ts';
import { withHeartbeat } from './heartbeat.ts';
import type { IngestEffects } from './ingest-effects.ts';
import type { IngestActivities } from './interface.ts';
import { preferInFolder } from './prefer-in-folder.ts';
import type { Discovered, RecognisedFile, SlotCandidates } from './references.ts';

/**
 * More pages than any dataset-year needs (a year of GP lists: twelve months, some with pages of their own below): a page that
 * links to itself under ever new addresses stops here.
 */
const PAGES_AT_MOST = 60;
const REJECTED_SHOWN = 60;
/** So often is a failing server asked for one of several pages; then the year goes on without it, and its files say so. */
const ATTEMPTS_AT_A_PAGE = 3;
/** So often where there is no other: half a minute of patience. */
const ATTEMPTS_AT_THE_ONLY_PAGE = 6;

/** Finds the files of a dataset-year: on the publisher's pages, or among the recognised files of a folder. */
export function makeDiscover(effects: IngestEffects): IngestActivities['discover'] {
  return async ({ dataset: name, fy, source, files }) =>
    await withHeartbeat(
      async (beat, signal) =>
        await asFailure(`${name} ${fy}`, async () => {
          const dataset = datasetNamed(name);
          if (source.kind === 'folder') return inFolder(dataset, fy, files);
          const read = async (url: string): Promise<Page> => {
            beat(`reading ${url}`);
            const page = await fetchPage(
              { url, dataset: name, hosts: dataset.hosts, signal, revalidate: source.revalidate },
              effects,
            );
            requireLinks(page);
            return page;
          };
          const failures = failuresOfActivity();
          const asking: Asking = {
            failures,
            waits: effects.askAgainAfterMs,
            kept: async (url) => await keptPage({ dataset: name, url }, effects),
          };
          try {
            const found = await onPages(dataset, fy, read, asking);
            failures.forget();
            return found;
          } catch (error) {
            if (!(error instanceof SourceError) || !error.transient) failures.forget();
            throw error;
          }
        }),
    );
}

/** A file's address in folder mode: `file:` and its name in the folder. */
export const FOLDER_SCHEME = 'file:';

function inFolder(dataset: Dataset, fy: FinancialYear, files: readonly RecognisedFile[]): Discovered {
  const slots = dataset.expectedFiles(fy).flatMap((expected): readonly SlotCandidates[] => {
    const preferred = preferInFolder(files.filter((file) => file.slot === expected.slot));
    const candidates = preferred.files.map(asCandidate);
    if (expected.optional && candidates.length === 0 && preferred.undecided === undefined) return [];
    return [
      {
        ...expected,
        candidates,
        ...(preferred.undecided !== undefined && { noCandidate: preferred.undecided }),
      },
    ];
  });
  return { slots, rejected: [], rejectedCount: 0, pagesRead: [] };
}

function asCandidate({ slot, period, file, edition }: RecognisedFile): Candidate {
  return {
    slot,
    period,
    url: FOLDER_SCHEME + encodeURI(file),
    text: file,
    pageUrl: FOLDER_SCHEME,
    ...(edition !== undefined && { revised: edition }),
  };
}

/**
 * Reads the start pages and whatever they lead to, then sorts the links into slots: an optional one only where it has links.
 * @param asking what has failed before; without it nothing is asked again
 * @throws SourceError that is transient as long as a page is worth another try: all that can be read has been read by then
 */
export async function onPages(
  dataset: Dataset,
  fy: FinancialYear,
  read: (url: string) => Promise<Page>,
  asking: Asking = { failures: NO_SECOND_TRY, waits: [] },
): Promise<Discovered> {
  const { discovery } = dataset;
  const found = await crawl(dataset, fy, read, discovery.startPages(fy), asking);
  const candidates = [...(discovery.fixed?.(fy) ?? []), ...found.candidates];
  if (candidates.length === 0 && found.absent.length === 0 && discovery.furtherPages) {
    const further = await crawl(dataset, fy, read, discovery.furtherPages(fy), asking);
    candidates.push(...further.candidates);
    found.rejected.push(...further.rejected);
    found.absent.push(...further.absent);
    found.failures.push(...further.failures);
    found.pages.push(...further.pages);
    found.kept.push(...further.kept);
  }
  const optional = await crawl(dataset, fy, read, discovery.optionalPages?.(fy) ?? [], asking);
  candidates.push(...optional.candidates);
  found.rejected.push(...optional.rejected);
  found.pages.push(...optional.pages);
  const keptPages = [...found.kept, ...optional.kept];
  const [failure] = found.failures;
  if (candidates.length === 0 && found.absent.length === 0) {
    if (failure) throw worthAnotherTry(failure, found.mostFailed);
    throw new SourceError(
      SourceErrorCode.nothingPublished,
      `${found.pages.join(' and ')} has no link to a file of ${fy} (${found.rejected.length} links were looked at). Either the year is not published yet, or the page has changed; look at it, and use --from-folder or "retry --url" meanwhile.`,
    );
  }
  return {
    slots: intoSlots(dataset, fy, candidates, { required: found, optional }),
    rejected: found.rejected.slice(0, REJECTED_SHOWN),
    rejectedCount: found.rejected.length,
    pagesRead: found.pages,
    ...(failure && { pageFailure: failure.message }),
    ...(keptPages.length > 0 && { keptPages: keptPages.join(' ') }),
  };
}

/** What decides whether a page that failed is asked again. */
export interface Asking {
  readonly failures: Failures;
  /** Milliseconds after which a page that refused a program is asked again. */
  readonly waits: readonly number[];
  /** The page as it was had last. */
  readonly kept?: (url: string) => Promise<KeptPage | undefined>;
}

type KeptPage = NonNullable<Awaited<ReturnType<typeof keptPage>>>;

/** Every page of a publisher links somewhere; "back soon" links nowhere. */
function requireLinks({ url, html }: Page): void {
  if (/<a\s/i.test(html) || /^\s*[{[]/.test(html)) return;
  throw new SourceError(
    SourceErrorCode.htmlInsteadOfFile,
    `The page ${url} has no link at all: it is not the publisher's usual page. Look at it in a browser; files downloaded by hand can be given with --from-folder.`,
  );
}

/** Where nothing was found, its server is asked some more times, as long as it may come back. */
function worthAnotherTry(failure: SourceError, failed: number): SourceError {
  if (!failure.transient || failed < ATTEMPTS_AT_THE_ONLY_PAGE) return failure;
  return new SourceError(failure.code, failure.message, { cause: failure, transient: false });
}

interface Crawled {
  readonly candidates: Candidate[];
  readonly rejected: RejectedLink[];
  readonly absent: StatedAbsence[];
  /** Pages that are not there, or are not pages; a server that fails is thrown, so that it is asked again. */
  readonly failures: SourceError[];
  readonly pages: string[];
  /** Pages that were taken as they were before, one sentence each. */
  readonly kept: string[];
  /** How often the page has failed that failed most. */
  mostFailed: number;
}

async function crawl(
  dataset: Dataset,
  fy: FinancialYear,
  read: (url: string) => Promise<Page>,
  start: readonly string[],
  { failures, waits, kept }: Asking,
): Promise<Crawled> {
  const crawled: Crawled = {
    candidates: [],
    rejected: [],
    absent: [],
    failures: [],
    pages: [],
    kept: [],
    mostFailed: 0,
  };
  const worthAsking: SourceError[] = [];
  const seen = new Set<string>();
  const queue = [...start];
  for (let url = queue.shift(); url !== undefined && seen.size < PAGES_AT_MOST; url = queue.shift()) {
    if (seen.has(pageKey(url))) continue;
    seen.add(pageKey(url));
    try {
      take(await read(url));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      const failed = failures.add(pageKey(url));
      const judged = askedAgain(error, failed, waits);
      const again = judged === error ? error.transient && failed < ATTEMPTS_AT_A_PAGE : true;
      if (again) worthAsking.push(judged);
      else {
        crawled.failures.push(error);
        crawled.mostFailed = Math.max(crawled.mostFailed, failed);
        await takeKept(url, error);
      }
    }
  }
  // The longest wait first: when the pages that were refused are asked, those of a failing server are too.
  const [longest] = worthAsking.sort((a, b) => (b.retryAfterMs ?? 0) - (a.retryAfterMs ?? 0));
  if (longest) throw longest;
  return crawled;

  function take(page: Page): void {
    crawled.pages.push(page.url);
    seen.add(pageKey(page.finalUrl));
    const reading = dataset.discovery.readPage(page, fy);
    crawled.candidates.push(...reading.candidates);
    crawled.rejected.push(...reading.rejected);
    crawled.absent.push(...(reading.absent ?? []));
    queue.push(...reading.follow);
  }

  /** A page that cannot be read now is taken as it was; one that is not there any more is not. */
  async function takeKept(url: string, failure: SourceError): Promise<void> {
    if (failure.code === SourceErrorCode.notFound) return;
    const page = await kept?.(url);
    if (!page) return;
    take(page);
    crawled.kept.push(
      `${url} could not be read, so its links are those of ${page.checkedAt.slice(0, 10)}: ${failure.message}`,
    );
  }
}

function intoSlots(
  dataset: Dataset,
  fy: FinancialYear,
  candidates: readonly Candidate[],
  read: { readonly required: Crawled; readonly optional: Crawled },
): readonly SlotCandidates[] {
  return dataset.expectedFiles(fy).flatMap((expected) => {
    const ours = candidates.filter((candidate) => candidate.slot === expected.slot);
    const unique = [...new Map(ours.map((one) => [one.url, { ...one, period: expected.period }])).values()];
    if (unique.length > 0) return [{ ...expected, candidates: dataset.discovery.rank(unique) }];
    if (!expected.optional)
      return [{ ...expected, candidates: [], ...statedAbsence(expected.slot, read.required) }];
    const unread = pageThatCouldNotBeRead(read.optional);
    return unread ? [{ ...expected, candidates: [], noCandidate: unread.message }] : [];
  });
}

/** What the publisher's own page says of a slot without candidates, unless the file may be on a page that could not be read. */
function statedAbsence(slot: string, crawled: Crawled): Pick<SlotCandidates, 'noCandidate' | 'stated'> {
  const absence = crawled.absent.find((one) => one.slot === slot);
  return absence && !pageThatCouldNotBeRead(crawled) ? { noCandidate: absence.reason, stated: true } : {};
}

/** A page that is not there holds no file; one that could not be read might. */
function pageThatCouldNotBeRead({ failures }: Crawled): SourceError | undefined {
  return failures.find((failure) => failure.code !== SourceErrorCode.notFound);
}

/** One page has many addresses: http or https, with a fragment, without the last slash. */
function pageKey(url: string): string {
  const { host, pathname, search } = new URL(url);
  return `${host}${pathname.replace(/\/+$/, '')}${search}`;
}
