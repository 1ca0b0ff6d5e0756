/** What `run`, `backfill` and `refresh` have in common: loads side by side, interim joins while people are waited for, the join. */
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  getExternalWorkflowHandle,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type {
  DatasetYear,
  FolderContents,
  JoinOutcome,
  LoadOutcome,
  Plan,
} from '../activities/references.ts';
import { joinFailedText, joinText } from './cockpit.ts';
import { Elsewhere } from './elsewhere.ts';
import { isFaultOfMachine } from './fetch-and-parse.ts';
import { type LoadOptions, loadOrShare } from './load-or-share.ts';
import { goOnAloneSignal, loadStageSignal, loadWorkflowId, Stage, stageAttribute } from './messages.ts';
import { gatherNotices, tell } from './notices.ts';
import { Places } from './places.ts';
import { openRunMessages } from './run-messages.ts';
import { RunState } from './run-state.ts';
import { joinShared } from './share-join.ts';

/** So many loads of a run are under way at once; those that wait for a person, or for another run, are not counted. */
const LOADS_AT_ONCE = 24;

export interface RunInput extends LoadOptions {
  readonly loads: readonly DatasetYear[];
  /** What was asked for and is not loaded; named on the page of the run. */
  readonly left?: Pick<Plan, 'unreadable' | 'notDue'>;
  readonly folder: FolderContents;
}

export interface RunOutcome {
  readonly loads: readonly LoadOutcome[];
  readonly join: JoinOutcome;
}

/** Loads everything, joins once after the last load, and in between whenever nothing but people is waited for. */
export async function runLoads({ loads, left, folder, ...options }: RunInput): Promise<RunOutcome> {
  const notes = [
    ...folder.unrecognised.map(({ file, reason }) => `${file}: ${reason}`),
    ...(left?.unreadable ?? []),
    ...(left?.notDue ?? []),
  ];
  const state = new RunState(loads, notes);
  const places = new Places(LOADS_AT_ONCE);
  const elsewhere = new Elsewhere();
  const notices = gatherNotices();
  openRunMessages(state, places);
  setHandler(loadStageSignal, (told) => {
    const id = state.heard(told);
    if (id === undefined) return;
    const parked = told.stage === Stage.needsAttention;
    // Whoever waits for a person holds no place.
    if (parked) places.give(id);
    notices.stands(told, parked);
    elsewhere.heard(id, { parked, ended: told.at !== undefined });
  });

  let allEnded = false;
  const isOver = (): boolean =>
    !places.paused && (allEnded || (options.letGo === true && state.onlyPeopleAreLeft()));
  const loading = Promise.all(
    loads.map(async (year) => await loadOrShare(year, options, folder, { state, places, elsewhere })),
  ).then(() => void (allEnded = true));
  // What breaks a load by a fault of the machine ends the run at once; an interim join is waited for.
  const broken = loading.then(() => new Promise<never>(() => {}));
  await Promise.race([broken, Promise.all([condition(isOver), interimJoins(state, isOver, places)])]);
  // A refresh ends before the loads that wait for people.
  await notices.flush();
  const outcome = await lastJoin(state);
  await tell({
    kind: 'settled',
    loads: state.rows.flatMap(({ year, outcome: end }) => (end?.gaps.length === 0 ? [year] : [])),
  });
  return outcome;
}

/** Joins whenever only people are left, and there is something, and something new since the join before. */
async function interimJoins(state: RunState, isOver: () => boolean, places: Places): Promise<void> {
  let joined = '';
  for (;;) {
    await condition(
      () =>
        isOver() ||
        (!places.paused &&
          state.onlyPeopleAreLeft() &&
          state.somethingIsLoaded() &&
          state.progressMade() !== joined),
    );
    if (isOver()) return;
    joined = state.progressMade();
    const interim = waitingNames(state);
    state.does(`An interim join is under way: ${interim.length} loads wait for people.`);
    try {
      const join = await joinShared({ interim }, state.lastChange);
      state.hasJoined(joinText(join, interim));
    } catch (error) {
      if (CancellationScope.current().consideredCancelled || endedByMachine(error)) throw error;
      // What stops an interim join may be gone before the last one.
      state.hasJoined(joinFailedText(rootMessage(error)));
    }
  }
}

async function lastJoin(state: RunState): Promise<RunOutcome> {
  const waiting = state.waiting();
  const interim = waitingNames(state);
  upsertSearchAttributes([{ key: stageAttribute, value: Stage.joining }]);
  state.does('The join is under way.');
  const join = await joinShared(interim.length > 0 ? { interim } : {}, state.lastChange);
  state.hasJoined(joinText(join, interim));
  for (const { year } of waiting) {
    // A load may have ended in the meantime.
    await getExternalWorkflowHandle(loadWorkflowId(year.dataset, year.fy))
      .signal(goOnAloneSignal)
      .catch(() => undefined);
  }
  await condition(allHandlersFinished);
  upsertSearchAttributes([{ key: stageAttribute, value: Stage.done }]);
  const loads = state.rows.map(({ year, told, outcome }) => outcome ?? leftWaiting(year, told?.waitingFor));
  return { loads, join };
}

/** The outcome of a load that goes on after the run: it joins after itself. */
function leftWaiting(year: DatasetYear, waitingFor: string | undefined): LoadOutcome {
  const reason = `It waits for somebody: ${waitingFor ?? 'see its page.'}`;
  return {
    ...year,
    status: 'with gaps',
    loaded: 0,
    unchanged: 0,
    gaps: [{ slot: '', period: year.fy, reason }],
    refused: [],
  };
}

function waitingNames(state: RunState): readonly string[] {
  return state.waiting().map(({ year }) => `${year.dataset} ${year.fy}`);
}

/** The join is a child: what it failed by is within. */
function endedByMachine(error: unknown): boolean {
  if (isFaultOfMachine(error)) return true;
  return error instanceof Error && error.cause !== undefined && endedByMachine(error.cause);
}

/** The innermost cause has the sentence; the layers around it are Temporal's. */
function rootMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? rootMessage(error.cause) : error.message;
}
