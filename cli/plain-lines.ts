import { setTimeout as sleep } from 'node:timers/promises';
import { Stage } from '../workflows/messages.ts';
import { type Snapshot, type Watched, ENDED, EVERY_MS } from './watched.ts';

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
