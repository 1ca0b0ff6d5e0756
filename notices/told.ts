/**
 * What people have been told already, so that one thing is told once: a small text in the store, beside the raw files, which
 * every ingest worker reaches. Pure: the text before in, what is left to tell and the text after out.
 */
import { z } from 'zod';
import type { LatePeriod, Notice, WaitingLoad } from './notice.ts';

export const TOLD_KEY = 'notices/told.json';

const Memory = z.object({
  /** `beds/2022-23` → what it waited for when it was told. */
  waiting: z.record(z.string(), z.string()).default({}),
  /** `beds/2022-23Q3` → the day it was due. */
  late: z.record(z.string(), z.string()).default({}),
  /** The releases whose changes were told, the last ones. */
  changed: z.array(z.string()).default([]),
});
type Memory = z.infer<typeof Memory>;

/** A publication has some hundred periods; what was late ten years ago is not asked again. */
const LATE_KEPT = 5000;
const RELEASES_KEPT = 50;

/** What of a notice has not been told; undefined where all of it has. */
export function leftToTell<N extends Notice>(notice: N, before: string | undefined): N | undefined {
  const memory = read(before);
  switch (notice.kind) {
    case 'waiting': {
      const loads = notice.loads.filter((load) => memory.waiting[keyOf(load)] !== waitsFor(load));
      return loads.length === 0 ? undefined : { ...notice, loads };
    }
    case 'late': {
      const periods = notice.periods.filter((late) => memory.late[lateKey(late)] !== late.due);
      return periods.length === 0 ? undefined : { ...notice, periods };
    }
    case 'changed':
      return memory.changed.includes(notice.changes.release) ? undefined : notice;
    case 'settled':
      return notice.loads.some((load) => keyOf(load) in memory.waiting) ? notice : undefined;
  }
}

/** The text once a notice has been told, or a load has settled. */
export function afterTelling(notice: Notice, before: string | undefined): string {
  const memory = read(before);
  switch (notice.kind) {
    case 'waiting':
      for (const load of notice.loads) memory.waiting[keyOf(load)] = waitsFor(load);
      break;
    case 'late':
      for (const late of notice.periods) memory.late[lateKey(late)] = late.due;
      memory.late = Object.fromEntries(Object.entries(memory.late).slice(-LATE_KEPT));
      break;
    case 'changed':
      memory.changed = [...memory.changed, notice.changes.release].slice(-RELEASES_KEPT);
      break;
    case 'settled':
      for (const load of notice.loads) delete memory.waiting[keyOf(load)];
      break;
  }
  return `${JSON.stringify(memory, null, 2)}\n`;
}

/** A text that somebody has damaged is nothing told: a second notice does less harm than none. */
function read(text: string | undefined): Memory {
  try {
    return Memory.parse(JSON.parse(text ?? '{}'));
  } catch {
    return Memory.parse({});
  }
}

function keyOf({ dataset, fy }: Pick<WaitingLoad, 'dataset' | 'fy'>): string {
  return `${dataset}/${fy}`;
}

function waitsFor({ problems, waitingFor = '' }: WaitingLoad): string {
  return `${problems}: ${waitingFor}`;
}

function lateKey({ dataset, period }: LatePeriod): string {
  return `${dataset}/${period}`;
}
