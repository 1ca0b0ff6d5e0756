/** What the screen shows while loads are under way: a live list on a terminal, plain lines elsewhere. */
import { Listr } from 'listr2';
import { setTimeout as sleep } from 'node:timers/promises';
import { Stage } from '../workflows/messages.ts';
import { type Snapshot, type Watched, ENDED, EVERY_MS } from './watched.ts';

/** A line a load on a terminal, kept up to date; the reason why a load waits stands below its line. */
export async function liveList(
  watched: readonly Watched[],
  now: () => Snapshot,
  over: () => boolean,
  noteOf: (load: Watched, stage: Stage) => string | undefined,
): Promise<void> {
  const list = new Listr(
    watched.map((load) => ({
      title: `${load.dataset} ${load.fy}`,
      rendererOptions: { outputBar: 1 },
      task: async (_context, task): Promise<void> => {
        let shown: string | undefined;
        for (;;) {
          const at = now().get(load.workflowId) ?? Stage.waiting;
          const text = noteOf(load, at);
          if (text !== undefined && text !== shown) task.output = text;
          shown = text;
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

const SUMMARY_EVERY_MS = 5000;

/** A line for every load that ends, and one now and then for the rest: for logs and pipes. */
export async function plainLines(
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
    if (Date.now() - quietSince > SUMMARY_EVERY_MS && !over()) {
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
