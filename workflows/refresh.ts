import { patched, setCurrentDetails } from '@temporalio/workflow';
import { ingest, warehouse } from './activities.ts';
import { LOAD_DEFAULTS } from './build-input.ts';
import { tell } from './notices.ts';
import { readRefresh, type RefreshRequest } from './read-run-message.ts';
import { refusal, unwrapped } from './refusal.ts';
import { runLoads, type RunOutcome } from './run-loads.ts';

/** Input as a person may type it in the Temporal UI. */
export interface RefreshInput {
  readonly datasets?: string;
}

/** What a refresh has come to; without a join where there was nothing to ask for. */
export type RefreshOutcome = RunOutcome | { readonly loads: readonly [] };

/**
 * Asks the publications that may have something new, by their calendar, joins, and tells people of periods that are late. Loads
 * that wait for somebody do not hold it: it ends before them, so that the next refresh begins in time, and each of them joins
 * after itself.
 */
export async function refresh(...input: readonly [RefreshInput?]): Promise<RefreshOutcome> {
  const read = readRefresh(input);
  if ('refused' in read) throw refusal(read.refused);
  const byCalendar = patched('asks-by-the-calendar');
  const held = byCalendar ? { loaded: (await warehouse.slotsSeen()).loaded } : {};
  const { loads, ...left } = await unwrapped(ingest.planRefresh({ ...read.asked, ...held }));
  const folder = { recognised: [], unrecognised: [] };
  const outcome: RefreshOutcome =
    loads.length === 0
      ? { loads: [] }
      : await runLoads({
          ...{ ...LOAD_DEFAULTS, loads, left, folder, letGo: true },
          ...(byCalendar && { lateIsTold: true }),
        });
  if (loads.length === 0) setCurrentDetails('No publication has anything new to ask for today.');
  if (byCalendar) await tellLate(read.asked);
  return outcome;
}

/** After the loads: a file that has come today is not late any more. */
async function tellLate(asked: RefreshRequest): Promise<void> {
  const { seen } = await warehouse.slotsSeen();
  await tell({ kind: 'late', periods: await ingest.latePeriods({ ...asked, seen }) });
}
