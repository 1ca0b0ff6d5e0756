/** What a run spent its time on, from the histories its workflows leave: every step of every load, and their sizes. */
import type { Client } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';

/** One activity that was done. */
export interface Step {
  readonly kind: string;
  readonly workflowId: string;
  /** Milliseconds since 1970. */
  readonly scheduled: number;
  readonly start: number;
  readonly end: number;
  /** Above 1: it was tried again. */
  readonly attempt: number;
  readonly summary: string;
}

export interface HistoryFacts {
  readonly steps: readonly Step[];
  readonly workflows: number;
  /** Events of the longest history. */
  readonly longest: { readonly workflowId: string; readonly events: number };
  /** Bytes of the largest input or result of an activity; Temporal takes two million. */
  readonly largest: { readonly workflowId: string; readonly kind: string; readonly bytes: number };
}

type Payloads =
  { readonly payloads?: readonly { readonly data?: Uint8Array | null }[] | null } | null | undefined;

export async function historyFacts(client: Client, since: Date): Promise<HistoryFacts> {
  const steps: Step[] = [];
  let workflows = 0;
  let longest = { workflowId: '', events: 0 };
  let largest = { workflowId: '', kind: '', bytes: 0 };
  for await (const { workflowId, runId } of client.workflow.list({
    query: `StartTime >= '${since.toISOString()}'`,
  })) {
    workflows += 1;
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const all = events ?? [];
    if (all.length > longest.events) longest = { workflowId, events: all.length };
    const byId = new Map(all.map((event) => [String(event.eventId), event]));
    for (const event of all) {
      const completed = event.activityTaskCompletedEventAttributes;
      const started = completed && byId.get(String(completed.startedEventId));
      const scheduled = completed && byId.get(String(completed.scheduledEventId));
      if (!started || !scheduled) continue;
      const wanted = scheduled.activityTaskScheduledEventAttributes;
      const kind = wanted?.activityType?.name ?? '';
      const summary = scheduled.userMetadata?.summary?.data;
      steps.push({
        ...{ kind, workflowId },
        scheduled: tsToMs(scheduled.eventTime),
        start: tsToMs(started.eventTime),
        end: tsToMs(event.eventTime),
        attempt: started.activityTaskStartedEventAttributes?.attempt ?? 1,
        summary: summary ? Buffer.from(summary).toString() : '',
      });
      const bytes = Math.max(sizeOf(wanted?.input), sizeOf(completed.result));
      if (bytes > largest.bytes) largest = { workflowId, kind, bytes };
    }
  }
  return { steps, workflows, longest, largest };
}

function sizeOf(all: Payloads): number {
  return (all?.payloads ?? []).reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
}
