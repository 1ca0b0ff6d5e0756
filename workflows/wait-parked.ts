/** A parked load waits for a person; meanwhile it looks by itself, now and then, whether the site or the file has healed. */
import { CancellationScope, condition, isCancellation, patched } from '@temporalio/workflow';
import type { RefusedFile } from '../activities/references.ts';
import { millisecondsOf } from './duration.ts';
import { type LoadState, aPersonCanHelp } from './load-state.ts';
import { waitBeforeLook } from './look-again.ts';
import { Stage } from './messages.ts';
import type { Parking, Sent } from './parking.ts';

/** `changed by itself`: a look has filled a slot, or nothing is in the way any more. `nobody`: the patience is used up. */
export type WaitEnd = Sent | 'changed by itself' | 'nobody';

/**
 * Waits until somebody answers, until something has healed, or until the patience is used up.
 * @param until time in milliseconds at which it is; a look by itself does not move it
 */
export async function waitParked(
  load: LoadState,
  parking: Parking,
  until: number,
  look: () => Promise<void>,
): Promise<WaitEnd> {
  load.enter(Stage.needsAttention);
  parking.begin();
  if (!patched('looks-again')) return (await parking.next(load.input.patience)) ?? 'nobody';
  for (;;) {
    const left = until - Date.now();
    if (left <= 0) return 'nobody';
    const wait = nextLook(load);
    const looks = wait !== undefined && wait < left;
    load.showNextLook(looks ? new Date(Date.now() + wait).toISOString() : undefined);
    const sent = await parking.next(looks ? wait : left, summaryOf(load, looks));
    if (sent) return sent;
    if (!looks) return 'nobody';
    const { loaded } = load;
    await lookQuietly(load, parking, look);
    load.looked += 1;
    if (load.loaded > loaded || !load.needsAPerson()) return 'changed by itself';
  }
}

/** Milliseconds to the next look; undefined where the load never looks. */
function nextLook(load: LoadState): number | undefined {
  if (load.looks === undefined) return undefined;
  const problems = load.problems.filter(aPersonCanHelp);
  return millisecondsOf(waitBeforeLook(load.looks, problems, load.looked));
}

/** One line for the timer in the UI. */
function summaryOf({ problems, year }: LoadState, looks: boolean): string {
  const what = whatIsMissing(problems.filter(aPersonCanHelp), year.fy);
  return `Waits for somebody: ${what}. Then it ${looks ? 'looks again by itself' : 'goes on without'}.`.slice(
    0,
    200,
  );
}

function whatIsMissing(problems: readonly RefusedFile[], fy: string): string {
  const slots = problems.slice(0, 3).map(({ slot, code }) => `${slot || `the page of ${fy}`} (${code})`);
  return `${slots.join(', ')}${problems.length > 3 ? ` and ${problems.length - 3} more` : ''}`;
}

/** A look that finds nothing changes nothing; one during which somebody answers is broken off. */
async function lookQuietly(load: LoadState, parking: Parking, look: () => Promise<void>): Promise<void> {
  const before = load.standing();
  load.lookQuietly(before);
  const looking = new CancellationScope();
  const listening = new CancellationScope();
  try {
    const looked = looking.run(look);
    const answered = listening.run(() => condition(parking.isAnswered)).catch(() => undefined);
    await Promise.race([looked, answered]);
    // What is being loaded is loaded.
    if (parking.isAnswered() && load.stage === Stage.needsAttention) looking.cancel();
    await looked;
  } catch (error) {
    load.restore(before);
    const brokenOff = parking.isAnswered() && !CancellationScope.current().consideredCancelled;
    if (!isCancellation(error) || !brokenOff) throw error;
  } finally {
    listening.cancel();
    load.lookQuietly(undefined);
  }
}
