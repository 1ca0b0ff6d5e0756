/** The activities with their time limits and retry rules. Only Temporal retries; see docs/operate.md. */
import { proxyActivities } from '@temporalio/workflow';
import type { IngestActivities, WarehouseActivities } from '../activities/interface.ts';
import { INGEST_QUEUE, WAREHOUSE_QUEUE } from './messages.ts';

/**
 * Half a minute of patience with a failing server, doubling; a Retry-After from the server goes first, and so does the wait
 * for a site that refuses programs (activities/ask-again.ts). What is final ends at once, whatever number stands here.
 */
const retry = {
  initialInterval: '1s',
  backoffCoefficient: 2,
  maximumInterval: '30s',
  maximumAttempts: 6,
} as const;

/** Pages lead to pages, and each of them may fail a few times. */
const retryPages = { ...retry, maximumAttempts: 16 } as const;

export const pages = proxyActivities<Pick<IngestActivities, 'discover'>>({
  taskQueue: INGEST_QUEUE,
  startToCloseTimeout: '30m',
  heartbeatTimeout: '15s',
  retry: retryPages,
});

export const ingest = proxyActivities<Omit<IngestActivities, 'discover' | 'notify'>>({
  taskQueue: INGEST_QUEUE,
  startToCloseTimeout: '30m',
  heartbeatTimeout: '15s',
  retry,
});

export const warehouse = proxyActivities<WarehouseActivities>({
  taskQueue: WAREHOUSE_QUEUE,
  startToCloseTimeout: '1h',
  heartbeatTimeout: '20s',
  retry: { ...retry, maximumAttempts: 4 },
});
