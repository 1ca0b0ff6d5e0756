/** Loads that have stopped for a person: what he reads. */
import type { Client } from '@temporalio/client';
import { type LoadProgress, progressQuery, Stage } from '../workflows/messages.ts';
import { groupReasons } from './group-reasons.ts';
import type { Snapshot, Watched } from './watched.ts';

/** Tells once of every load that parks, and again when it parks again. */
export function parkedTeller(
  client: Client,
  write: (workflowId: string, text: string) => void,
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
        .query(progressQuery)
        .catch(() => undefined);
      if (asked) write(load.workflowId, parkedText(asked));
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
