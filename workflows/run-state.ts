/** How the loads of one run stand, and what the run's page in the Temporal UI shows of it. */
import { setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { DatasetYear, LoadOutcome } from '../activities/references.ts';
import { type Cockpit, cockpit } from './cockpit.ts';
import { type LoadFilter, type LoadStage, loadWorkflowId, Stage } from './messages.ts';
import { type LoadRow, Standing } from './standing.ts';

export class RunState {
  readonly rows: readonly LoadRow[];
  /** Time at which a load ended or parked last: a join that began later has all there is. */
  lastChange = 0;
  private readonly byId: ReadonlyMap<string, LoadRow>;
  private readonly notes: readonly string[];
  private paused = false;
  private doing = '';
  private joined: readonly string[] = [];

  /** @param notes what is said above all: loads that were asked for and cannot be */
  constructor(loads: readonly DatasetYear[], notes: readonly string[]) {
    this.rows = loads.map((year) => ({ year, standing: Standing.next }));
    this.byId = new Map(this.rows.map((row) => [loadWorkflowId(row.year.dataset, row.year.fy), row]));
    this.notes = notes;
    this.show();
  }

  /** A load begins, here or in another run. */
  begins(id: string, standing: typeof Standing.loading | typeof Standing.elsewhere): void {
    const row = this.byId.get(id);
    if (!row || row.outcome !== undefined) return;
    row.standing = standing;
    // What it said in an earlier try is of that try.
    delete row.told;
    this.show();
  }

  /** A load has said how it stands; whatever is no load of this run is left. */
  heard(told: LoadStage): string | undefined {
    const id = loadWorkflowId(String(told?.dataset), String(told?.fy));
    const row = this.byId.get(id);
    if (!row || row.outcome !== undefined) return undefined;
    row.told = told;
    if (told.stage === Stage.needsAttention) {
      row.standing = Standing.waits;
      this.lastChange = Date.now();
    } else if (row.standing === Standing.waits) row.standing = Standing.loading;
    this.show();
    return id;
  }

  /** @param at time at which it ended, where that is known better than by the clock of the run */
  ended(id: string, outcome: LoadOutcome, at: number): void {
    const row = this.byId.get(id);
    if (!row) return;
    row.outcome = outcome;
    row.standing = outcome.status === 'complete' ? Standing.done : Standing.gap;
    this.lastChange = Math.max(this.lastChange, at);
    this.show();
  }

  toldAt(id: string): number | undefined {
    const at = Date.parse(String(this.byId.get(id)?.told?.at));
    return Number.isFinite(at) ? at : undefined;
  }

  waiting(filter: LoadFilter = {}): readonly LoadRow[] {
    return this.rows.filter(
      ({ standing, year }) =>
        standing === Standing.waits &&
        (filter.dataset === undefined || filter.dataset === year.dataset) &&
        (filter.year === undefined || filter.year === year.fy),
    );
  }

  /** Nothing is to come or under way; some loads wait for people. */
  onlyPeopleAreLeft(): boolean {
    const { waits } = Standing;
    return (
      this.waiting().length > 0 &&
      this.rows.every((row) => row.standing === waits || row.outcome !== undefined)
    );
  }

  /** False only where every load has said that it holds no file: then there is nothing to join yet. */
  somethingIsLoaded(): boolean {
    return this.rows.some(({ told, outcome }) =>
      outcome === undefined ? told?.held !== 0 : outcome.loaded + outcome.unchanged > 0,
    );
  }

  /** Changes when a load ends, or when files of one that waits come or go: then there is something new to join. */
  progressMade(): string {
    const ended = this.rows.filter(({ outcome }) => outcome !== undefined).length;
    const missing = this.waiting().map(({ year, told }) => `${year.dataset} ${year.fy} ${told?.problems}`);
    return [ended, ...missing].join(';');
  }

  pause(paused: boolean): void {
    this.paused = paused;
    this.show();
  }

  /** What the run does beside its loads: joining; empty when nothing. */
  does(doing: string): void {
    this.doing = doing;
    this.show();
  }

  /** Says what a join has made, in Markdown. */
  hasJoined(sentence: string): void {
    this.joined = [...this.joined, sentence].slice(-3);
    this.doing = '';
    this.show();
  }

  private show(): void {
    const { rows, paused, doing, joined, notes } = this;
    const { namespace } = workflowInfo();
    const shown: Cockpit = { rows, paused, doing, joined, notes, namespace };
    setCurrentDetails(cockpit(shown));
  }
}
