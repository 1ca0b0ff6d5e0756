/** The schedules `refresh` and `backfill-by-year`: made, switched on and off, and shown. */
import {
  type Client,
  ScheduleAlreadyRunning,
  type ScheduleDescription,
  type ScheduleOptions,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import type { BackfillInput } from '../workflows/backfill.ts';
import { BACKFILL_SCHEDULE_ID, INGEST_QUEUE, REFRESH_SCHEDULE_ID } from '../workflows/messages.ts';
import { ExitCode } from './end.ts';
import { withClient } from './operator.ts';
import type { Environment } from './session.ts';

export type ScheduleVerb = 'on' | 'off' | 'show';

const LONDON = 'Europe/London';
const NEXT_SHOWN = 3;

/** Asks for what is new, on working days once the publishers' half past nine is over. */
export function refreshSchedule(): ScheduleOptions {
  return {
    scheduleId: REFRESH_SCHEDULE_ID,
    spec: {
      calendars: [
        {
          ...{ dayOfWeek: { start: 'MONDAY', end: 'FRIDAY' }, hour: 10, minute: 15 },
          comment: 'Publications come at half past nine.',
        },
      ],
      timezone: LONDON,
    },
    action: {
      ...{ type: 'startWorkflow', workflowType: 'refresh', workflowId: 'refresh', taskQueue: INGEST_QUEUE },
      args: [{}],
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' },
    state: { paused: true, note: 'Made paused: switch it on with npm start -- schedule on, or Unpause.' },
  };
}

/** One run a year on the first of April, for the financial year that has ended; paused, for its Backfill in the UI. */
export function backfillSchedule(input: BackfillInput = {}): ScheduleOptions {
  return {
    scheduleId: BACKFILL_SCHEDULE_ID,
    spec: {
      calendars: [
        {
          ...{ month: 'APRIL', dayOfMonth: 1, hour: 12 },
          comment: 'Each run loads the financial year before the one in which its day lies.',
        },
      ],
      timezone: LONDON,
    },
    action: {
      ...{ type: 'startWorkflow', workflowType: 'backfill', taskQueue: INGEST_QUEUE },
      ...{ workflowId: 'backfill-by-year', args: [input] },
    },
    policies: { overlap: ScheduleOverlapPolicy.BUFFER_ALL, catchupWindow: '1 day' },
    state: {
      paused: true,
      note: 'For Backfill in the Temporal UI: 1 April 2018 loads 2017-18. Backfill and Trigger work while it is paused.',
    },
  };
}

/** Makes the schedules that are not there; those that are stay as somebody has left them. Returns the ids of the new ones. */
export async function makeSchedules(client: Client): Promise<readonly string[]> {
  const made: string[] = [];
  for (const options of [refreshSchedule(), backfillSchedule()]) {
    try {
      await client.schedule.create(options);
      made.push(options.scheduleId);
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    }
  }
  return made;
}

/** `schedule on|off|show`. `on` is about `refresh` alone; `off` pauses both. */
export async function runSchedule(verb: ScheduleVerb, dataDir: string, env: Environment): Promise<number> {
  return await withClient(dataDir, env, async (client) => {
    if (verb !== 'show') await makeSchedules(client);
    const handle = (id: string): ReturnType<Client['schedule']['getHandle']> => client.schedule.getHandle(id);
    if (verb === 'on') await handle(REFRESH_SCHEDULE_ID).unpause('Switched on at the terminal.');
    if (verb === 'off') {
      for (const id of [REFRESH_SCHEDULE_ID, BACKFILL_SCHEDULE_ID]) {
        // One that is paused keeps its note, which says what it is for.
        const { state } = await handle(id).describe();
        if (!state.paused) await handle(id).pause('Switched off at the terminal.');
      }
    }
    for (const line of await scheduleLines(client)) console.log(line);
    return ExitCode.complete;
  });
}

/** How the schedules stand, for people. */
export async function scheduleLines(client: Client): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const id of [REFRESH_SCHEDULE_ID, BACKFILL_SCHEDULE_ID]) {
    try {
      lines.push(...linesOf(await client.schedule.getHandle(id).describe()));
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
      lines.push(`${id}: not there. Make it with npm start -- schedule on, or npm start -- up.`);
    }
  }
  return lines;
}

function linesOf({ scheduleId, state, info }: ScheduleDescription): readonly string[] {
  const [last] = [...info.recentActions].reverse();
  const next = info.nextActionTimes.slice(0, NEXT_SHOWN).map(inLondon).join('; ');
  return [
    `${scheduleId}: ${state.paused ? 'paused' : 'on'}${state.note ? ` (${plain(state.note)})` : ''}`,
    `  next: ${state.paused ? 'nothing while it is paused' : next || 'nothing'}`,
    `  last: ${last ? `${inLondon(last.takenAt)}, ${last.action.workflow.workflowId}` : 'nothing yet'}`,
  ];
}

function inLondon(at: Date): string {
  return `${at.toLocaleString('en-GB', { timeZone: LONDON, dateStyle: 'medium', timeStyle: 'short' })} (London)`;
}

/** A note is typed by people. */
function plain(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').slice(0, 200);
}
