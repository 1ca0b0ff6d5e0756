import type { Candidate, Page } from '../datasets/contract/discovery.ts';
import { awaited } from '../calendar/years-asked.ts';
import { isDue } from '../calendar/periods.ts';
import type { Dataset } from '../datasets/contract/dataset.ts';
import type { FinancialYear } from '../nhs/financial-year.ts';
import { datasetNamed } from '../datasets/registry.ts';
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';
import { fetchPage, keptPage } from '../fetch/fetch-page.ts';
import { failuresOfActivity, forgetWhenOver } from './ask-again.ts';
import { type Asking, type Crawled, ASK_ONCE, crawl, requireLinks, together } from './crawl.ts';
import type { IngestEffects } from './effects.ts';
import { decidedWithoutPages, honourDecisions } from './honour-decisions.ts';
import type { IngestActivities } from './interface.ts';
import { preferInFolder } from './prefer-in-folder.ts';
import type { Discovered, RecognisedFile, SlotCandidates } from './references.ts';
import { step } from './step.ts';

const REJECTED_SHOWN = 60;
/** So often is a server asked for the pages of a year of which nothing was found: half a minute of patience. */
const ATTEMPTS_AT_THE_ONLY_PAGE = 6;

/** A file's address in folder mode: `file:` and its name in the folder. */
export const FOLDER_SCHEME = 'file:';

/** Finds the files of a dataset-year: on the publisher's pages, or among the recognised files of a folder. */
export function makeDiscover(effects: IngestEffects): IngestActivities['discover'] {
  return async ({ dataset: name, fy, source, files, decisions = [] }) =>
    await step(`${name} ${fy}`, async (beat, signal) => {
      const dataset = datasetNamed(name);
      const expected = dataset.expectedFiles(fy);
      const asDecided = (found: Discovered): Discovered => honourDecisions(found, decisions, expected);
      const today = new Date(effects.clock.now()).toISOString().slice(0, 10);
      // A folder without a path asks what the year consists of.
      if (source.kind === 'folder')
        return source.path === ''
          ? inFolder(dataset, fy, files)
          : withoutAwaited(asDecided(inFolder(dataset, fy, files)), dataset, fy, today);
      if (!isDue(dataset, fy, today))
        return withoutAwaited(asDecided(nothingAsked(dataset, fy)), dataset, fy, today);
      const { hosts } = dataset;
      const read = async (url: string): Promise<Page> => {
        beat(`reading ${url}`);
        const request = { url, dataset: name, hosts, signal, revalidate: source.revalidate };
        const page = await fetchPage(request, effects);
        requireLinks(page);
        return page;
      };
      const failures = failuresOfActivity();
      const asking: Asking = {
        failures,
        waits: effects.askAgainAfterMs,
        kept: async (url) => await keptPage({ dataset: name, url }, effects),
      };
      return await forgetWhenOver(failures, async () => {
        try {
          return asDecided(await onPages(dataset, fy, read, { ...asking, today }));
        } catch (error) {
          if (!(error instanceof SourceError) || error.transient) throw error;
          const decided = decidedWithoutPages(decisions, expected, error.message);
          if (decided === undefined) throw error;
          return decided;
        }
      });
    });
}

function inFolder(dataset: Dataset, fy: FinancialYear, files: readonly RecognisedFile[]): Discovered {
  const slots = dataset.expectedFiles(fy).flatMap((expected): readonly SlotCandidates[] => {
    const preferred = preferInFolder(files.filter((file) => file.slot === expected.slot));
    const candidates = preferred.files.map(asCandidate);
    if (preferred.undecided !== undefined)
      return [{ ...expected, candidates, noCandidate: preferred.undecided }];
    return expected.optional && candidates.length === 0 ? [] : [{ ...expected, candidates }];
  });
  return { slots, rejected: [], rejectedCount: 0, pagesRead: [] };
}

function asCandidate({ slot, period, file, edition }: RecognisedFile): Candidate {
  const url = FOLDER_SCHEME + encodeURI(file);
  const candidate = { slot, period, url, text: file, pageUrl: FOLDER_SCHEME };
  return edition === undefined ? candidate : { ...candidate, revised: edition };
}

/**
 * Reads the start pages and whatever they lead to, then sorts the links into slots: an optional slot only where it has links.
 * @throws SourceError that is transient as long as a page is worth another try
 */
export async function onPages(
  dataset: Dataset,
  fy: FinancialYear,
  read: (url: string) => Promise<Page>,
  { today = FAR_AWAY, ...asking }: Asking & { readonly today?: string } = ASK_ONCE,
): Promise<Discovered> {
  const { discovery } = dataset;
  const fixed = discovery.fixed?.(fy) ?? [];
  let required = await crawl(dataset, fy, discovery.startPages(fy), read, asking);
  if (fixed.length === 0 && hasNothing(required) && discovery.furtherPages) {
    required = together(required, await crawl(dataset, fy, discovery.furtherPages(fy), read, asking));
  }
  const optional = await crawl(dataset, fy, discovery.optionalPages?.(fy) ?? [], read, asking);
  const { candidates, rejected, pages, kept } = together(required, optional);
  const [failure] = required.failures;
  const nothing = fixed.length === 0 && candidates.length === 0 && required.absent.length === 0;
  if (nothing && !(nothingIsLate(dataset, fy, today) && pageThatCouldNotBeRead(required) === undefined)) {
    throw failure ? worthAnotherTry(failure, required.mostFailed) : nothingFound(pages, rejected.length, fy);
  }
  const found: Discovered = {
    slots: intoSlots(dataset, fy, [...fixed, ...candidates], required, optional),
    rejected: rejected.slice(0, REJECTED_SHOWN),
    rejectedCount: rejected.length,
    pagesRead: pages,
    ...(failure && { pageFailure: failure.message }),
    ...(kept.length > 0 && { keptPages: kept.join(' ') }),
  };
  return withoutAwaited(found, dataset, fy, today, pageThatCouldNotBeRead(required) !== undefined);
}

/** A day after every grace: whoever does not say which day it is has no slot that is still awaited. */
const FAR_AWAY = '9999-12-31';

/** A year with no due file: no page is read. */
function nothingAsked(dataset: Dataset, fy: FinancialYear): Discovered {
  return inFolder(dataset, fy, []);
}

/** Whether every file of the year may still come in time. */
function nothingIsLate(dataset: Dataset, fy: FinancialYear, today: string): boolean {
  const waitedFor = awaited(dataset, fy, today);
  return dataset.expectedFiles(fy).every(({ slot, optional }) => optional === true || waitedFor.has(slot));
}

/**
 * Takes out the slots without a file that are not due yet: they are no gaps. Nor is a slot whose grace is not over, unless a
 * page that may link its file could not be read.
 */
function withoutAwaited(
  found: Discovered,
  dataset: Dataset,
  fy: FinancialYear,
  today: string,
  pageUnread = false,
): Discovered {
  if (dataset.yearless) return found;
  const waitedFor = awaited(dataset, fy, today);
  const isAwaited = ({ slot, candidates, noCandidate }: SlotCandidates): boolean => {
    const days = waitedFor.get(slot);
    if (days === undefined || candidates.length > 0) return false;
    return days.notYetDue || (noCandidate === undefined && !pageUnread);
  };
  const notYetDue = found.slots.filter(isAwaited).map(({ slot, period }) => ({
    ...{ slot, period },
    due: waitedFor.get(slot)?.due ?? '',
  }));
  if (notYetDue.length === 0) return found;
  return { ...found, slots: found.slots.filter((slot) => !isAwaited(slot)), notYetDue };
}

function hasNothing({ candidates, absent }: Crawled): boolean {
  return candidates.length === 0 && absent.length === 0;
}

/** Where nothing was found, the server is asked some more times, as long as it may come back. */
function worthAnotherTry(failure: SourceError, failed: number): SourceError {
  if (!failure.transient || failed < ATTEMPTS_AT_THE_ONLY_PAGE) return failure;
  return new SourceError(failure.code, failure.message, { cause: failure, transient: false });
}

function nothingFound(pages: readonly string[], links: number, fy: FinancialYear): SourceError {
  return new SourceError(
    SourceErrorCode.nothingPublished,
    `${pages.join(' and ')} has no link to a file of ${fy} (${links} links were looked at). Either the year is not published yet, or the page has changed; look at it, and use --from-folder or "retry --url" meanwhile.`,
  );
}

function intoSlots(
  dataset: Dataset,
  fy: FinancialYear,
  candidates: readonly Candidate[],
  required: Crawled,
  optional: Crawled,
): readonly SlotCandidates[] {
  return dataset.expectedFiles(fy).flatMap((expected) => {
    const ours = candidates.filter(({ slot }) => slot === expected.slot);
    const { period } = expected;
    const unique = [...new Map(ours.map((link) => [link.url, { ...link, period }])).values()];
    if (unique.length > 0) return [{ ...expected, candidates: dataset.discovery.rank(unique) }];
    if (!expected.optional)
      return [{ ...expected, candidates: [], ...statedAbsence(expected.slot, required) }];
    const unread = pageThatCouldNotBeRead(optional);
    return unread ? [{ ...expected, candidates: [], noCandidate: unread.message }] : [];
  });
}

/** What the publisher's own page says of a slot without candidates, unless the file may be on a page that could not be read. */
function statedAbsence(slot: string, crawled: Crawled): Pick<SlotCandidates, 'noCandidate' | 'stated'> {
  const absence = crawled.absent.find((absent) => absent.slot === slot);
  return absence && !pageThatCouldNotBeRead(crawled) ? { noCandidate: absence.reason, stated: true } : {};
}

/** A page that is not there holds no file; one that could not be read might. */
function pageThatCouldNotBeRead({ failures }: Crawled): SourceError | undefined {
  return failures.find(({ code }) => code !== SourceErrorCode.notFound);
}
