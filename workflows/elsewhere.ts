/**
 * Waits for workflows that another run has started. The other workflow tells us when it parks or ends; a short activity
 * asks now and then whether it is still there, because a workflow that is terminated tells nobody.
 */
import { condition, sleep } from '@temporalio/workflow';
import type { OtherRun } from '../activities/references.ts';
import { ingest } from './activities.ts';

const FIRST_MS = 1000;
const LONGEST_MS = 10 * 60_000;
/** A join takes minutes, and tells nobody that it has ended. */
const LONGEST_OF_JOIN_MS = 30_000;

/** All workflows of others that one run waits for: one activity asks for all of them. */
export class Elsewhere {
  private readonly waited = new Set<string>();
  private readonly ended = new Map<string, OtherRun>();
  private readonly parked = new Set<string>();
  private failure: unknown;
  private looking = false;
  private woken = false;

  /** Returns how the workflow ended; or undefined where it waits for a person and the caller does not. */
  async end(workflowId: string, waitForPeople: boolean): Promise<OtherRun | undefined> {
    this.waited.add(workflowId);
    this.ended.delete(workflowId);
    this.wake();
    if (!this.looking) void this.look();
    const isParked = (): boolean => !waitForPeople && this.parked.has(workflowId);
    await condition(() => this.ended.has(workflowId) || isParked() || this.failure !== undefined);
    this.waited.delete(workflowId);
    const ended = this.ended.get(workflowId);
    if (ended === undefined && !isParked()) throw this.failure;
    return ended;
  }

  /** A workflow has said how it stands: where it has ended, it is looked at now. */
  heard(workflowId: string, { parked, ended }: { readonly parked: boolean; readonly ended: boolean }): void {
    if (parked) this.parked.add(workflowId);
    else this.parked.delete(workflowId);
    if (ended) this.wake();
  }

  private wake(): void {
    this.woken = true;
  }

  private async look(): Promise<void> {
    this.looking = true;
    try {
      for (let wait = FIRST_MS; this.waited.size > 0;) {
        this.woken = false;
        const { runs } = await ingest.otherRuns({ workflowIds: [...this.waited] });
        for (const run of runs) this.saw(run);
        if (this.waited.size === 0) return;
        wait = (await condition(() => this.woken, wait)) ? FIRST_MS : Math.min(2 * wait, LONGEST_MS);
      }
    } catch (error) {
      this.failure = error;
    } finally {
      this.looking = false;
    }
  }

  private saw(run: OtherRun): void {
    if (run.status === 'running') {
      if (run.parked) this.parked.add(run.workflowId);
      return;
    }
    this.waited.delete(run.workflowId);
    this.ended.set(run.workflowId, run);
  }
}

/** How one short workflow of another run ended. */
export async function endOf(workflowId: string): Promise<OtherRun> {
  for (let wait = FIRST_MS / 2; ; wait = Math.min(2 * wait, LONGEST_OF_JOIN_MS)) {
    const run = await lookAt(workflowId);
    if (run.status !== 'running') return run;
    await sleep(wait);
  }
}

/** How a workflow stands now. */
export async function lookAt(workflowId: string): Promise<OtherRun> {
  const { runs } = await ingest.otherRuns({ workflowIds: [workflowId] });
  return runs[0] ?? { workflowId, status: 'none' };
}
