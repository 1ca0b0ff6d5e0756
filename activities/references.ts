/**
 * What travels between workflow and activities: names, addresses and fingerprints, never file contents.
 * Everything here is plain JSON, because Temporal keeps it in the workflow's history.
 */
import type { Candidate, RejectedLink } from '../datasets/contract/discovery.ts';
import type { Decision } from '../decisions/decision.ts';
import type { DatasetName, ExpectedFile } from '../datasets/contract/dataset.ts';
import type { SourceBytes } from '../spreadsheet/source-bytes.ts';
import type { FinancialYear } from '../nhs/financial-year.ts';
import type { PagesFailed } from '../warehouse/publish/pages-failed.ts';

/** One dataset in one financial year (`current` for a dataset without years). */
export interface DatasetYear {
  readonly dataset: DatasetName;
  readonly fy: FinancialYear;
}

/** Where files come from: the publishers' sites, or a folder of files a person downloaded. */
export type FileSource =
  { readonly kind: 'web'; readonly revalidate: boolean } | { readonly kind: 'folder'; readonly path: string };

/** A file of a folder that was recognised by what is in it. */
export interface RecognisedFile extends DatasetYear {
  readonly slot: string;
  readonly period: string;
  /** Relative to the folder. */
  readonly file: string;
  readonly kind: SourceBytes['kind'];
  /** Of the file, or of the member of a zip: copies are one file. */
  readonly sha256: string;
  /** ISO date of the edition, where the content tells it: the later of two is preferred. */
  readonly edition?: string;
  /** Of the kind of file, where a slot has several kinds with the same figures: lower goes first; absent is 0. */
  readonly preference?: number;
}

/** A file of a folder that nothing could be made of; listed for the person, never guessed at. */
export interface UnrecognisedFile {
  readonly file: string;
  readonly reason: string;
}

export interface FolderContents {
  readonly recognised: readonly RecognisedFile[];
  readonly unrecognised: readonly UnrecognisedFile[];
}

/** A slot and the links that may fill it, best first. */
export interface SlotCandidates extends ExpectedFile {
  readonly candidates: readonly Candidate[];
  /** Why there is no candidate, where more is known than that nothing was found. */
  readonly noCandidate?: string;
  /** The publisher's own page shows that there is no such file: nobody has to look. */
  readonly stated?: true;
  /** Somebody has decided to go on without the slot: number of the decision. */
  readonly skipped?: number;
}

/** A slot whose file has not come and is not late. */
export interface AwaitedSlot {
  readonly slot: string;
  readonly period: string;
  /** ISO day. */
  readonly due: string;
}

export interface Discovered {
  readonly slots: readonly SlotCandidates[];
  /** Links looked at and not taken: the first of them, for the person watching. */
  readonly rejected: readonly RejectedLink[];
  readonly rejectedCount: number;
  readonly pagesRead: readonly string[];
  /** A page that could not be read, though others could: why a slot may have no candidate. */
  readonly pageFailure?: string;
  /** Pages that could not be read and were taken as they were before: why, and of which day. */
  readonly keptPages?: string;
  /** Decisions that the publisher's page has overtaken, one sentence each. */
  readonly overtaken?: readonly string[];
  /** Slots without a file that are not due yet, or whose grace is not over: no gaps. Absent in histories of older runs. */
  readonly notYetDue?: readonly AwaitedSlot[];
}

/** A file in the raw store. */
export interface RawReference extends DatasetYear {
  readonly slot: string;
  readonly period: string;
  readonly url: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Key in the raw store. */
  readonly path: string;
  readonly fileName: string;
}

/** A parsed file: the raw file it came from, and where its tables are. */
export interface ParsedReference {
  readonly raw: RawReference;
  readonly parserVersion: number;
  /** Key in the store: a folder. */
  readonly path: string;
  readonly layout: string;
  readonly observations: number;
}

/** Why a file was not taken. */
export interface RefusedFile {
  readonly slot: string;
  readonly period: string;
  readonly url: string;
  readonly code: string;
  readonly message: string;
  /** The publisher's server failed, not the file: no older file may take its place. */
  readonly transient?: boolean;
  /** Known once the file had been fetched. */
  readonly raw?: RawReference;
  /** The file could be read, and is refused for what its figures are: a person may accept it. */
  readonly readable?: true;
  /** Number of the decision that accepts the refusal: the file is loaded all the same. */
  readonly accepted?: number;
}

/** What the warehouse holds for a slot. */
export interface LoadedFile {
  readonly slot: string;
  readonly url: string;
  readonly sha256: string;
  readonly parserVersion: number;
  /** The decisions under which it was loaded: `accept:3 heading:5`. Absent where there were none. */
  readonly decisions?: string;
}

/** A file that was fetched and refused: as long as its bytes are the same, it would be refused again. */
export interface RefusedBefore {
  readonly slot: string;
  readonly url: string;
  readonly sha256: string;
  /** Absent in histories of older runs. */
  readonly period?: string;
  /** Why it was refused; absent for files refused before codes were kept. */
  readonly code?: string;
  readonly message?: string;
}

/** What the warehouse knows of a dataset-year before a run. */
export interface HeldYear {
  readonly files: readonly LoadedFile[];
  readonly refused: readonly RefusedBefore[];
  /** Whether an earlier run noted gaps, or reasons beside what is loaded. */
  readonly hasGaps: boolean;
  /** What people have decided about the dataset and year, and stands. Absent in histories of older runs. */
  readonly decisions?: readonly Decision[];
}

/** A verified file on its way into the warehouse. `fallback` says why it is not the preferred one. */
export interface FileToLoad {
  readonly parsed: ParsedReference;
  readonly fallback?: string;
  /** The decisions by which the file is loaded as it is: `accept`, `address`, `heading`. */
  readonly decisions?: readonly Decision[];
  /** What the file was refused for and is accepted with: code, sentence, and number of the decision. */
  readonly accepted?: readonly Pick<RefusedFile, 'code' | 'message' | 'accepted'>[];
}

/** A slot without a file, and why. */
export interface Gap {
  readonly slot: string;
  readonly period: string;
  readonly reason: string;
}

/** How one dataset-year ended. */
export interface LoadOutcome extends DatasetYear {
  readonly status: 'complete' | 'with gaps' | 'skipped';
  readonly loaded: number;
  readonly unchanged: number;
  readonly gaps: readonly Gap[];
  /** Slots whose file has not come and is not late. */
  readonly notYetDue?: readonly AwaitedSlot[];
  /** Files refused on the way, whether or not another took their place. */
  readonly refused: readonly RefusedFile[];
  /** Slots that hold another file than the preferred one, and why that was refused; absent where there is none. */
  readonly fallbacks?: readonly Gap[];
}

/** What the join published. */
export interface JoinOutcome {
  /** False when nothing had changed since the last publication. */
  readonly rebuilt: boolean;
  readonly trustYears: number;
  readonly illustrative: boolean;
  /** The page to open first, on the machine of the warehouse worker; absent where nothing was published anew. */
  readonly pages?: string;
  /** Pages and data files that could not be made; absent where all are there. */
  readonly pagesFailed?: PagesFailed;
  /** Loaded files that turned out, beside the other years, to be of another year. */
  readonly takenOut: readonly (DatasetYear & Gap)[];
  /** Names of the accounts that lead to no trust, and why: their trust-years are missing. Absent in older histories. */
  readonly leftOut?: readonly { readonly fy: string; readonly name: string; readonly why: string }[];
}

/** What is still to come when a join begins: for a join that does not wait for people. */
export interface JoinInput {
  /** Loads that still wait for somebody: `beds 2022-23`. Absent or empty in a join after all loads. */
  readonly interim?: readonly string[];
}

/** How a workflow stands that another run has started. */
export interface OtherRun {
  readonly workflowId: string;
  /** `ended`: cancelled, terminated or failed. `none`: there is no such workflow. */
  readonly status: 'running' | 'completed' | 'ended' | 'none';
  /** ISO times. */
  readonly startedAt?: string;
  readonly closedAt?: string;
  /** True when it is a load that waits for somebody. */
  readonly parked?: boolean;
  /** Where a load takes its files from. */
  readonly source?: FileSource;
  /** What a completed workflow has returned. */
  readonly outcome?: unknown;
}

/** What a run will load, and what it will not, each with a reason. */
export interface Plan {
  readonly loads: readonly DatasetYear[];
  /** Dataset-years that no layout is known for. */
  readonly unreadable: readonly string[];
  /** Dataset-years that the publishers have not published yet. */
  readonly notDue: readonly string[];
}
