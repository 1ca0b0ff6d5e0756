import {
  CancellationScope,
  isCancellation,
  patched,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { HeldYear, LoadOutcome, RecognisedFile, SlotCandidates } from '../activities/references.ts';
import { ingest, pages, warehouse } from './activities.ts';
import { WAITS_FOR_SOMEBODY } from '../decisions/waits.ts';
import { carryOut } from './carry-out.ts';
import { millisecondsOf } from './duration.ts';
import { failureOf, isFaultOfMachine } from './fetch-and-parse.ts';
import { fillSlots } from './fill-slots.ts';
import { type LoadInput, LoadState, WHOLE_YEAR } from './load-state.ts';
import {
  datasetAttribute,
  financialYearAttribute,
  type LoadStage,
  loadWorkflowId,
  progressQuery,
  Stage,
} from './messages.ts';
import { tell as tellPeople } from './notices.ts';
import { openParking } from './parking.ts';
import { readLoadInput } from './read-input.ts';
import { plainText } from './read-message.ts';
import { recordCancelled } from './record-cancelled.ts';
import { refusal, unwrapped } from './refusal.ts';
import { joinAfterwards } from './share-join.ts';
import { openTelling } from './tell-runs.ts';
import { type WaitEnd, waitParked } from './wait-parked.ts';

/** For the inputs of runs from before they were read. */
const A_WEEK = 7 * 86_400_000;

/**
 * Loads one dataset in one financial year: discover, then per file download, parse, validate, load.
 * One bad file never withholds its year. What cannot be mended without a person parks as `needs attention`.
 */
export async function loadDataset(sent: LoadInput): Promise<LoadOutcome> {
  const input = checkedInput(sent);
  const { tell, isAlone } = openTelling();
  const load = new LoadState(input, tell);
  let outcome: LoadOutcome;
  try {
    outcome = await loadYear(load);
  } catch (error) {
    if (patched('ends-are-kept'))
      await CancellationScope.nonCancellable(() => endBeforeDone(load, error, tell));
    throw error;
  }
  tell({ ...load.inShort(), at: new Date().toISOString() });
  if (isAlone()) {
    if (outcome.gaps.length === 0) await tellPeople({ kind: 'settled', loads: [load.year] });
    await joinAfterwards();
  }
  return outcome;
}

/** A load that is cancelled, or breaks: whoever waits for it is told, and a cancelled one names what is missing. */
async function endBeforeDone(load: LoadState, error: unknown, tell: (now: LoadStage) => void): Promise<void> {
  if (isCancellation(error)) await recordCancelled(load);
  load.end(undefined);
  tell({ ...load.inShort(), at: new Date().toISOString() });
}

/** The input with everything that was left out; a load that cannot begin fails at once, with a sentence. */
function checkedInput(sent: unknown): LoadInput {
  const read = readLoadInput(sent);
  // Runs from before the input was read have begun with it as it was.
  if ('refused' in read) {
    if (!patched('input-is-read')) return sent as LoadInput;
    throw refusal(read.refused);
  }
  return read.asked;
}

async function loadYear(load: LoadState): Promise<LoadOutcome> {
  const { input } = load;
  setHandler(progressQuery, () => load.progress(), {
    description:
      'Stage, files expected and loaded, what is in the way, the last answer, and when it looks again.',
  });
  const parking = openParking(load);

  if (workflowInfo().parent === undefined && patched('loads-alone')) await beginAlone(load);
  load.held = await warehouse.loadedFiles(load.year);
  await discover(load, input.files);
  await leaveUnchanged(load);
  await fill(load, load.slots);

  let until: number | undefined;
  while (load.needsAPerson() && input.onFailure === 'wait') {
    const patience = millisecondsOf(input.patience) ?? A_WEEK;
    until ??= Date.now() + patience;
    // Before it is parked: from then on an answer may come at any moment.
    await noteGapsWhileWaiting(load);
    const end: WaitEnd = await waitParked(load, parking, until, () =>
      tryAgain(load, 'only what has changed'),
    );
    if (end === 'changed by itself') continue;
    if (end === 'nobody') {
      load.giveUp(`Nobody answered within ${input.patience}.`);
      break;
    }
    until = undefined;
    load.looked = 0;
    const over = await carryOut(load, end, {
      tryAgain: () => tryAgain(load),
      fillFrom: (url) => fillFrom(load, url),
    });
    if (over) break;
  }

  const outcome = load.outcome();
  const { gaps, refused, status } = outcome;
  if (load.held.hasGaps || gaps.length > 0 || refused.length > 0)
    await warehouse.recordGaps({ ...load.year, gaps, refused });
  load.end({ complete: Stage.done, 'with gaps': Stage.doneWithGaps, skipped: Stage.skipped }[status]);
  return outcome;
}

/** A run may join while the load waits: what is missing is named already then. */
async function noteGapsWhileWaiting(load: LoadState): Promise<void> {
  if (!patched('tells-its-run')) return;
  const { gaps, refused } = load.outcome();
  const named = gaps.map((gap) => ({ ...gap, reason: `${gap.reason} ${WAITS_FOR_SOMEBODY}` }));
  await warehouse.recordGaps({ ...load.year, gaps: named, refused });
  load.held = { ...load.held, hasGaps: true };
}

/**
 * What a run would have done before the load: it has the id by which runs share it, it is found by its dataset and year, and there
 * is such a publication.
 */
async function beginAlone({ year }: LoadState): Promise<void> {
  const { workflowId } = workflowInfo();
  const right = loadWorkflowId(year.dataset, year.fy);
  if (workflowId !== right && patched('loads-have-one-id'))
    throw refusal(
      `This load has the id "${plainText(workflowId).slice(0, 60)}", by which no run would know of it: start it again with the Workflow ID ${right}, and everything else as it was.`,
    );
  upsertSearchAttributes([
    { key: datasetAttribute, value: year.dataset },
    { key: financialYearAttribute, value: year.fy },
  ]);
  await unwrapped(ingest.plan({ loads: [year] }));
}

/** Finds the files of the year, on the publisher's pages or among the files of a folder. */
async function discover(
  load: LoadState,
  files: readonly RecognisedFile[],
  source = load.input.source,
): Promise<void> {
  const { dataset, fy } = load.input;
  load.beginDiscovery();
  try {
    const found = await pages.discover.executeWithOptions({ summary: `${dataset} ${fy}` }, [
      { dataset, fy, source, files, ...decided(load) },
    ]);
    load.discovered(found);
  } catch (error) {
    if (isCancellation(error) || isFaultOfMachine(error)) throw error;
    load.undiscovered(failureOf(error));
  }
}

/** Takes out what the warehouse holds as it is published now. */
async function leaveUnchanged(load: LoadState): Promise<void> {
  const { files, refused } = load.held;
  if (files.length === 0 || load.slots.length === 0) return;
  const { unchanged } = await ingest.checkUnchanged({
    ...load.year,
    source: load.input.source,
    slots: load.slots,
    held: { files, refused, ...decided(load) },
  });
  load.leaveUnchanged(unchanged);
}

async function fill(
  load: LoadState,
  slots: readonly SlotCandidates[],
  again: Pick<Parameters<typeof fillSlots>[2], 'refusedBefore'> & {
    readonly source?: LoadInput['source'];
  } = {},
): Promise<void> {
  if (slots.length === 0) return;
  const { source, acceptIllustrative } = load.input;
  const filled = await fillSlots(load.year, slots, {
    source,
    acceptIllustrative,
    held: load.held.files,
    ...decided(load),
    pageFailure: load.pageFailure,
    enter: (stage) => load.enter(stage),
    ...again,
  });
  load.filled(filled);
}

/** What people have decided about the year, for a step that asks for it. */
function decided({ held }: LoadState): Pick<HeldYear, 'decisions'> {
  return held.decisions === undefined ? {} : { decisions: held.decisions };
}

/**
 * Reads the pages, or the folder, again for whatever failed.
 * @param what where nobody has asked for it, a file that was refused is read again only if its bytes are others
 */
async function tryAgain(load: LoadState, what?: 'only what has changed'): Promise<void> {
  const before = load.standing();
  const failed = new Set(load.problems.map(({ slot }) => slot));
  // What a person has decided or mended since must not be hidden by an answer of a moment ago.
  const source = askedAnew(load.input.source);
  const decisionsBefore = decisionNumbers(load);
  if (patched('decisions-are-asked-for')) {
    const { decisions } = await warehouse.loadedFiles(load.year);
    load.held = { ...load.held, decisions: decisions ?? [] };
  }
  try {
    await discover(load, await filesNow(load), source);
    if (isUnread(load) && before.slots.length > 0 && patched('keeps-its-links')) load.restore(before);
    load.slots = load.slots.filter(({ slot }) => failed.has(slot) || failed.has(WHOLE_YEAR));
    const sameDecisions = decisionNumbers(load) === decisionsBefore;
    const refusedBefore = what !== undefined && sameDecisions ? before.problems : [];
    await fill(load, load.slots, { source, refusedBefore });
  } catch (error) {
    // What was in the way still is: it is named where the load ends by this.
    load.restore(before);
    throw error;
  }
}

function decisionNumbers({ held }: LoadState): string {
  return (held.decisions ?? []).map(({ number }) => number).join(' ');
}

function isUnread({ problems }: LoadState): boolean {
  return problems.some(({ slot }) => slot === WHOLE_YEAR);
}

function askedAnew(source: LoadInput['source']): LoadInput['source'] {
  return source.kind === 'web' ? { ...source, revalidate: true } : source;
}

/** What the folder holds now: a person may have put a file there since the run began. */
async function filesNow(load: LoadState): Promise<readonly RecognisedFile[]> {
  const { source, files, dataset, fy } = load.input;
  if (source.kind === 'web') return files;
  const asked = { path: source.path, datasets: [dataset], ...decided(load) };
  const { recognised } = await ingest.recogniseFolder(asked);
  return recognised.filter((file) => file.fy === fy);
}

/** One address is one file: the slot that the file turns out to fill is filled, and the others stay as they were. */
async function fillFrom(load: LoadState, url: string): Promise<void> {
  const before = load.standing();
  const { loaded: loadedBefore } = load;
  const failed = new Set(before.problems.map(({ slot }) => slot));
  try {
    // Where no page could be read, every slot of the year is open, for a second address as for the first.
    const nothingRead =
      failed.has(WHOLE_YEAR) || (load.slots.length === 0 && patched('every-address-is-tried'));
    const slots = nothingRead ? await expectedSlots(load) : load.slots;
    const open = slots.filter(({ slot }) => failed.has(slot) || failed.has(WHOLE_YEAR));
    await fill(
      load,
      open.map((slot) => withAddress(slot, url)),
      { source: askedAnew(load.input.source) },
    );
  } catch (error) {
    load.restore(before);
    throw error;
  }
  if (load.loaded === loadedBefore || load.problems.length === 0) return;
  const still = new Set(load.problems.map(({ slot }) => slot));
  load.problems = before.problems.filter(({ slot }) => slot === WHOLE_YEAR || still.has(slot));
}

/** What the year consists of, where no page could be read: a folder with nothing in it has every slot open. */
async function expectedSlots(load: LoadState): Promise<readonly SlotCandidates[]> {
  const emptyFolder = { kind: 'folder', path: '' } as const;
  const { slots } = await pages.discover({ ...load.year, source: emptyFolder, files: [] });
  load.expect(slots);
  return slots;
}

function withAddress(slot: SlotCandidates, url: string): SlotCandidates {
  const { slot: name, period } = slot;
  const candidate = { slot: name, period, url, text: 'given by the operator', pageUrl: url };
  return { ...slot, candidates: [candidate] };
}
