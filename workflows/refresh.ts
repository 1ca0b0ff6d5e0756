import { setCurrentDetails } from '@temporalio/workflow';
import { ingest } from './activities.ts';
import { LOAD_DEFAULTS } from './build-input.ts';
import { readRefresh } from './read-run-message.ts';
import { refusal, unwrapped } from './refusal.ts';
import { runLoads, type RunOutcome } from './run-loads.ts';

/** Input as a person may type it in the Temporal UI. */
export interface RefreshInput {
  readonly datasets?: string;
}

/** What a refresh has come to; without a join where there was nothing to ask for. */
export type RefreshOutcome = RunOutcome | { readonly loads: readonly [] };

/**
 * Asks the publications that may have something new, and joins. Loads that wait for somebody do not hold it: it ends
 * before them, so that the next refresh begins in time, and each of them joins after itself.
 */
export async function refresh(...input: readonly [RefreshInput?]): Promise<RefreshOutcome> {
  const read = readRefresh(input);
  if ('refused' in read) throw refusal(read.refused);
  const { loads, ...left } = await unwrapped(ingest.planRefresh(read.asked));
  if (loads.length === 0) {
    setCurrentDetails('No publication has anything new to ask for today.');
    return { loads: [] };
  }
  const folder = { recognised: [], unrecognised: [] };
  return await runLoads({ ...LOAD_DEFAULTS, ...{ loads, left, folder }, letGo: true });
}
