/** A live list of what is being loaded: listr2 on a terminal, plain lines elsewhere. */
import type { Client } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatasetYear } from '../activities/references.ts';
import { loadWorkflowId, Stage } from '../workflows/messages.ts';
import { askedAgainTeller, parkedTeller } from './waiting-loads.ts';
import { liveList, plainLines } from './show-progress.ts';
import { type Snapshot, type Watched, EVERY_MS } from './watched.ts';

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
  const isOver = (): boolean => over;
  const parked = new Map<string, string>();
  const tellParked = parkedTeller(client, (id, text) => {
    parked.set(id, text);
    if (!out.live) out.write(text);
  });
  const askedAgain = new Map<string, string>();
  const tellAskedAgain = askedAgainTeller(client, (id, text) => {
    if (text === undefined) askedAgain.delete(id);
    else askedAgain.set(id, text);
    if (!out.live && text !== undefined) out.write(text);
  });
  let latest: Snapshot = new Map();
  const now = (): Snapshot => latest;
  const update = async (): Promise<void> => {
    latest = await stages(client, startedAt).catch(() => latest);
    await tellParked(watched, latest);
    await tellAskedAgain(watched, latest);
  };
  const polling = (async () => {
    while (!over) {
      // A question to a load is answered by its worker; when the run is over, that may be gone.
      await Promise.race([end, update()]);
      await Promise.race([end, sleep(EVERY_MS)]);
    }
  })();
  const noteOf = ({ workflowId }: Watched, stage: Stage): string | undefined =>
    (stage === Stage.needsAttention ? parked : askedAgain).get(workflowId);
  if (out.live) await liveList(watched, now, isOver, noteOf);
  else await plainLines(watched, now, end, isOver, out.write);
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
