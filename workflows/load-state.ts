/** How one load stands, and every step by which that changes: the progress query, the UI and the outcome read it here. */
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type {
  DatasetYear,
  Discovered,
  FileSource,
  Gap,
  HeldYear,
  LoadOutcome,
  RecognisedFile,
  RefusedFile,
  SlotCandidates,
} from '../activities/references.ts';
import { isStatedGap } from '../nhs/source-error.ts';
import { stageTable } from './details.ts';
import type { Filled } from './fill-slots.ts';
import { type LoadProgress, type LoadStage, Stage, stageAttribute } from './messages.ts';

export interface LoadInput extends DatasetYear {
  readonly source: FileSource;
  /** What a folder holds of this dataset-year; empty on the web. */
  readonly files: readonly RecognisedFile[];
  /** `wait` parks a load that needs attention until somebody answers; `skip` goes on with named gaps. */
  readonly onFailure: 'wait' | 'skip';
  /** How long a parked load waits before it is skipped, so that the join never waits for ever: `7 days`. */
  readonly patience: string;
  readonly acceptIllustrative: boolean;
  /** Sample only: a period that is not in the folder is no gap, it is not part of the sample. */
  readonly onlyWhatIsThere: boolean;
}

/** The slot of a problem that is about the whole year: its page could not be read. */
export const WHOLE_YEAR = '';

export class LoadState {
  readonly input: LoadInput;
  readonly year: DatasetYear;
  /** What the warehouse held of the year when the run began. */
  held: HeldYear = { files: [], refused: [], hasGaps: false };
  stage: Stage = Stage.waiting;
  loaded = 0;
  /** The files of the year that the warehouse does not hold as they are published now. */
  slots: readonly SlotCandidates[] = [];
  /** What is in the way: one for each slot without a file, or one for the whole year. */
  problems: readonly RefusedFile[] = [];
  /** Why a page could not be read, though others could. */
  pageFailure: string | undefined;
  private notYetDue: Discovered['notYetDue'] = [];
  private expected = 0;
  private unchanged = 0;
  private keptPages: string | undefined;
  private refusedMessage: string | undefined;
  /** Every file refused on the way, whether or not another took its place. */
  private readonly refused: RefusedFile[] = [];

  constructor(input: LoadInput) {
    this.input = input;
    this.year = { dataset: input.dataset, fy: input.fy };
  }

  /** Answer of the progress query. */
  progress(): LoadProgress {
    const { year, stage, expected, loaded, unchanged, problems, refusedMessage } = this;
    const progress = { ...year, stage, expected, loaded, unchanged, problems };
    return refusedMessage === undefined ? progress : { ...progress, refusedMessage };
  }

  enter(stage: Stage): void {
    this.stage = stage;
    upsertSearchAttributes([{ key: stageAttribute, value: stage }]);
    setCurrentDetails(stageTable(this.progress()));
  }

  /** How it stands, for the runs that wait for it. */
  inShort(): LoadStage {
    const { year, stage, problems } = this;
    const waitingFor = problems.map(({ message }) => message.slice(0, 300)).slice(0, 3);
    return {
      ...{ ...year, stage, problems: problems.length },
      ...(stage === Stage.needsAttention && { waitingFor: waitingFor.join(' ') }),
    };
  }

  /** Shows beside the workflow what was wrong with a Signal, which has no answer; undefined once a good one came. */
  showRefusedMessage(sentence: string | undefined): void {
    this.refusedMessage = sentence;
    setCurrentDetails(stageTable(this.progress()));
  }

  beginDiscovery(): void {
    this.enter(Stage.discovering);
    this.problems = [];
    this.slots = [];
  }

  /** The pages, or the folder, have been read: these are the files of the year. */
  discovered({ slots, pageFailure, keptPages, notYetDue = [] }: Discovered): void {
    this.notYetDue = notYetDue;
    this.slots = this.input.onlyWhatIsThere ? slots.filter((slot) => slot.candidates.length > 0) : slots;
    this.expect(this.slots);
    this.pageFailure = pageFailure;
    this.keptPages = keptPages;
  }

  /** How many files the year has. */
  expect(slots: readonly SlotCandidates[]): void {
    this.expected = slots.length;
  }

  undiscovered(failure: Pick<RefusedFile, 'code' | 'message' | 'transient'>): void {
    this.problems = [{ slot: WHOLE_YEAR, period: this.year.fy, url: '', ...failure }];
  }

  /** These slots stay as the warehouse holds them. */
  leaveUnchanged(unchanged: readonly string[]): void {
    this.unchanged = unchanged.length;
    this.slots = this.slots.filter(({ slot }) => !unchanged.includes(slot));
  }

  filled({ loaded, failures, refused }: Filled): void {
    this.loaded += loaded;
    this.problems = failures;
    this.refused.push(...refused);
  }

  /** The problems stay, as gaps, and say why nobody has solved them. */
  giveUp(why: string): void {
    this.problems = this.problems.map((problem) =>
      aPersonCanHelp(problem) ? { ...problem, message: `${problem.message} ${why}` } : problem,
    );
  }

  needsAPerson(): boolean {
    return this.problems.some(aPersonCanHelp);
  }

  outcome(): LoadOutcome {
    const { year, loaded, unchanged, refused, notYetDue = [] } = this;
    const gaps = this.gaps();
    const status = gaps.length === 0 ? 'complete' : loaded + unchanged > 0 ? 'with gaps' : 'skipped';
    const outcome = { ...year, status, loaded, unchanged, gaps, refused } as const;
    return notYetDue.length === 0 ? outcome : { ...outcome, notYetDue };
  }

  private gaps(): readonly Gap[] {
    const gaps = this.problems.map(({ slot, period, message }) => ({ slot, period, reason: message }));
    if (this.keptPages === undefined) return gaps;
    // Nothing need be missing; but a newer edition may be on the page.
    return [...gaps, { slot: WHOLE_YEAR, period: this.year.fy, reason: this.keptPages }];
  }
}

/** What the publisher does not print is a gap with its reason; nothing a person does would fill it. */
function aPersonCanHelp({ code }: RefusedFile): boolean {
  return !isStatedGap(code);
}
