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
import { isStatedGap, SourceErrorCode } from '../nhs/source-error.ts';
import { loadDetails } from './details.ts';
import type { Filled } from './fill-slots.ts';
import { LOOK_AGAIN, type LookAgain } from './look-again.ts';
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
  /**
   * Whoever starts the load tells people of late periods: a file that the pages do not link yet is a gap, and nobody is asked for
   * it.
   */
  readonly lateIsTold?: boolean;
  /** When a parked load looks by itself whether the site or the file has healed; `false`: never. */
  readonly lookAgain?: LookAgain | false;
}

/** What is in the way of a load, and the files it is about. */
export interface Standing {
  readonly problems: readonly RefusedFile[];
  readonly slots: readonly SlotCandidates[];
  readonly expected: number;
  readonly pageFailure: string | undefined;
  readonly keptPages: string | undefined;
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
  private lastAnswer: string | undefined;
  private looksAgainAt: string | undefined;
  /** How often the load has looked by itself since it parked. */
  looked = 0;
  /** While it looks by itself: how it stood before, which is what is shown meanwhile. */
  private before: Standing | undefined;
  /** Told of every change to or from parked, and of the end. */
  private readonly tell: (stage: LoadStage) => void;
  /** Slots that the load has filled. */
  readonly filledSlots = new Set<string>();
  /** By slot: the file that is loaded is not the preferred one, and why. */
  private readonly fallbacks = new Map<string, Gap>();
  /** Every file refused on the way, whether or not another took its place. */
  private readonly refused: RefusedFile[] = [];

  constructor(input: LoadInput, tell: (stage: LoadStage) => void) {
    this.input = input;
    this.year = { dataset: input.dataset, fy: input.fy };
    this.tell = tell;
  }

  /** Answer of the progress query. */
  progress(): LoadProgress {
    const { year, stage, loaded, unchanged, refusedMessage, lastAnswer, looksAgainAt, looked } = this;
    const { expected, problems } = this.before ?? this.standing();
    return {
      ...{ ...year, stage, expected, loaded, unchanged, problems },
      ...(refusedMessage !== undefined && { refusedMessage }),
      ...(lastAnswer !== undefined && { lastAnswer }),
      ...(stage === Stage.needsAttention && looksAgainAt !== undefined && { looksAgainAt }),
      ...(stage === Stage.needsAttention && looked > 0 && { looked }),
    };
  }

  /** While the load looks by itself it stays parked, until there is something to load. */
  enter(stage: Stage): void {
    if (this.before !== undefined && stage !== Stage.loading) return;
    const wasParked = this.stage === Stage.needsAttention;
    this.stage = stage;
    upsertSearchAttributes([{ key: stageAttribute, value: stage }]);
    this.show();
    if (wasParked !== (stage === Stage.needsAttention)) this.tell(this.inShort());
  }

  /** The load is over: it is in no stage that somebody could look for. What it came to stays in its answer and details. */
  end(stage: Stage | undefined): void {
    if (stage !== undefined) this.stage = stage;
    upsertSearchAttributes([{ key: stageAttribute, value: null }]);
    this.show();
  }

  private show(): void {
    setCurrentDetails(loadDetails(this.progress(), this.looks));
  }

  /** How it stands, for the runs that wait for it. */
  inShort(): LoadStage {
    const { year, stage, loaded, unchanged } = this;
    const { problems } = this.before ?? this;
    const waitingFor = problems.map(({ message }) => message.slice(0, 300)).slice(0, 3);
    return {
      ...{ ...year, stage, problems: problems.length, held: loaded + unchanged },
      ...(stage === Stage.needsAttention && { waitingFor: waitingFor.join(' ') }),
    };
  }

  /** Shows beside the workflow what was wrong with a Signal, which has no answer; undefined once a good one came. */
  showRefusedMessage(sentence: string | undefined): void {
    this.refusedMessage = sentence;
    this.show();
  }

  /** Shows what became of the last message: the answer at first, then how the new try ended. */
  showAnswer(sentence: string): void {
    this.lastAnswer = sentence;
    this.show();
  }

  /** Shows when it looks again by itself, ISO; undefined where it does not. */
  showNextLook(at: string | undefined): void {
    this.looksAgainAt = at;
    this.show();
  }

  /** The waits between two looks; none where it never looks. */
  get looks(): LookAgain | undefined {
    const { lookAgain = LOOK_AGAIN } = this.input;
    return lookAgain === false ? undefined : lookAgain;
  }

  /** How it stands now, for {@link restore}. */
  standing(): Standing {
    const { problems, slots, expected, pageFailure, keptPages } = this;
    return { problems, slots, expected, pageFailure, keptPages };
  }

  /** A try was broken off: what was in the way before it still is. */
  restore({ problems, slots, expected, pageFailure, keptPages }: Standing): void {
    Object.assign(this, { problems, slots, expected, pageFailure, keptPages });
  }

  /** Begins, or ends, a look by itself. */
  lookQuietly(before: Standing | undefined): void {
    this.before = before;
    this.show();
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

  filled({ loaded, slots, fallbacks, failures, refused }: Filled): void {
    for (const slot of slots) this.fallbacks.delete(slot);
    for (const fallback of fallbacks) this.fallbacks.set(fallback.slot, fallback);
    for (const slot of slots) this.filledSlots.add(slot);
    this.loaded += loaded;
    this.problems = failures;
    for (const file of refused) {
      const same = this.refused.findIndex(({ slot, url }) => slot === file.slot && url === file.url);
      // Of a file that is refused again and again the last time counts.
      this.refused.splice(same < 0 ? this.refused.length : same, same < 0 ? 0 : 1, file);
    }
  }

  /** The problems stay, as gaps, and say why nobody has solved them. */
  giveUp(why: string): void {
    this.problems = this.problems.map((problem) =>
      aPersonCanHelp(problem) ? { ...problem, message: `${problem.message} ${why}` } : problem,
    );
  }

  needsAPerson(): boolean {
    const { problems, input, pageFailure } = this;
    const isTold = (problem: RefusedFile): boolean =>
      input.lateIsTold === true && pageFailure === undefined && isNotLinked(problem);
    return problems.some((problem) => aPersonCanHelp(problem) && !isTold(problem));
  }

  outcome(): LoadOutcome {
    const { year, loaded, unchanged, refused, notYetDue = [] } = this;
    const gaps = this.gaps();
    const status = gaps.length === 0 ? 'complete' : loaded + unchanged > 0 ? 'with gaps' : 'skipped';
    const outcome = { ...year, status, loaded, unchanged, gaps, refused } as const;
    return {
      ...outcome,
      ...(notYetDue.length > 0 && { notYetDue }),
      ...(this.fallbacks.size > 0 && { fallbacks: [...this.fallbacks.values()] }),
    };
  }

  private gaps(): readonly Gap[] {
    const gaps = this.problems.map(({ slot, period, message }) => ({ slot, period, reason: message }));
    if (this.keptPages === undefined) return gaps;
    // Nothing need be missing; but a newer edition may be on the page.
    return [...gaps, { slot: WHOLE_YEAR, period: this.year.fy, reason: this.keptPages }];
  }
}

/** What the publisher does not print is a gap with its reason; nothing a person does would fill it. */
export function aPersonCanHelp({ code }: RefusedFile): boolean {
  return !isStatedGap(code);
}

/** The pages of the year were read, and none of them links a file of the slot. */
function isNotLinked({ slot, url, code }: RefusedFile): boolean {
  return slot !== WHOLE_YEAR && url === '' && code === SourceErrorCode.nothingPublished;
}
