import { Context } from '@temporalio/activity';
import type {
  Candidate,
  Dataset,
  FinancialYear,
  Page,
  RejectedLink,
  StatedAbsence,
} from '../datasets/contract.ts';
import { datasetNamed } from '../datasets/registry.ts';
import { SourceError, SourceErrorCode } from '../datasets/source-error.ts';
import { fetchPage } from '../fetch/fetch-page.ts';
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
            return await fetchPage(
              { url, dataset: name, hosts: dataset.hosts, signal, revalidate: source.revalidate },
              effects,
            );
          };
          return await onPages(dataset, fy, read, Context.current().info.attempt >= ATTEMPTS_AT_A_PAGE);
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
 * @param lastTry whether a server that fails on one page of several is not asked again
 */
export async function onPages(
  dataset: Dataset,
  fy: FinancialYear,
  read: (url: string) => Promise<Page>,
  lastTry = true,
): Promise<Discovered> {
  const { discovery } = dataset;
  const found = await crawl(dataset, fy, read, discovery.startPages(fy), lastTry);
  const candidates = [...(discovery.fixed?.(fy) ?? []), ...found.candidates];
  if (candidates.length === 0 && found.absent.length === 0 && discovery.furtherPages) {
    const further = await crawl(dataset, fy, read, discovery.furtherPages(fy), lastTry);
    candidates.push(...further.candidates);
    found.rejected.push(...further.rejected);
    found.absent.push(...further.absent);
    found.failures.push(...further.failures);
    found.pages.push(...further.pages);
  }
  const optional = await crawl(dataset, fy, read, discovery.optionalPages?.(fy) ?? [], lastTry);
  candidates.push(...optional.candidates);
  found.rejected.push(...optional.rejected);
  found.pages.push(...optional.pages);
  const [failure] = found.failures;
  if (candidates.length === 0 && found.absent.length === 0) {
    if (failure) throw failure;
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
  };
}

interface Crawled {
  readonly candidates: Candidate[];
  readonly rejected: RejectedLink[];
  readonly absent: StatedAbsence[];
  /** Pages that are not there, or are not pages; a server that fails is thrown, so that it is asked again. */
  readonly failures: SourceError[];
  readonly pages: string[];
}

async function crawl(
  dataset: Dataset,
  fy: FinancialYear,
  read: (url: string) => Promise<Page>,
  start: readonly string[],
  withoutFailingServers = false,
): Promise<Crawled> {
  const crawled: Crawled = { candidates: [], rejected: [], absent: [], failures: [], pages: [] };
  const seen = new Set<string>();
  const queue = [...start];
  for (let url = queue.shift(); url !== undefined && seen.size < PAGES_AT_MOST; url = queue.shift()) {
    if (seen.has(pageKey(url))) continue;
    seen.add(pageKey(url));
    try {
      const page = await read(url);
      crawled.pages.push(url);
      seen.add(pageKey(page.finalUrl));
      const reading = dataset.discovery.readPage(page, fy);
      crawled.candidates.push(...reading.candidates);
      crawled.rejected.push(...reading.rejected);
      crawled.absent.push(...(reading.absent ?? []));
      queue.push(...reading.follow);
    } catch (error) {
      if (!(error instanceof SourceError) || (error.transient && !withoutFailingServers)) throw error;
      crawled.failures.push(error);
    }
  }
  return crawled;
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
