/**
 * Loads that wait: for a person, who reads what is in the way, or for the next try of a step that has failed. Temporal
 * tries such a step again by itself; people are told, because a publisher that refuses is given minutes.
 */
import type { Client } from '@temporalio/client';
import type { DatasetYear } from '../activities/references.ts';
import { type LoadProgress, progressQuery, Stage } from '../workflows/messages.ts';
import { groupReasons } from './group-reasons.ts';
import type { Snapshot, Watched } from './watched.ts';

/** Tells once of every load that parks, and again when it parks again. */
export function parkedTeller(
  client: Client,
  write: (workflowId: string, text: string) => void,
): (watched: readonly Watched[], now: Snapshot) => Promise<void> {
  const told = new Set<string>();
  return async (watched, now) => {
    for (const { workflowId } of watched) {
      const parked = now.get(workflowId) === Stage.needsAttention;
      if (!parked) told.delete(workflowId);
      if (!parked || told.has(workflowId)) continue;
      told.add(workflowId);
      const handle = client.workflow.getHandle(workflowId);
      const progress = await handle.query(progressQuery).catch(() => undefined);
      if (progress) write(workflowId, parkedText(progress));
    }
  };
}

/** What somebody reads when a load has stopped for him: the sentences, then the two commands. */
export function parkedText(load: LoadProgress): string {
  const name = `${load.dataset} ${load.fy}`;
  const reasons = groupReasons(
    load,
    load.problems.map(({ slot, message }) => ({ slot, reason: message })),
  );
  return [
    `NEEDS ATTENTION: ${name}`,
    ...reasons.slice(0, 5).map((reason) => `  ${reason}`),
    ...(reasons.length > 5 ? [`  … and ${reasons.length - 5} more reasons`] : []),
    `  In another terminal: npm start -- retry ${name} [--url https://…]   or   npm start -- skip ${name} --reason "…"`,
  ].join('\n');
}

/** One step of a load that has failed and is tried again. */
export interface AskedAgain {
  /** Of the try that is to come: 2 is the second. */
  readonly attempt: number;
  /** ISO time of it. */
  readonly at: string;
  /** Why the last one failed. */
  readonly message: string;
}

/** Waits shorter than this are over before anybody has read of them. */
const WORTH_TELLING_MS = 5000;
/** How often the server is asked for the failed steps of a run that is watched. */
const ASK_EVERY_MS = 3000;
const SHOWN = 3;
const FETCHING: ReadonlySet<Stage | undefined> = new Set([Stage.discovering, Stage.downloading]);

/** The failed steps of one load that wait for their next try, soonest first. */
export async function askedAgain(
  client: Client,
  workflowId: string,
  runId?: string,
): Promise<readonly AskedAgain[]> {
  const { raw } = await client.workflow.getHandle(workflowId, runId).describe();
  const now = Date.now();
  const waiting = (raw.pendingActivities ?? []).flatMap((step): readonly AskedAgain[] => {
    const next = step.nextAttemptScheduleTime ?? step.scheduledTime;
    const message = step.lastFailure?.message;
    if (!message || !next) return [];
    const at = Number(next.seconds) * 1000 + Number(next.nanos ?? 0) / 1e6;
    return at <= now ? [] : [{ attempt: step.attempt ?? 1, at: new Date(at).toISOString(), message }];
  });
  return waiting.sort((a, b) => a.at.localeCompare(b.at));
}

/** That a load needs nobody yet, when it is tried again, and why; empty where nothing waits. */
export function askedAgainText({ dataset, fy }: DatasetYear, waiting: readonly AskedAgain[]): string {
  const [first] = waiting;
  if (!first) return '';
  const reasons = [...new Set(waiting.map(({ message }) => message))];
  const steps = waiting.length === 1 ? '' : ` (${waiting.length} addresses)`;
  const at = new Date(first.at).toTimeString().slice(0, 8);
  return [
    `ASKED AGAIN: ${dataset} ${fy}${steps}, by itself, at ${at}; nobody has to do anything yet.`,
    ...reasons.slice(0, SHOWN).map((reason) => `  ${reason}`),
    ...(reasons.length > SHOWN ? [`  … and ${reasons.length - SHOWN} more reasons`] : []),
  ].join('\n');
}

/** Tells of every load that begins to wait for longer, once a wait; undefined when it waits no more. */
export function askedAgainTeller(
  client: Client,
  write: (workflowId: string, text: string | undefined) => void,
): (watched: readonly Watched[], now: Snapshot) => Promise<void> {
  /** By workflow id: the highest try that was told of. */
  const told = new Map<string, number>();
  let askedAt = 0;
  const tell = async (load: Watched): Promise<void> => {
    const waiting = await askedAgain(client, load.workflowId).catch(() => []);
    const long = waiting.filter(({ at }) => Date.parse(at) - Date.now() > WORTH_TELLING_MS);
    const wait = Math.max(0, ...long.map(({ attempt }) => attempt));
    if (waiting.length === 0 && told.delete(load.workflowId)) write(load.workflowId, undefined);
    if (wait === 0 || told.get(load.workflowId) === wait) return;
    told.set(load.workflowId, wait);
    write(load.workflowId, askedAgainText(load, long));
  };
  return async (watched, now) => {
    if (Date.now() - askedAt < ASK_EVERY_MS) return;
    askedAt = Date.now();
    await Promise.all(watched.filter((load) => FETCHING.has(now.get(load.workflowId))).map(tell));
  };
}
