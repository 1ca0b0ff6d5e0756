/** Takes each slot of a dataset-year through its candidates until one is verified, then loads the verified. */
import type {
  DatasetYear,
  FileSource,
  FileToLoad,
  Gap,
  LoadedFile,
  ParsedReference,
  RefusedFile,
  SlotCandidates,
} from '../activities/references.ts';
import type { Decision } from '../decisions/decision.ts';
import { decisionsOfFile } from '../decisions/standing-decisions.ts';
import { isStatedGap, SourceErrorCode } from '../nhs/source-error.ts';
import { ingest, warehouse } from './activities.ts';
import { fetchAndParse } from './fetch-and-parse.ts';
import { Stage } from './messages.ts';

export interface FillOptions {
  readonly source: FileSource;
  readonly acceptIllustrative: boolean;
  /** Files the warehouse holds already: what was loaded once is not replaced by an older file. */
  readonly held: readonly LoadedFile[];
  /** What people have decided about the year. */
  readonly decisions?: readonly Decision[];
  /** Why a page could not be read: what an empty slot is then blamed on. */
  readonly pageFailure: string | undefined;
  /** Refusals that stand as long as the bytes of the file are the same. */
  readonly refusedBefore?: readonly RefusedFile[];
  readonly enter: (stage: Stage) => void;
}

export interface Filled {
  readonly loaded: number;
  /** The slots that were filled. */
  readonly slots: readonly string[];
  /** Of those, the slots that another file than the preferred one has filled, and why that was refused. */
  readonly fallbacks: readonly Gap[];
  /** One for each slot that stayed empty. */
  readonly failures: readonly RefusedFile[];
  /** Every file refused on the way, whether or not another took its place. */
  readonly refused: readonly RefusedFile[];
}

/** A slot and the candidate that is tried for it. */
interface Attempt {
  readonly slot: SlotCandidates;
  /** Place of the candidate in the slot's list. */
  readonly index: number;
  /** The candidate that was preferred to this one and refused. A file without figures for trusts was never preferred. */
  readonly preferred: RefusedFile | undefined;
}

type Tried = Attempt & ({ readonly parsed: ParsedReference } | { readonly refused: RefusedFile });

/** Tries the first candidate of every slot, then the next one of those that were refused, and so on. */
export async function fillSlots(
  year: DatasetYear,
  slots: readonly SlotCandidates[],
  options: FillOptions,
): Promise<Filled> {
  const failures: RefusedFile[] = [];
  const refused: RefusedFile[] = [];
  const verified: FileToLoad[] = [];
  // What is being replaced must not be judged beside itself.
  const replaced = new Set(slots.map(({ slot }) => slot));
  const neighbours = options.held.filter(({ slot }) => !replaced.has(slot));
  let attempts: readonly Attempt[] = slots.map((slot) => ({ slot, index: 0, preferred: undefined }));

  while (attempts.length > 0) {
    options.enter(Stage.downloading);
    const tried = await Promise.all(attempts.map((attempt) => tryCandidate(year, attempt, options)));
    const parsed = tried.flatMap((end) => ('parsed' in end ? [end.parsed] : []));
    const refusals = tried.flatMap((end) => ('refused' in end ? [end.refused] : []));
    const accepted: RefusedFile[] = [];
    if (parsed.length > 0) {
      options.enter(Stage.validating);
      for (const verdict of await validate(year, parsed, verified, neighbours, options))
        (verdict.accepted === undefined ? refusals : accepted).push(verdict);
    }
    const refusalOf = new Map(refusals.map((refusal) => [refusal.slot, refusal]));
    refused.push(...[...refusalOf.values()].filter(({ url }) => url !== ''));
    const next: Attempt[] = [];
    for (const attempt of tried) {
      const refusal = refusalOf.get(attempt.slot.slot);
      if (refusal === undefined) {
        if ('parsed' in attempt)
          verified.push(fileToLoad(attempt.parsed, attempt.preferred, accepted, options.decisions));
        continue;
      }
      const preferred = attempt.preferred ?? (isStatedGap(refusal.code) ? undefined : refusal);
      if (refusal.transient !== true && mayTryNextCandidate(attempt, options.held)) {
        next.push({ slot: attempt.slot, index: attempt.index + 1, preferred });
      } else {
        failures.push(worstOf(refusal, preferred));
      }
    }
    attempts = next;
  }
  if (verified.length > 0) {
    options.enter(Stage.loading);
    await warehouse.load.executeWithOptions(
      { summary: `${year.dataset} ${year.fy}: ${verified.length} files` },
      [{ ...year, files: verified }],
    );
  }
  const filled = verified.map(({ parsed }) => parsed.raw.slot);
  const fallbacks = verified.flatMap(({ parsed: { raw }, fallback }) =>
    fallback === undefined ? [] : [{ slot: raw.slot, period: raw.period, reason: fallback }],
  );
  return { loaded: verified.length, slots: filled, fallbacks, failures, refused };
}

/** What a slot without a file is blamed on: the preferred file, where that was refused for itself. */
function worstOf(last: RefusedFile, preferred: RefusedFile | undefined): RefusedFile {
  if (preferred === undefined) return last;
  // Its server may be well again soon.
  return last.transient === true ? { ...preferred, transient: true } : preferred;
}

/** Judges the parsed files beside those verified before and those loaded; returns the refusals of the parsed. */
async function validate(
  year: DatasetYear,
  parsed: readonly ParsedReference[],
  verified: readonly FileToLoad[],
  neighbours: readonly LoadedFile[],
  { acceptIllustrative, decisions }: FillOptions,
): Promise<readonly RefusedFile[]> {
  const together = [...verified.map((file) => file.parsed), ...parsed];
  const verdicts = await ingest.validate.executeWithOptions({ summary: `${year.dataset} ${year.fy}` }, [
    { ...year, parsed: together, neighbours, acceptIllustrative, ...(decisions && { decisions }) },
  ]);
  const fresh = new Set(parsed.map(({ raw }) => raw.slot));
  return verdicts.filter(({ slot }) => fresh.has(slot));
}

/**
 * Whether the next candidate may be taken in place of a refused one. For a slot that is loaded only as far down as what it
 * was loaded from: then a run ends as the run before it did, and nothing is replaced by an older file.
 */
function mayTryNextCandidate({ slot, index }: Attempt, held: readonly LoadedFile[]): boolean {
  const further = slot.candidates.slice(index + 1);
  const now = held.find((file) => file.slot === slot.slot);
  return now === undefined ? further.length > 0 : further.some(({ url }) => url === now.url);
}

async function tryCandidate(year: DatasetYear, attempt: Attempt, options: FillOptions): Promise<Tried> {
  const { slot, index } = attempt;
  const candidate = slot.candidates[index];
  if (candidate) return { ...attempt, ...(await fetchAndParse(year, slot, candidate, options)) };
  const code = slot.stated
    ? SourceErrorCode.noProviderTable
    : slot.skipped !== undefined
      ? SourceErrorCode.skipped
      : SourceErrorCode.nothingPublished;
  const message = slot.noCandidate ?? whyNoCandidate(options);
  return { ...attempt, refused: { slot: slot.slot, period: slot.period, url: '', code, message } };
}

function whyNoCandidate({ source, pageFailure }: FillOptions): string {
  if (source.kind === 'folder')
    return 'No file in the folder is this one. Download it, put it there and retry.';
  return (
    pageFailure ??
    'The publisher\'s pages link no such file. It may not be published yet; if it is, give its address to "retry --url".'
  );
}

function fileToLoad(
  parsed: ParsedReference,
  preferred: RefusedFile | undefined,
  accepted: readonly RefusedFile[],
  decisions: readonly Decision[] = [],
): FileToLoad {
  const ours = decisionsOfFile(decisions, parsed.raw);
  const refusals = accepted.filter(({ slot }) => slot === parsed.raw.slot);
  return {
    parsed,
    ...(preferred && { fallback: preferred.message }),
    ...(ours.length > 0 && { decisions: ours }),
    ...(refusals.length > 0 && {
      accepted: refusals.map(({ code, message, accepted: number = 0 }) => ({
        code,
        message,
        accepted: number,
      })),
    }),
  };
}
