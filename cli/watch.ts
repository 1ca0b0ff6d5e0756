/** A live list of what is being loaded: listr2 on a terminal, plain lines elsewhere. */
import type { Client } from '@temporalio/client';
import { Listr } from 'listr2';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatasetYear } from '../activities/references.ts';
import type { LoadProgress } from '../workflows/messages.ts';
import { loadWorkflowId, progress, Stage } from '../workflows/messages.ts';
import { groupReasons } from './group-reasons.ts';

const EVERY_MS = 400;
const PLAIN_EVERY_MS = 5000;

export interface Watched extends DatasetYear {
  readonly workflowId: string;
}

type Snapshot = ReadonlyMap<string, Stage>;

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
  const tell = parkedTeller(client, out.write);
  let latest: Snapshot = new Map();
  const polling = (async () => {
    while (!over) {
      const look = async (): Promise<void> => {
        latest = await stages(client, startedAt).catch(() => latest);
        await tell(watched, latest);
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

function parkedTeller(
  client: Client,
  write: (line: string) => void,
): (watched: readonly Watched[], now: Snapshot) => Promise<void> {
  const told = new Set<string>();
  return async (watched, now) => {
    for (const load of watched) {
      const parked = now.get(load.workflowId) === Stage.needsAttention;
      if (!parked) told.delete(load.workflowId);
      if (!parked || told.has(load.workflowId)) continue;
      told.add(load.workflowId);
      const asked = await client.workflow
        .getHandle(load.workflowId)
        .query(progress)
        .catch(() => undefined);
      if (asked) write(parkedText(asked));
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

const ENDED: ReadonlySet<Stage> = new Set([Stage.done, Stage.doneWithGaps, Stage.skipped]);

async function liveList(
  watched: readonly Watched[],
  now: () => Snapshot,
  over: () => boolean,
): Promise<void> {
  const list = new Listr(
    watched.map((load) => ({
      title: `${load.dataset} ${load.fy}`,
      task: async (_context, task): Promise<void> => {
        for (;;) {
          const at = now().get(load.workflowId) ?? Stage.waiting;
          task.title = `${load.dataset} ${load.fy}: ${at}`;
          if (ENDED.has(at) || over()) return;
          await sleep(EVERY_MS / 2);
        }
      },
    })),
    { concurrent: true, exitOnError: false, registerSignalListeners: false },
  );
  await list.run();
}

async function plainLines(
  watched: readonly Watched[],
  now: () => Snapshot,
  end: Promise<void>,
  over: () => boolean,
  write: (line: string) => void,
): Promise<void> {
  const ended = new Set<string>();
  let quietSince = Date.now();
  while (!over()) {
    await Promise.race([end, sleep(EVERY_MS)]);
    for (const load of watched) {
      const at = now().get(load.workflowId);
      if (at === undefined || !ENDED.has(at) || ended.has(load.workflowId)) continue;
      ended.add(load.workflowId);
      quietSince = Date.now();
      write(`${load.dataset} ${load.fy}: ${at}`);
    }
    if (Date.now() - quietSince > PLAIN_EVERY_MS && !over()) {
      quietSince = Date.now();
      write(`${ended.size} of ${watched.length} loads finished; ${busy(watched, now())}`);
    }
  }
}

function busy(watched: readonly Watched[], now: Snapshot): string {
  const counts = new Map<string, number>();
  for (const load of watched) {
    const at = now.get(load.workflowId) ?? Stage.waiting;
    if (!ENDED.has(at)) counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return [...counts].map(([at, count]) => `${count} ${at}`).join(', ') || 'joining';
}
