/** What a terminal shows while loads are under way: one frame, drawn again and again, that fits the window. */
import { Listr } from 'listr2';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Hint } from './hint.ts';
import type { LoadStanding } from './load-standing.ts';
import { progressFrame } from './progress-frame.ts';
import { EVERY_MS } from './watched.ts';
import { ownWindow } from './window.ts';

/** Columns that the mark of the list and its indentation take, and rows for the line of the cursor. */
const BESIDE = { columns: 4, rows: 2 };
const UNKNOWN = { columns: 80, rows: 24 };

/** Keeps the frame up to date until the run is over. */
export async function liveFrame(
  now: () => readonly LoadStanding[],
  over: () => boolean,
  hint: Hint,
): Promise<void> {
  const draw = (): string => {
    const { columns, rows } = ownWindow() ?? UNKNOWN;
    const inside = { columns: columns - BESIDE.columns, rows: rows - BESIDE.rows };
    return progressFrame(now(), inside, hint).join('\n');
  };
  const list = new Listr(
    [
      {
        title: draw(),
        task: async (_context, task): Promise<void> => {
          while (!over()) {
            task.title = draw();
            await sleep(EVERY_MS / 2);
          }
          task.title = draw();
        },
      },
    ],
    {
      exitOnError: false,
      registerSignalListeners: false,
      rendererOptions: { formatOutput: 'truncate', removeEmptyLines: false },
    },
  );
  await list.run();
}
