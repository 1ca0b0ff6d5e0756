import { setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import type { Plan } from '../activities/references.ts';
import { yearBefore } from '../nhs/financial-year.ts';
import { ingest } from './activities.ts';
import { type BuildOutcome, LOAD_DEFAULTS } from './build-input.ts';
import { BACKFILL_EXAMPLE, type BackfillRequest, readBackfill } from './read-run-message.ts';
import { refusal, unwrapped } from './refusal.ts';
import { runLoads } from './run-loads.ts';

/** What a backfill has come to; `left` names what was asked for and is not loaded. */
export interface BackfillOutcome extends BuildOutcome {
  readonly left: Pick<Plan, 'unreadable' | 'notDue'>;
}

/** Input as a person types it in the Temporal UI; every key may be left out. */
export interface BackfillInput {
  readonly years?: string;
  readonly datasets?: string;
  readonly 'ask again'?: boolean;
}

/** Set by the server on whatever a schedule starts: the time for which it was started, also in a backfill of the schedule. */
const scheduledFor = defineSearchAttributeKey('TemporalScheduledStartTime', SearchAttributeType.DATETIME);

/**
 * Loads years side by side, and joins and publishes once at the end. Where a schedule has started it and no years are
 * given, it loads the financial year before the one in which its day lies: 2017-18 for any day from 1 April 2018 on.
 */
export async function backfill(...input: readonly [BackfillInput?]): Promise<BackfillOutcome> {
  const read = readBackfill(input);
  if ('refused' in read) throw refusal(read.refused);
  const { loads, ...left } = await unwrapped(ingest.plan(planOf(read.asked)));
  if (loads.length === 0) {
    setCurrentDetails([...left.unreadable, ...left.notDue].map((line) => `- ${line}`).join('\n'));
    const why = [...left.unreadable, ...left.notDue].slice(0, 3).join('; ');
    throw refusal(`There is nothing to load: ${why}. ${BACKFILL_EXAMPLE}`);
  }
  const outcome = await runLoads({
    ...LOAD_DEFAULTS,
    ...{ loads, left, folder: { recognised: [], unrecognised: [] } },
    source: { kind: 'web', revalidate: read.asked.askAgain },
  });
  return { ...outcome, unrecognised: [], left };
}

function planOf({ years, datasets }: BackfillRequest): { years?: string; datasets?: string } {
  const asked = years ?? yearOfSchedule();
  return { ...(asked !== undefined && { years: asked }), ...(datasets !== undefined && { datasets }) };
}

function yearOfSchedule(): string | undefined {
  const day = workflowInfo().typedSearchAttributes.get(scheduledFor);
  return day && yearBefore(day.toISOString().slice(0, 10));
}
