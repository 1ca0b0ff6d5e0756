/** A load that is cancelled before it is done: what is missing is noted as a gap, with the true reason. */
import { log } from '@temporalio/workflow';
import type { Gap, LoadedFile } from '../activities/references.ts';
import { warehouse } from './activities.ts';
import { type LoadState, WHOLE_YEAR } from './load-state.ts';

/** A worker that is gone must not keep a cancelled load open for ever. */
const WITHIN = '5 minutes';
const CANCELLED = 'The load was cancelled';

/** Call it outside the scope that is cancelled. */
export async function recordCancelled(load: LoadState): Promise<void> {
  try {
    // The step that was cut off may have loaded some of its files.
    const now = await warehouse.loadedFiles.executeWithOptions({ scheduleToCloseTimeout: WITHIN }, [
      load.year,
    ]);
    const gaps = gapsOf(load, now.files);
    const { refused } = load.outcome();
    await warehouse.recordGaps.executeWithOptions({ scheduleToCloseTimeout: WITHIN }, [
      { ...load.year, gaps, refused },
    ]);
    load.showAnswer(`${CANCELLED}. ${gaps.length} of its files are named as gaps.`);
  } catch (error) {
    log.warn('The gaps of a cancelled load could not be noted', { error });
  }
}

function gapsOf(load: LoadState, now: readonly LoadedFile[]): readonly Gap[] {
  const { held, problems, slots, year } = load;
  const gaps: Gap[] = problems.map(({ slot, period, message }) => ({
    slot,
    period,
    reason: `${message} ${CANCELLED} before anybody had answered.`,
  }));
  const named = new Set(gaps.map(({ slot }) => slot));
  const isLoaded = (name: string): boolean => {
    const before = held.files.find(({ slot }) => slot === name);
    const after = now.find(({ slot }) => slot === name);
    return after !== undefined && (before?.sha256 !== after.sha256 || before.url !== after.url);
  };
  for (const { slot, period } of slots) {
    if (named.has(slot) || load.filledSlots.has(slot) || isLoaded(slot)) continue;
    gaps.push({ slot, period, reason: `${CANCELLED} before this file was loaded.` });
  }
  if (gaps.length === 0 && load.loaded === 0)
    gaps.push({ slot: WHOLE_YEAR, period: year.fy, reason: `${CANCELLED} before its files were found.` });
  return gaps;
}
