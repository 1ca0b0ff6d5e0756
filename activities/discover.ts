import type { Candidate, Dataset, FinancialYear, Page, RejectedLink } from '../datasets/contract.ts';
import { datasetNamed } from '../datasets/registry.ts';
import { SourceError, SourceErrorCode } from '../datasets/source-error.ts';
import { fetchPage } from '../fetch/fetch-page.ts';
import { asFailure } from './failure.ts';
import { withHeartbeat } from './heartbeat.ts';
import type { IngestEffects } from './ingest-effects.ts';
import type { IngestActivities } from './interface.ts';
import type { Discovered, RecognisedFile, SlotCandidates } from './references.ts';

/** More pages than any dataset-year needs: a page that links to itself under ever new addresses stops here. */
const PAGES_AT_MOST = 20;
const REJECTED_SHOWN = 60;

/** Finds the files of a dataset-year: on the publisher's pages, or among the recognised files of a folder. */
export function makeDiscover(effects: IngestEffects): IngestActivities['discover'] {
  return async ({ dataset: name, fy, source, files }) =>
    await withHeartbeat(
      async (beat, signal) =>
        await asFailure(`${name} ${fy}`, async () => {
          const dataset = datasetNamed(name);
          if (source.kind === 'folder') return inFolder(dataset, fy, files);
          return await onPages(dataset, fy, async (url) => {
            beat(`reading ${url}`);
            return await fetchPage(
              { url, dataset: name, hosts: dataset.hosts, signal, revalidate: source.revalidate },
              effects,
            );
          });
        }),
    );
}

/** A file's address in folder mode: `file:` and its name in the folder. */
export const FOLDER_SCHEME = 'file:';

function inFolder(dataset: Dataset, fy: FinancialYear, files: readonly RecognisedFile[]): Discovered {
  const candidates = files.map((file): Candidate => ({
    slot: file.slot,
    period: file.period,
    url: FOLDER_SCHEME + encodeURI(file.file),
    text: file.file,
    pageUrl: FOLDER_SCHEME,
  }));
  return { slots: intoSlots(dataset, fy, candidates), rejected: [], rejectedCount: 0, pagesRead: [] };
}

/** Reads the start pages and whatever they lead to, then sorts the links into slots. */
export async function onPages(
  dataset: Dataset,
  fy: FinancialYear,
  read: (url: string) => Promise<Page>,
): Promise<Discovered> {
  const { discovery } = dataset;
  const candidates: Candidate[] = [...(discovery.fixed?.(fy) ?? [])];
  const rejected: RejectedLink[] = [];
  const seen = new Set<string>();
  const queue = [...discovery.startPages(fy)];
  for (let url = queue.shift(); url !== undefined && seen.size < PAGES_AT_MOST; url = queue.shift()) {
    if (seen.has(pageKey(url))) continue;
    seen.add(pageKey(url));
    const page = await read(url);
    seen.add(pageKey(page.finalUrl));
    const reading = discovery.readPage(page, fy);
    candidates.push(...reading.candidates);
    rejected.push(...reading.rejected);
    queue.push(...reading.follow);
  }
  if (candidates.length === 0) {
    const pages = discovery.startPages(fy).join(' and ');
    throw new SourceError(
      SourceErrorCode.nothingPublished,
      `${pages} has no link to a file of ${fy} (${rejected.length} links were looked at). Either the year is not published yet, or the page has changed; look at it, and use --from-folder or "retry --url" meanwhile.`,
    );
  }
  return {
    slots: intoSlots(dataset, fy, candidates),
    rejected: rejected.slice(0, REJECTED_SHOWN),
    rejectedCount: rejected.length,
    pagesRead: [...seen],
  };
}

function intoSlots(
  dataset: Dataset,
  fy: FinancialYear,
  candidates: readonly Candidate[],
): readonly SlotCandidates[] {
  return dataset.expectedFiles(fy).map((expected) => {
    const ours = candidates.filter((candidate) => candidate.slot === expected.slot);
    const unique = [...new Map(ours.map((candidate) => [candidate.url, candidate])).values()];
    return { ...expected, candidates: dataset.discovery.rank(unique) };
  });
}

/** One page has many addresses: http or https, with a fragment, without the last slash. */
function pageKey(url: string): string {
  const { host, pathname, search } = new URL(url);
  return `${host}${pathname.replace(/\/+$/, '')}${search}`;
}
