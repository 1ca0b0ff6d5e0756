/** One file's way from a link to a parsed file: download, then parse. */
import { ActivityFailure, ApplicationFailure, isCancellation } from '@temporalio/workflow';
import type {
  DatasetYear,
  FileSource,
  ParsedReference,
  RawReference,
  RefusedFile,
  SlotCandidates,
} from '../activities/references.ts';
import type { Candidate } from '../datasets/contract/discovery.ts';
import type { Decision } from '../decisions/decision.ts';
import { isMachineFault } from '../machine/fault-code.ts';
import { ingest } from './activities.ts';

export type ChainEnd = { readonly parsed: ParsedReference } | { readonly refused: RefusedFile };

/** Fetches and parses one candidate of a slot. A failure comes back as a value; a cancellation is thrown. */
export async function fetchAndParse(
  year: DatasetYear,
  slot: SlotCandidates,
  candidate: Candidate,
  options: {
    readonly source: FileSource;
    readonly acceptIllustrative: boolean;
    /** Refusals that stand as long as the bytes are the same: such a file is fetched, and not read again. */
    readonly refusedBefore?: readonly RefusedFile[];
    readonly decisions?: readonly Decision[];
  },
): Promise<ChainEnd> {
  const what = `${year.dataset} ${slot.label}`;
  let raw: RawReference | undefined;
  try {
    raw = await ingest.download.executeWithOptions({ summary: `${what}: ${candidate.url}` }, [
      { ...year, source: options.source, candidate },
    ]);
    const { sha256 } = raw;
    const before = options.refusedBefore?.find(
      (file) => file.slot === slot.slot && file.url === candidate.url && file.raw?.sha256 === sha256,
    );
    if (before) return { refused: before };
    const parsed = await ingest.parse.executeWithOptions({ summary: what }, [
      {
        raw,
        acceptIllustrative: options.acceptIllustrative,
        ...(options.decisions && { decisions: options.decisions }),
      },
    ]);
    return { parsed };
  } catch (error) {
    if (isCancellation(error) || isFaultOfMachine(error)) throw error;
    return {
      refused: {
        slot: slot.slot,
        period: slot.period,
        url: candidate.url,
        ...failureOf(error),
        ...(raw && { raw }),
      },
    };
  }
}

/** True when the activity failed by the machine it ran on. The file is not to blame: the load ends with the run. */
export function isFaultOfMachine(error: unknown): boolean {
  return isMachineFault(failureOf(error).code);
}

/** Code and sentence of whatever an activity failed with. */
export function failureOf(error: unknown): { code: string; message: string; transient: boolean } {
  const cause = error instanceof ActivityFailure ? (error.cause ?? error) : error;
  if (cause instanceof ApplicationFailure) {
    return { code: cause.type ?? 'FAILED', message: cause.message, transient: cause.nonRetryable !== true };
  }
  return { code: 'FAILED', message: cause instanceof Error ? cause.message : String(cause), transient: true };
}
