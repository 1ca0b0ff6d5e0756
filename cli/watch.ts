/** A live list of what is being loaded: listr2 on a terminal, plain lines elsewhere. */
import type { Client } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatasetYear } from '../activities/references.ts';
import { loadWorkflowId, Stage } from '../workflows/messages.ts';
import { askedAgainTeller } from './asked-again.ts';
import { liveList } from './live-list.ts';
import { parkedTeller } from './parked.ts';
import { plainLines } from './plain-lines.ts';
import { type Snapshot, EVERY_MS } from './watched.ts';

/**
 * Shows progress until `done` settles.
 * @param startedAt workflows of earlier runs are left out by it.
 */
export async function watch(
  client: Client,
  loads: readonly DatasetYear[],
  startedAt: Date,
  done: Promise<unknown>,
  out: { readonly live: boolean; readonly write: (line: string) => void },
): Promise<void> {
  const watched = loads.map((load) => ({ ...load, workflowId: loadWorkflowId(load.dataset, load.fy) }));
  let over = false;
  const end = done.then(
    () => void (over = true),
    () => void (over = true),
  );
  const parked = new Map<string, string>();
  const tell = parkedTeller(client, (id, text) => {
    parked.set(id, text);
    if (!out.live) out.write(text);
  });
  const waiting = new Map<string, string>();
  const tellAskedAgain = askedAgainTeller(client, (id, text) => {
    if (text === undefined) waiting.delete(id);
    else waiting.set(id, text);
    if (!out.live && text !== undefined) out.write(text);
  });
  let latest: Snapshot = new Map();
  const polling = (async () => {
    while (!over) {
      const look = async (): Promise<void> => {
        latest = await stages(client, startedAt).catch(() => latest);
        await tell(watched, latest);
        await tellAskedAgain(watched, latest);
      };
      // A question to a load is answered by its worker; when the run is over, that may be gone.
      await Promise.race([end, look()]);
      await Promise.race([end, sleep(EVERY_MS)]);
    }
  })();
  if (out.live)
    await liveList(
      watched,
      () => latest,
      () => over,
      (load, stage) => (stage === Stage.needsAttention ? parked : waiting).get(load.workflowId),
    );
  else
    await plainLines(
      watched,
      () => latest,
      end,
      () => over,
      out.write,
    );
  await polling;
}

/** One visibility query for all loads, however many there are. */
async function stages(client: Client, startedAt: Date): Promise<Snapshot> {
  const found = new Map<string, Stage>();
  const query = `WorkflowType = 'loadDataset' AND StartTime >= '${startedAt.toISOString()}'`;
  for await (const execution of client.workflow.list({ query })) {
    const value = execution.searchAttributes['Stage']?.[0];
    if (typeof value === 'string' && !found.has(execution.workflowId)) {
      found.set(execution.workflowId, value as Stage);
    }
  }
  return found;
}
