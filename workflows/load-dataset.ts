import { isCancellation, setCurrentDetails, setHandler, upsertSearchAttributes } from '@temporalio/workflow';
import type {
  DatasetYear,
  FileSource,
  LoadOutcome,
  RecognisedFile,
  RefusedFile,
  SlotCandidates,
} from '../activities/references.ts';
import { isStatedGap } from '../nhs/source-error.ts';
import { ingest, pages, warehouse } from './activities.ts';
import { stageTable } from './details.ts';
import { fillSlots } from './fill-slots.ts';
import { progress, Stage, stage } from './messages.ts';
import { openParking } from './parking.ts';
import { failureOf, isFaultOfMachine } from './slot-chain.ts';

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

/**
 * Loads one dataset in one financial year: discover, then per file download, parse, validate, load.
 * One bad file never withholds its year. What cannot be mended without a person parks as `needs attention`.
 */
export async function loadDataset(input: LoadInput): Promise<LoadOutcome> {
  const year: DatasetYear = { dataset: input.dataset, fy: input.fy };
  const refused: RefusedFile[] = [];
  let now: Stage = Stage.waiting;
  let expected = 0;
  let loaded = 0;
  let unchanged = 0;
  let problems: readonly RefusedFile[] = [];
  let pageFailure: string | undefined;
  let keptPages: string | undefined;
  let refusedMessage: string | undefined;
  let { files } = input;

  const look = (): Parameters<typeof stageTable>[0] => ({
    ...year,
    stage: now,
    expected,
    loaded,
    unchanged,
    problems,
    ...(refusedMessage !== undefined && { refusedMessage }),
  });
  setHandler(progress, look, { description: 'Stage, files expected and loaded, and what is in the way.' });
  const parking = openParking(year, {
    isParked: () => now === Stage.needsAttention,
    showRefused: (sentence) => {
      refusedMessage = sentence;
      setCurrentDetails(stageTable(look()));
    },
  });
  const enter = (next: Stage): void => {
    now = next;
    upsertSearchAttributes([{ key: stage, value: next }]);
    setCurrentDetails(stageTable(look()));
  };

  const { files: held, refused: refusedBefore, hasGaps } = await warehouse.loadedFiles(year);
  let slots = await discover();
  if (held.length > 0 && slots.length > 0) {
    const same = await ingest.checkUnchanged({
      ...year,
      source: input.source,
      slots,
      held: { files: held, refused: refusedBefore },
    });
    unchanged = same.unchanged.length;
    slots = slots.filter((slot) => !same.unchanged.includes(slot.slot));
  }
  await fill(slots);

  while (problems.some(needsAPerson) && input.onFailure === 'wait') {
    enter(Stage.needsAttention);
    const decision = await parking.waitForDecision(input.patience);
    if (decision?.verb === 'retry') {
      if (decision.url === undefined) await tryAgain();
      else await fillFrom(decision.url);
      continue;
    }
    const why = decision
      ? `Skipped by the operator: ${decision.reason}`
      : `Nobody answered within ${input.patience}.`;
    problems = problems.map((problem) =>
      needsAPerson(problem) ? { ...problem, message: `${problem.message} ${why}` } : problem,
    );
    break;
  }

  const gaps = [
    ...problems.map(({ slot, period, message }) => ({ slot, period, reason: message })),
    // Nothing need be missing; but a newer edition may be on the page.
    ...(keptPages === undefined ? [] : [{ slot: WHOLE_YEAR, period: year.fy, reason: keptPages }]),
  ];
  if (hasGaps || gaps.length > 0 || refused.length > 0)
    await warehouse.recordGaps({ ...year, gaps, refused });
  const something = loaded + unchanged > 0;
  enter(gaps.length === 0 ? Stage.done : something ? Stage.doneWithGaps : Stage.skipped);
  const status = gaps.length === 0 ? 'complete' : something ? 'with gaps' : 'skipped';
  return { ...year, status, loaded, unchanged, gaps, refused };

  /** Looks at the pages, or into the folder, again for whatever failed. */
  async function tryAgain(): Promise<void> {
    const failed = new Set(problems.map((problem) => problem.slot));
    files = await lookAgain();
    slots = (await discover()).filter((slot) => failed.has(slot.slot) || failed.has(WHOLE_YEAR));
    await fill(slots);
  }

  /** One address is one file: the slot it turns out to fill is filled, and the others stay as they were. */
  async function fillFrom(url: string): Promise<void> {
    const before = problems;
    const failed = new Set(before.map((problem) => problem.slot));
    const open = failed.has(WHOLE_YEAR)
      ? await expectedSlots()
      : slots.filter((slot) => failed.has(slot.slot));
    const filledBefore = loaded;
    await fill(open.map((slot) => withAddress(slot, url)));
    const still = new Set(problems.map((problem) => problem.slot));
    if (loaded === filledBefore || still.size === 0) return;
    problems = before.filter((problem) => problem.slot === WHOLE_YEAR || still.has(problem.slot));
  }

  /** What the year consists of, where no page could be read: a folder with nothing in it has every slot open. */
  async function expectedSlots(): Promise<readonly SlotCandidates[]> {
    const found = await pages.discover({ ...year, source: { kind: 'folder', path: '' }, files: [] });
    expected = found.slots.length;
    return found.slots;
  }

  /** What a person has put into the folder since the run began. */
  async function lookAgain(): Promise<readonly RecognisedFile[]> {
    if (input.source.kind === 'web') return files;
    const { recognised } = await ingest.recogniseFolder({
      path: input.source.path,
      datasets: [year.dataset],
    });
    return recognised.filter((file) => file.fy === year.fy);
  }

  async function discover(): Promise<readonly SlotCandidates[]> {
    enter(Stage.discovering);
    problems = [];
    try {
      const found = await pages.discover.executeWithOptions({ summary: `${year.dataset} ${year.fy}` }, [
        { ...year, source: input.source, files },
      ]);
      const wanted = found.slots.filter((slot) => !input.onlyWhatIsThere || slot.candidates.length > 0);
      expected = wanted.length;
      pageFailure = found.pageFailure;
      keptPages = found.keptPages;
      return wanted;
    } catch (error) {
      if (isCancellation(error) || isFaultOfMachine(error)) throw error;
      problems = [{ slot: WHOLE_YEAR, period: year.fy, url: '', ...failureOf(error) }];
      return [];
    }
  }

  async function fill(wanted: readonly SlotCandidates[]): Promise<void> {
    if (wanted.length === 0) return;
    const end = await fillSlots(year, wanted, {
      ...input,
      held,
      enter,
      ...(pageFailure !== undefined && { pageFailure }),
    });
    loaded += end.loaded;
    problems = end.failures;
    refused.push(...end.refused);
  }
}

/** What the publisher does not print is a gap with its reason; nothing a person does would fill it. */
function needsAPerson({ code }: RefusedFile): boolean {
  return !isStatedGap(code);
}

/** The slot of a problem that is about the whole year: its page could not be read. */
const WHOLE_YEAR = '';

function withAddress(slot: SlotCandidates, url: string): SlotCandidates {
  const candidate = {
    slot: slot.slot,
    period: slot.period,
    url,
    text: 'given by the operator',
    pageUrl: url,
  };
  return { ...slot, candidates: [candidate] };
}
