/** Takes each slot of a dataset-year through its candidates until one is verified, then loads the verified. */
import type {
  DatasetYear,
  FileSource,
  FileToLoad,
  LoadedFile,
  ParsedReference,
  RefusedFile,
  SlotCandidates,
} from '../activities/references.ts';
import { isStatedGap, SourceErrorCode } from '../nhs/source-error.ts';
import { ingest, warehouse } from './activities.ts';
import { Stage } from './messages.ts';
import { fetchAndParse } from './slot-chain.ts';

export interface FillOptions {
  readonly source: FileSource;
  readonly acceptIllustrative: boolean;
  /** Slots the warehouse holds already: what was loaded once is not replaced by an older file. */
  readonly held: readonly LoadedFile[];
  /** Why a page could not be read: what an empty slot is then blamed on. */
  readonly pageFailure?: string;
  readonly enter: (stage: Stage) => void;
}

export interface Filled {
  readonly loaded: number;
  /** One for each slot that stayed empty. */
  readonly failures: readonly RefusedFile[];
  /** Every file refused on the way, whether or not another took its place. */
  readonly refused: readonly RefusedFile[];
}

interface Turn {
  readonly slot: SlotCandidates;
  /** Which candidate is tried now. */
  readonly at: number;
  /** The preferred one that was refused, when this is not it. A file without figures for trusts was never preferred. */
  readonly because?: RefusedFile;
}

export async function fillSlots(
  year: DatasetYear,
  slots: readonly SlotCandidates[],
  options: FillOptions,
): Promise<Filled> {
  const failures: RefusedFile[] = [];
  const refused: RefusedFile[] = [];
  const verified: FileToLoad[] = [];
  // What is being replaced must not be judged beside itself.
  const tried = new Set(slots.map((slot) => slot.slot));
  let turns: readonly Turn[] = slots.map((slot) => ({ slot, at: 0 }));

  while (turns.length > 0) {
    options.enter(Stage.downloading);
    const ends = await Promise.all(turns.map((turn) => tryCandidate(year, turn, options)));
    const parsed = ends.flatMap((end) => ('parsed' in end ? [end.parsed] : []));
    const bad = new Map(ends.flatMap((end) => ('refused' in end ? [[end.refused.slot, end.refused]] : [])));
    if (parsed.length > 0) {
      options.enter(Stage.validating);
      const verdicts = await ingest.validate.executeWithOptions({ summary: `${year.dataset} ${year.fy}` }, [
        {
          ...year,
          parsed: [...verified.map((file) => file.parsed), ...parsed],
          neighbours: options.held.filter((file) => !tried.has(file.slot)),
          acceptIllustrative: options.acceptIllustrative,
        },
      ]);
      const fresh = new Set(parsed.map((file) => file.raw.slot));
      for (const verdict of verdicts) if (fresh.has(verdict.slot)) bad.set(verdict.slot, verdict);
    }
    for (const file of parsed) if (!bad.has(file.raw.slot)) verified.push(asLoad(file, turns));
    refused.push(...[...bad.values()].filter((one) => one.url !== ''));
    turns = turns.flatMap((turn) => nextTurn(turn, bad.get(turn.slot.slot)));
  }
  if (verified.length > 0) {
    options.enter(Stage.loading);
    await warehouse.load.executeWithOptions(
      { summary: `${year.dataset} ${year.fy}: ${verified.length} files` },
      [{ ...year, files: verified }],
    );
  }
  return { loaded: verified.length, failures, refused };

  function nextTurn(turn: Turn, failure: RefusedFile | undefined): readonly Turn[] {
    if (failure === undefined) return [];
    const because = turn.because ?? (isStatedGap(failure.code) ? undefined : failure);
    if (failure.transient !== true && mayGoOn(turn, options.held)) {
      return [{ slot: turn.slot, at: turn.at + 1, ...(because && { because }) }];
    }
    failures.push(because ? { ...failure, code: because.code, message: because.message } : failure);
    return [];
  }
}

/**
 * Whether the next candidate may be taken in place of a refused one. For a slot that is loaded only as far down as what it
 * was loaded from: then a run ends as the run before it did, and nothing is replaced by an older file.
 */
function mayGoOn({ slot, at }: Turn, held: readonly LoadedFile[]): boolean {
  const further = slot.candidates.slice(at + 1);
  const now = held.find((file) => file.slot === slot.slot);
  return now === undefined ? further.length > 0 : further.some((candidate) => candidate.url === now.url);
}

async function tryCandidate(
  year: DatasetYear,
  turn: Turn,
  options: FillOptions,
): Promise<{ parsed: ParsedReference } | { refused: RefusedFile }> {
  const candidate = turn.slot.candidates[turn.at];
  if (candidate) return await fetchAndParse(year, turn.slot, candidate, options);
  const code = turn.slot.stated ? SourceErrorCode.noProviderTable : SourceErrorCode.nothingPublished;
  const message =
    turn.slot.noCandidate ??
    (options.source.kind === 'folder'
      ? 'No file in the folder is this one. Download it, put it there and retry.'
      : (options.pageFailure ??
        'The publisher\'s pages link no such file. It may not be published yet; if it is, give its address to "retry --url".'));
  return {
    refused: { slot: turn.slot.slot, period: turn.slot.period, url: '', code, message },
  };
}

function asLoad(parsed: ParsedReference, turns: readonly Turn[]): FileToLoad {
  const because = turns.find((turn) => turn.slot.slot === parsed.raw.slot)?.because;
  return because === undefined ? { parsed } : { parsed, fallback: because.message };
}
