/** Who did what in a run: the histories name the worker of every activity. */
import type { Client } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';

export interface Effort {
  readonly count: number;
  /** From start to end, added up. */
  readonly seconds: number;
}

export interface Share {
  /** As the worker calls itself: `1234@host`. */
  readonly worker: string;
  readonly activities: number;
  /** Activities of each kind. */
  readonly kinds: Readonly<Record<string, Effort>>;
}

/** Activities that each worker has taken, of every workflow that began after `since`; most first. */
export async function activityShares(client: Client, since: Date): Promise<readonly Share[]> {
  const shares = new Map<string, Record<string, Effort>>();
  const query = `StartTime >= '${since.toISOString()}'`;
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const byId = new Map((events ?? []).map((event) => [String(event.eventId), event]));
    for (const event of events ?? []) {
      const completed = event.activityTaskCompletedEventAttributes;
      const started = completed && byId.get(String(completed.startedEventId));
      const scheduled = completed && byId.get(String(completed.scheduledEventId));
      const worker = started?.activityTaskStartedEventAttributes?.identity ?? '';
      const kind = scheduled?.activityTaskScheduledEventAttributes?.activityType?.name ?? '';
      if (!started) continue;
      const share = shares.get(worker) ?? {};
      const { count, seconds } = share[kind] ?? { count: 0, seconds: 0 };
      const took = (tsToMs(event.eventTime) - tsToMs(started.eventTime)) / 1000;
      share[kind] = { count: count + 1, seconds: seconds + took };
      shares.set(worker, share);
    }
  }
  return [...shares]
    .map(([worker, kinds]) => ({
      worker,
      kinds,
      activities: Object.values(kinds).reduce((sum, { count }) => sum + count, 0),
    }))
    .sort((a, b) => b.activities - a.activities);
}

/** `12 download, 10 parse`. */
export function inWords({ kinds }: Share): string {
  return Object.entries(kinds)
    .map(([kind, { count }]) => `${count} ${kind}`)
    .join(', ');
}
