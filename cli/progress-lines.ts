/** Progress for logs and pipes: a line when something changes, and silence otherwise. */
import { groupStages } from './count-loads.ts';
import type { Hint } from './hint.ts';
import { type LoadStanding, HAS_ENDED, Standing } from './load-standing.ts';
import { plainText } from './plain-text.ts';
import { askedAgainText, nameOf, parkedText } from './waiting-loads.ts';

/** A count of loads is out of date at once while many move. */
const COUNT_EVERY_MS = 5000;

/** Returns what is to be called with every look at the loads. */
export function progressLines(
  hint: Hint,
  write: (line: string) => void,
  now: () => number = Date.now,
): (loads: readonly LoadStanding[]) => void {
  const told = new Map<string, string>();
  let count = '';
  let countedAt = now();
  return (loads) => {
    for (const load of loads) {
      const before = told.get(load.workflowId);
      const text = changeText(load, before, hint);
      if (keyOf(load) === before) continue;
      told.set(load.workflowId, keyOf(load));
      if (text !== undefined) write(text);
    }
    const ended = loads.filter(({ standing }) => HAS_ENDED.has(standing)).length;
    const line = `${ended} of ${loads.length} loads finished; ${groupStages(loads) || 'joining'}`;
    if (line === count || now() - countedAt < COUNT_EVERY_MS) return;
    count = line;
    countedAt = now();
    write(line);
  };
}

/** What has to change before the load is spoken of again. */
function keyOf(load: LoadStanding): string {
  const attempt = Math.max(0, ...load.askedAgain.map(({ attempt: one }) => one));
  return load.standing === Standing.askedAgain
    ? `${load.standing} ${attempt}`
    : load.standing === Standing.needsAttention
      ? `${load.standing} ${load.reasons.join('\n')}`
      : load.standing;
}

/** Undefined for a change that nobody has to read. */
function changeText(load: LoadStanding, before: string | undefined, hint: Hint): string | undefined {
  const name = nameOf(load);
  if (load.standing === Standing.needsAttention) return parkedText(load, hint);
  if (load.standing === Standing.askedAgain) return askedAgainText(load);
  if (load.standing === Standing.failed || load.standing === Standing.cancelled) {
    return [`${name}: ${load.standing}`, ...load.reasons.slice(0, 1).map((reason) => plainText(reason))].join(
      ': ',
    );
  }
  if (HAS_ENDED.has(load.standing)) return `${name}: ${load.standing}`;
  return before?.startsWith(Standing.needsAttention) ? `${name}: goes on, ${load.stage}` : undefined;
}
