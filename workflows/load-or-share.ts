/** One load of a run: started by it, or shared with the run that has started it. */
import {
  CancelledFailure,
  TerminatedFailure,
  WorkflowExecutionAlreadyStartedError,
} from '@temporalio/common';
import {
  CancellationScope,
  ChildWorkflowFailure,
  condition,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  patched,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type {
  DatasetYear,
  FileSource,
  FolderContents,
  LoadOutcome,
  OtherRun,
} from '../activities/references.ts';
import { loadStaticDetails } from './details.ts';
import type { Elsewhere } from './elsewhere.ts';
import { isFaultOfMachine } from './fetch-and-parse.ts';
import { loadDataset } from './load-dataset.ts';
import type { LoadInput } from './load-state.ts';
import {
  datasetAttribute,
  financialYearAttribute,
  loadWorkflowId,
  shareOutcomeSignal,
  Stage,
  stageAttribute,
} from './messages.ts';
import type { Places } from './places.ts';
import type { RunState } from './run-state.ts';
import { Standing } from './standing.ts';

/** What is the same for all loads of a run. */
export interface LoadOptions extends Omit<LoadInput, 'dataset' | 'fy' | 'files'> {
  /** The run ends before loads that wait for people: they go on alone, and join after themselves. */
  readonly letGo?: boolean;
}

export interface Sharing {
  readonly state: RunState;
  readonly places: Places;
  readonly elsewhere: Elsewhere;
}

/** Loads one dataset-year; what ends without an outcome of its own is a gap with the reason. */
export async function loadOrShare(
  year: DatasetYear,
  options: LoadOptions,
  folder: FolderContents,
  sharing: Sharing,
): Promise<void> {
  const { state, places } = sharing;
  const id = loadWorkflowId(year.dataset, year.fy);
  try {
    for (;;) {
      await places.take(id);
      const outcome = await loadHere(year, options, folder, state);
      if (outcome) return state.ended(id, outcome, state.toldAt(id) ?? Date.now());
      // Whoever waits for another run holds no place of this one.
      places.give(id);
      const shared = await loadedElsewhere(year, options, sharing);
      if (shared) return state.ended(id, shared.outcome, shared.at);
    }
  } finally {
    places.give(id);
  }
}

/** Undefined where the load is under way elsewhere. */
async function loadHere(
  year: DatasetYear,
  { letGo, ...options }: LoadOptions,
  folder: FolderContents,
  state: RunState,
): Promise<LoadOutcome | undefined> {
  const files = folder.recognised.filter((file) => file.dataset === year.dataset && file.fy === year.fy);
  const workflowId = loadWorkflowId(year.dataset, year.fy);
  try {
    const child = await startChild(loadDataset, {
      workflowId,
      parentClosePolicy: letGo ? ParentClosePolicy.ABANDON : ParentClosePolicy.REQUEST_CANCEL,
      args: [{ ...year, files, ...options }],
      typedSearchAttributes: [
        { key: datasetAttribute, value: year.dataset },
        { key: financialYearAttribute, value: year.fy },
        { key: stageAttribute, value: Stage.waiting },
      ],
      staticSummary: `Load ${year.dataset} ${year.fy}`,
      staticDetails: loadStaticDetails(year.dataset, year.fy),
    });
    state.begins(workflowId, Standing.loading);
    return await child.result();
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return undefined;
    // A load that was cancelled or broke by itself is a gap with a reason; the others still make a table.
    if (CancellationScope.current().consideredCancelled || !(error instanceof ChildWorkflowFailure)) {
      throw error;
    }
    // A full disk is no gap of a publisher's: nothing is joined or published without the load.
    if (error.cause !== undefined && isFaultOfMachine(error.cause)) throw error;
    return withGap(year, whyItEnded(error));
  }
}

/** What another run has loaded; undefined where this run has to load by itself after all. */
async function loadedElsewhere(
  year: DatasetYear,
  options: LoadOptions,
  { state, elsewhere }: Sharing,
): Promise<{ outcome: LoadOutcome; at: number } | undefined> {
  const id = loadWorkflowId(year.dataset, year.fy);
  state.begins(id, Standing.elsewhere);
  // It may have ended in this very moment.
  await getExternalWorkflowHandle(id)
    .signal(shareOutcomeSignal, { workflowId: workflowInfo().workflowId })
    .catch((error: unknown) => {
      if (CancellationScope.current().consideredCancelled) throw error;
    });
  const end = await elsewhere.end(id, options.onFailure === 'wait' && options.letGo !== true);
  if (end === undefined) {
    // It may have parked before it knew of this run, and says why in a moment.
    const parked = (): string | undefined =>
      state.waiting({ dataset: year.dataset, year: year.fy }).at(0)?.told?.waitingFor;
    if (parked() === undefined && patched('hears-why'))
      await condition(() => parked() !== undefined, '10 seconds');
    const why = parked() ?? 'see its page.';
    return { outcome: withGap(year, `It waits for somebody in another run: ${why}`), at: Date.now() };
  }
  if (end.status !== 'completed' || !serves(end, options.source)) return undefined;
  const at = Date.parse(end.closedAt ?? '');
  return { outcome: end.outcome as LoadOutcome, at: state.toldAt(id) ?? (at || Date.now()) };
}

/** Whether a load of another run has looked where this run would have looked, as thoroughly. */
function serves({ source }: OtherRun, ours: FileSource): boolean {
  if (ours.kind === 'folder') return source?.kind === 'folder' && source.path === ours.path;
  return source?.kind === 'web' && (source.revalidate || !ours.revalidate);
}

function whyItEnded(error: ChildWorkflowFailure): string {
  const { cause } = error;
  if (cause instanceof CancelledFailure) return 'The load was cancelled before it was done.';
  if (cause instanceof TerminatedFailure) return 'The load was terminated before it was done.';
  return `The load ended before it was done: ${cause?.message ?? error.message}`;
}

function withGap(year: DatasetYear, reason: string): LoadOutcome {
  const gaps = [{ slot: '', period: year.fy, reason }];
  return { ...year, status: 'skipped', loaded: 0, unchanged: 0, gaps, refused: [] };
}
