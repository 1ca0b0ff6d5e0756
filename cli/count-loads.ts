/** The count of loads in words: `78 loads: 70 done, 3 done with gaps, 2 need attention, 3 moving`. */
import { Stage } from '../workflows/messages.ts';
import { type LoadStanding, HAS_ENDED, Standing } from './load-standing.ts';

/** What stands first in a count: what somebody has to act on. */
const FIRST_READ: readonly Standing[] = [
  Standing.failed,
  Standing.noAnswer,
  Standing.needsAttention,
  Standing.paused,
  Standing.askedAgain,
  Standing.moving,
  Standing.toCome,
  Standing.done,
  Standing.doneWithGaps,
  Standing.skipped,
  Standing.cancelled,
  Standing.terminated,
];

const IN_WORDS: Partial<Record<Standing, (count: number) => string>> = {
  [Standing.needsAttention]: (count) => `${count} ${count === 1 ? 'needs' : 'need'} attention`,
  [Standing.noAnswer]: (count) => `${count} ${count === 1 ? 'gives' : 'give'} no answer`,
};

export function countLoads(loads: readonly Pick<LoadStanding, 'standing'>[]): string {
  const counts = new Map<Standing, number>();
  for (const { standing } of loads) counts.set(standing, (counts.get(standing) ?? 0) + 1);
  const parts = FIRST_READ.flatMap((standing) => {
    const count = counts.get(standing);
    return count === undefined ? [] : [IN_WORDS[standing]?.(count) ?? `${count} ${standing}`];
  });
  const total = `${loads.length} ${loads.length === 1 ? 'load' : 'loads'}`;
  return parts.length === 0 ? total : `${total}: ${parts.join(', ')}`;
}

/** Loads that have not ended, by their stages: `3 discovering, 5 to come`. Empty when all have. */
export function groupStages(loads: readonly Pick<LoadStanding, 'standing' | 'stage'>[]): string {
  const counts = new Map<string, number>();
  for (const { standing, stage } of loads) {
    if (HAS_ENDED.has(standing)) continue;
    // Whoever "waits" waits for a person, everywhere else.
    const said = stage === Stage.waiting ? 'about to begin' : stage;
    counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  return [...counts].map(([stage, count]) => `${count} ${stage}`).join(', ');
}
