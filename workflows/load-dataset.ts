import { isCancellation, patched, setHandler } from '@temporalio/workflow';
import type { HeldYear, LoadOutcome, RecognisedFile, SlotCandidates } from '../activities/references.ts';
import { ingest, pages, warehouse } from './activities.ts';
import { failureOf, isFaultOfMachine } from './fetch-and-parse.ts';
import { fillSlots } from './fill-slots.ts';
import { type LoadInput, LoadState, WHOLE_YEAR } from './load-state.ts';
import { progressQuery, Stage } from './messages.ts';
import { openParking } from './parking.ts';

/**
 * Loads one dataset in one financial year: discover, then per file download, parse, validate, load.
 * One bad file never withholds its year. What cannot be mended without a person parks as `needs attention`.
 */
export async function loadDataset(input: LoadInput): Promise<LoadOutcome> {
  const load = new LoadState(input);
  setHandler(progressQuery, () => load.progress(), {
    description: 'Stage, files expected and loaded, and what is in the way.',
  });
  const parking = openParking(load);

  load.held = await warehouse.loadedFiles(load.year);
  await discover(load, input.files);
  await leaveUnchanged(load);
  await fill(load, load.slots);

  while (load.needsAPerson() && input.onFailure === 'wait') {
    load.enter(Stage.needsAttention);
    const decision = await parking.waitForDecision(input.patience);
    if (decision?.verb !== 'retry') {
      load.giveUp(
        decision
          ? `Skipped by the operator: ${decision.reason}`
          : `Nobody answered within ${input.patience}.`,
      );
      break;
    }
    if (decision.url === undefined) await tryAgain(load);
    else await fillFrom(load, decision.url);
  }

  const outcome = load.outcome();
  const { gaps, refused, status } = outcome;
  if (load.held.hasGaps || gaps.length > 0 || refused.length > 0)
    await warehouse.recordGaps({ ...load.year, gaps, refused });
  load.enter({ complete: Stage.done, 'with gaps': Stage.doneWithGaps, skipped: Stage.skipped }[status]);
  return outcome;
}

/** Finds the files of the year, on the publisher's pages or among the files of a folder. */
async function discover(load: LoadState, files: readonly RecognisedFile[]): Promise<void> {
  const { dataset, fy, source } = load.input;
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

async function fill(load: LoadState, slots: readonly SlotCandidates[]): Promise<void> {
  if (slots.length === 0) return;
  const { source, acceptIllustrative } = load.input;
  const filled = await fillSlots(load.year, slots, {
    source,
    acceptIllustrative,
    held: load.held.files,
    ...decided(load),
    pageFailure: load.pageFailure,
    enter: (stage) => load.enter(stage),
  });
  load.filled(filled);
}

/** What people have decided about the year, for a step that asks for it. */
function decided({ held }: LoadState): Pick<HeldYear, 'decisions'> {
  return held.decisions === undefined ? {} : { decisions: held.decisions };
}

/** Reads the pages, or the folder, again for whatever failed. */
async function tryAgain(load: LoadState): Promise<void> {
  const failed = new Set(load.problems.map(({ slot }) => slot));
  await discover(load, await filesNow(load.input));
  load.slots = load.slots.filter(({ slot }) => failed.has(slot) || failed.has(WHOLE_YEAR));
  await fill(load, load.slots);
}

/** What the folder holds now: a person may have put a file there since the run began. */
async function filesNow({ source, files, dataset, fy }: LoadInput): Promise<readonly RecognisedFile[]> {
  if (source.kind === 'web') return files;
  const { recognised } = await ingest.recogniseFolder({ path: source.path, datasets: [dataset] });
  return recognised.filter((file) => file.fy === fy);
}

/** One address is one file: the slot that the file turns out to fill is filled, and the others stay as they were. */
async function fillFrom(load: LoadState, url: string): Promise<void> {
  const { problems: before, loaded: loadedBefore } = load;
  const failed = new Set(before.map(({ slot }) => slot));
  // Where no page could be read, every slot of the year is open, for a second address as for the first.
  const nothingRead =
    failed.has(WHOLE_YEAR) || (load.slots.length === 0 && patched('every-address-is-tried'));
  const slots = nothingRead ? await expectedSlots(load) : load.slots;
  const open = slots.filter(({ slot }) => failed.has(slot) || failed.has(WHOLE_YEAR));
  await fill(
    load,
    open.map((slot) => withAddress(slot, url)),
  );
  if (load.loaded === loadedBefore || load.problems.length === 0) return;
  const still = new Set(load.problems.map(({ slot }) => slot));
  load.problems = before.filter(({ slot }) => slot === WHOLE_YEAR || still.has(slot));
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
