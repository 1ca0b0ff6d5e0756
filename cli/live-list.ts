import { Listr } from 'listr2';
import { setTimeout as sleep } from 'node:timers/promises';
import { Stage } from '../workflows/messages.ts';
import { type Snapshot, type Watched, ENDED, EVERY_MS } from './watched.ts';

/** A line a load on a terminal, kept up to date; what one waits for stands below it. */
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
