/** Telling people. A notice never fails what calls it, and never holds it up for longer than a few tries. */
import { condition, isCancellation, log, patched, proxyActivities, sleep } from '@temporalio/workflow';
import type { IngestActivities } from '../activities/interface.ts';
import type { Notice, WaitingLoad } from '../notices/notice.ts';
import { failureOf } from './fetch-and-parse.ts';
import { INGEST_QUEUE } from './messages.ts';

const { notify } = proxyActivities<Pick<IngestActivities, 'notify'>>({
  taskQueue: INGEST_QUEUE,
  startToCloseTimeout: '1m',
  // A webhook that is down is not worth a run that waits for it.
  scheduleToCloseTimeout: '5m',
  heartbeatTimeout: '15s',
  retry: { initialInterval: '5s', backoffCoefficient: 3, maximumInterval: '2m', maximumAttempts: 5 },
});

const TELLS_PEOPLE = 'tells-people';

/** Tells it, once; what was told before is left out by the activity. A failure is logged and forgotten. */
export async function tell(notice: Notice): Promise<void> {
  if (isEmpty(notice) || !patched(TELLS_PEOPLE)) return;
  try {
    await notify.executeWithOptions({ summary: summaryOf(notice) }, [{ notice }]);
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn(`A notice was not delivered: ${failureOf(error).message}`);
  }
}

/** Loads that begin to wait at about the same time are one notice: a site that is down parks a dozen. */
const GATHER_FOR = '20 seconds';

export interface GatheredNotices {
  /** Says how a load stands: it waits for somebody, or does not any more. */
  readonly stands: (load: WaitingLoad, waits: boolean) => void;
  /** Tells at once what has been gathered: the workflow is about to end. */
  readonly flush: () => Promise<void>;
}

/** Gathers loads that wait for somebody, for some seconds from the first, and tells those that still do. */
export function gatherNotices(): GatheredNotices {
  const waiting = new Map<string, WaitingLoad>();
  const telling = async (): Promise<void> => {
    for (;;) {
      await condition(() => waiting.size > 0);
      // A run of before, read again, has no such timer.
      if (!patched(TELLS_PEOPLE)) return;
      await sleep(GATHER_FOR);
      await flush();
    }
  };
  const flush = async (): Promise<void> => {
    const loads = [...waiting.values()];
    waiting.clear();
    await tell({ kind: 'waiting', loads });
  };
  // It ends with the workflow.
  telling().catch(() => undefined);
  return {
    stands: (load, waits) => {
      const key = `${load.dataset}/${load.fy}`;
      const { dataset, fy, problems, waitingFor } = load;
      if (waits) waiting.set(key, { dataset, fy, problems, ...(waitingFor !== undefined && { waitingFor }) });
      else waiting.delete(key);
    },
    flush,
  };
}

function isEmpty(notice: Notice): boolean {
  if (notice.kind === 'late') return notice.periods.length === 0;
  return notice.kind !== 'changed' && notice.loads.length === 0;
}

function summaryOf(notice: Notice): string {
  switch (notice.kind) {
    case 'waiting':
      return `${notice.loads.length} waiting for somebody`;
    case 'settled':
      return `${notice.loads.length} not waiting any more`;
    case 'late':
      return `${notice.periods.length} late`;
    case 'changed':
      return `release ${notice.changes.release}: ${notice.changes.changed} figures changed`;
  }
}
