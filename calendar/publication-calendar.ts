/** The table of publications: every file that was to come, when it was due, when it came, and how it stands on a day. */
import type { FinancialYear } from '../nhs/financial-year.ts';
import { type DueDataset, dueSlots } from './due.ts';
import { askedKey, PeriodState, type Seen, seenKey, stateOf, yearsWatched } from './periods.ts';

/** What is known of a slot of which a file has been seen. */
export interface SlotFacts {
  /** When a file of the slot was fetched for the first time, ISO. */
  readonly firstSeen: string | null;
  /** When the publisher put it there, ISO: by the server's own date, else by the day that the file prints. */
  readonly published: string | null;
  /** When a file of the slot was loaded for the first time, ISO. */
  readonly loaded: string | null;
  /** Hours from `published` to `loaded`; null where the file was there before anybody asked. */
  readonly freshnessHours: number | null;
}

export interface CalendarRow extends SlotFacts {
  readonly dataset: string;
  readonly fy: FinancialYear;
  readonly slot: string;
  readonly period: string;
  readonly due: string;
  readonly lateAfter: string;
  readonly state: PeriodState;
}

export interface CalendarFacts {
  /** By `seenKey`. */
  readonly facts: ReadonlyMap<string, SlotFacts>;
  /** By `askedKey`: dataset-years that were asked for. */
  readonly asked: Seen;
}

const NOTHING: SlotFacts = { firstSeen: null, published: null, loaded: null, freshnessHours: null };

/**
 * One row for each file from the first year of each dataset that was asked for, up to the financial year of the day. An optional
 * file has a row where it has come. Nothing is late in a year that nobody has asked for.
 * @param today ISO day
 */
export function publicationCalendar(
  datasets: readonly DueDataset[],
  { facts, asked }: CalendarFacts,
  today: string,
): readonly CalendarRow[] {
  return datasets.flatMap((dataset) =>
    yearsWatched(dataset, today, asked).flatMap((fy) =>
      dueSlots(dataset, fy).flatMap((expected): readonly CalendarRow[] => {
        const known = facts.get(seenKey(dataset.name, fy, expected.slot));
        if (expected.optional && !known) return [];
        const { slot, period, due, lateAfter } = expected;
        const state = stateOf(expected, known !== undefined, today);
        const nobodyAsked = state === PeriodState.late && !asked.has(askedKey(dataset.name, fy));
        return [
          {
            ...{ dataset: dataset.name, fy, slot, period, due, lateAfter },
            ...(known ?? NOTHING),
            state: nobodyAsked ? PeriodState.due : state,
          },
        ];
      }),
    ),
  );
}
