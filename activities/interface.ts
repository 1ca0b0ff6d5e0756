/** The activities as a workflow sees them: signatures only, so that no activity code reaches the sandbox. */
import type { LatePeriod, Notice, ReleaseChanges } from '../notices/notice.ts';
import type { PagesFailed } from '../warehouse/publish/pages-failed.ts';
import type { Candidate } from '../datasets/contract/discovery.ts';
import type { Decision, NewDecision } from '../decisions/decision.ts';
import type {
  DatasetYear,
  Discovered,
  FileSource,
  FileToLoad,
  FolderContents,
  Gap,
  HeldYear,
  JoinInput,
  JoinOutcome,
  LoadedFile,
  OtherRun,
  ParsedReference,
  Plan,
  RawReference,
  RecognisedFile,
  RefusedFile,
  SlotCandidates,
} from './references.ts';

/** Steps that many workers may take side by side. */
export interface IngestActivities {
  /**
   * What is loaded for years and datasets as a person types them; where `loads` is given, it is checked instead.
   * Refuses with a sentence (ApplicationFailure, not tried again) what names no year and no dataset.
   */
  plan(input: { years?: string; datasets?: string; loads?: readonly DatasetYear[] }): Promise<Plan>;
  /** The publications that may have something new today. */
  planRefresh(input: { datasets?: string; loaded?: readonly string[] }): Promise<Plan>;
  /** The periods that are late today, of which no file has been seen; `seen` as `slotsSeen` gives it. */
  latePeriods(input: { datasets?: string; seen: readonly string[] }): Promise<readonly LatePeriod[]>;
  /** How workflows of other runs stand; returns at once. */
  otherRuns(input: { workflowIds: readonly string[] }): Promise<{ runs: readonly OtherRun[] }>;
  /** Reads every file of a folder and says which dataset, year and period each is. */
  recogniseFolder(input: {
    path: string;
    datasets: readonly string[];
    /** Headings that were taught tell files too. */
    decisions?: readonly Decision[];
  }): Promise<FolderContents>;
  /**
   * Finds the files of a dataset-year on the publisher's pages, or among the recognised files of a folder. A decided
   * address is the first candidate of its slot; a slot that is skipped has none, as long as the page offers what it did.
   */
  discover(
    input: DatasetYear & {
      source: FileSource;
      files: readonly RecognisedFile[];
      decisions?: readonly Decision[];
    },
  ): Promise<Discovered>;
  /** Asks the publisher whether loaded files have changed; returns the slots that have not. */
  checkUnchanged(
    input: DatasetYear & {
      source: FileSource;
      slots: readonly SlotCandidates[];
      held: Pick<HeldYear, 'files' | 'refused' | 'decisions'>;
    },
  ): Promise<{ unchanged: readonly string[] }>;
  /** Fetches one file into the raw store, or finds it there. */
  download(input: DatasetYear & { source: FileSource; candidate: Candidate }): Promise<RawReference>;
  /** Reads one raw file into Parquet; refuses what does not fit its layout. */
  parse(input: {
    raw: RawReference;
    acceptIllustrative: boolean;
    decisions?: readonly Decision[];
  }): Promise<ParsedReference>;
  /**
   * Judges files by their own totals, and beside the other periods of their year (`neighbours` are loaded already);
   * returns those that must not be loaded. A refusal that somebody has accepted comes back with the decision's number.
   */
  validate(
    input: DatasetYear & {
      parsed: readonly ParsedReference[];
      neighbours: readonly LoadedFile[];
      acceptIllustrative: boolean;
      decisions?: readonly Decision[];
    },
  ): Promise<readonly RefusedFile[]>;
  /** Tells whoever NHS_NOTIFY_URL names, once for each thing; `why` says why nobody was told. */
  notify(input: { notice: Notice }): Promise<{ told: boolean; why?: string }>;
}

/** Steps that write to the one warehouse file, one at a time. */
export interface WarehouseActivities {
  /** What the warehouse holds of a dataset-year, and what was refused before. */
  loadedFiles(input: DatasetYear): Promise<HeldYear>;
  /** The slots that are loaded and those of which a file was seen, for the calendar: what a refresh asks, what is late. */
  slotsSeen(): Promise<{ readonly loaded: readonly string[]; readonly seen: readonly string[] }>;
  /** Replaces each file's slot in one transaction. */
  load(input: DatasetYear & { files: readonly FileToLoad[] }): Promise<{ observations: number }>;
  /** Replaces the noted gaps of a dataset-year, and notes files refused, with the reasons. */
  recordGaps(input: DatasetYear & { gaps: readonly Gap[]; refused: readonly RefusedFile[] }): Promise<void>;
  /**
   * Checks decisions and adds them to `decisions.csv`, all or none. One that stands already is not added twice.
   * @throws ApplicationFailure MESSAGE_REFUSED with a sentence for the person; DECISIONS_WRONG where the file has wrong lines
   */
  decide(input: {
    decisions: readonly NewDecision[];
  }): Promise<{ numbers: readonly number[]; sentence: string }>;
  /** Takes a decision back; its line stays as a record. */
  undoDecision(input: { number: number; who: string }): Promise<{ sentence: string }>;
  /** Every decision of the file, those taken back among them. */
  decisions(): Promise<readonly Decision[]>;
  /** Matches organisations, builds every trust-year, reconciles, and replaces the gold tables as a whole. */
  join(): Promise<JoinOutcome>;
  /** Replaces `published/` and `nhs.duckdb` as a whole; a release that it makes says which loads were waited for. */
  publish(input?: JoinInput): Promise<{
    directory: string;
    files: number;
    pagesFailed?: PagesFailed;
    /** What the release says otherwise than the one before; absent where no figure changed. */
    changes?: ReleaseChanges;
  }>;
}
