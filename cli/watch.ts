/** Shows what is being loaded: a frame that fits the window of a terminal, plain lines elsewhere. */
import type { Client } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatasetYear } from '../activities/references.ts';
import { loadWorkflowId } from '../workflows/messages.ts';
import { followLoads } from './follow-loads.ts';
import { DEFAULT_DATA_DIR, hintFor } from './hint.ts';
import { type LoadStanding, toCome } from './load-standing.ts';
import { progressLines } from './progress-lines.ts';
import { liveFrame } from './show-progress.ts';
import { EVERY_MS } from './watched.ts';

export interface WatchOutput {
  /** A frame that is drawn again and again; else a line for every change. */
  readonly live: boolean;
  readonly write: (line: string) => void;
  /** For the commands that people are told to type. */
  readonly dataDir?: string;
}

/**
 * Shows progress until `done` settles.
 * @param startedAt when the run began, by the server's clock
 */
export async function watch(
  client: Client,
  loads: readonly DatasetYear[],
  startedAt: Date,
  done: Promise<unknown>,
  out: WatchOutput,
): Promise<void> {
  const watched = loads.map((load) => ({ ...load, workflowId: loadWorkflowId(load.dataset, load.fy) }));
  const hint = hintFor(out.dataDir ?? DEFAULT_DATA_DIR);
  const look = followLoads(client, watched, startedAt);
  let over = false;
  const isOver = (): boolean => over;
  const end = done.then(
    () => void (over = true),
    () => void (over = true),
  );
  let latest: readonly LoadStanding[] = watched.map((load) => toCome(load));
  const tell = out.live ? undefined : progressLines(hint, out.write);
  const update = async (): Promise<void> => {
    // A server that does not answer for a while is asked again; what was known stays on the screen.
    latest = await look().catch(() => latest);
    if (!over) tell?.(latest);
  };
  const polling = (async () => {
    while (!isOver()) {
      // A question to a load is answered by its worker; when the run is over, that may be gone.
      await Promise.race([end, update()]);
      await Promise.race([end, sleep(EVERY_MS)]);
    }
  })();
  if (out.live) await liveFrame(() => latest, isOver, hint);
  await polling;
  // What has ended since the last look.
  latest = await Promise.race([look().catch(() => latest), sleep(LAST_LOOK_MS, latest)]);
  tell?.(latest);
}

const LAST_LOOK_MS = 2000;
