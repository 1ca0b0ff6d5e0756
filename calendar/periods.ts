/** How the periods of a publication stand on a day: what may be asked for, what is late, what there is. */
import { type FinancialYear, financialYear, financialYearOfMonth } from '../nhs/financial-year.ts';
import { type DueDataset, type DueSlot, dueSlots } from './due.ts';

/** How a period stands on a day. */
export const PeriodState = { notYetDue: 'not yet due', due: 'due', late: 'late', found: 'found' } as const;
export type PeriodState = (typeof PeriodState)[keyof typeof PeriodState];

/** The slots that have been seen, as `seenKey` writes them. */
export type Seen = ReadonlySet<string>;

/** A dataset, a year and a slot in one text. */
export function seenKey(dataset: string, fy: FinancialYear, slot: string): string {
  return `${dataset} ${fy} ${slot}`;
}

/** A period that should have come and has not. */
export interface LatePeriod {
  readonly dataset: string;
  readonly fy: FinancialYear;
  readonly slot: string;
  readonly period: string;
  readonly label: string;
  readonly due: string;
  readonly daysLate: number;
}

/** @param today ISO day */
export function stateOf({ due, lateAfter }: DueSlot, found: boolean, today: string): PeriodState {
  if (found) return PeriodState.found;
  if (today < due) return PeriodState.notYetDue;
  return today <= lateAfter ? PeriodState.due : PeriodState.late;
}

/** The financial years of which a file may be due by now, from the first year asked for. */
export function yearsUpTo(today: string, first: FinancialYear): readonly FinancialYear[] {
  const last = Number(financialYearOfDay(today).slice(0, 4));
  const start = Number(first.slice(0, 4));
  return Array.from({ length: Math.max(0, last - start + 1) }, (_, index) => financialYear(start + index));
}

/** The financial year that a day lies in. */
export function financialYearOfDay(day: string): FinancialYear {
  return financialYearOfMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)));
}

/** Whether any file of a dataset-year is due: a year with none is not asked for. A dataset without years always is. */
export function isDue(dataset: DueDataset, fy: FinancialYear, today: string): boolean {
  return dataset.yearless || dueSlots(dataset, fy).some(({ due }) => due <= today);
}

/** The day from which a year of a dataset can be asked for; undefined for a dataset without years. */
export function firstDue(dataset: DueDataset, fy: FinancialYear): string | undefined {
  return dueSlots(dataset, fy)
    .map(({ due }) => due)
    .sort()[0];
}

/** The last year of which a dataset has any file due. */
export function latestYear(dataset: DueDataset, today: string): FinancialYear | undefined {
  if (dataset.yearless) return undefined;
  return yearsUpTo(today, FIRST_YEAR).findLast((fy) => isDue(dataset, fy, today));
}

/** Before this year no file of any publication is read. */
const FIRST_YEAR = '2017-18';

/**
 * The years of a dataset worth asking the publisher about on a day, because a file is due that has not been seen. Revisions
 * of files that were seen come with the next file of the same page, or are asked for by a whole backfill.
 */
export function worthAsking(
  dataset: DueDataset,
  today: string,
  seen: Seen,
  { first = FIRST_YEAR }: { readonly first?: FinancialYear } = {},
): readonly FinancialYear[] {
  return yearsUpTo(today, first).filter((fy) =>
    dueSlots(dataset, fy).some(
      ({ slot, due, optional }) => !optional && due <= today && !seen.has(seenKey(dataset.name, fy, slot)),
    ),
  );
}

/**
 * The periods that are late on a day and have not been seen, the longest awaited first. Years of which nothing has been seen
 * are left out unless they follow a year that has: nobody has asked for them.
 */
export function latePeriods(
  today: string,
  seen: Seen,
  datasets: readonly DueDataset[],
): readonly LatePeriod[] {
  return datasets
    .flatMap((dataset) =>
      yearsWatched(dataset, today, seen).flatMap((fy) => lateOf(dataset, fy, today, seen)),
    )
    .sort(
      (a, b) =>
        b.daysLate - a.daysLate ||
        (seenKey(a.dataset, a.fy, a.slot) < seenKey(b.dataset, b.fy, b.slot) ? -1 : 1),
    );
}

/** The years of a dataset of which a file has been seen, and every year after the first of them. */
function yearsWatched(dataset: DueDataset, today: string, seen: Seen): readonly FinancialYear[] {
  const years = yearsUpTo(today, FIRST_YEAR);
  const first = years.findIndex((fy) =>
    dueSlots(dataset, fy).some(({ slot }) => seen.has(seenKey(dataset.name, fy, slot))),
  );
  return first < 0 ? [] : years.slice(first);
}

function lateOf(dataset: DueDataset, fy: FinancialYear, today: string, seen: Seen): readonly LatePeriod[] {
  return dueSlots(dataset, fy)
    .filter(
      (slot) =>
        !slot.optional &&
        stateOf(slot, seen.has(seenKey(dataset.name, fy, slot.slot)), today) === PeriodState.late,
    )
    .map(({ slot, period, label, due, lateAfter }) => ({
      ...{ dataset: dataset.name, fy, slot, period, label, due },
      daysLate: Math.round((Date.parse(today) - Date.parse(lateAfter)) / 86_400_000),
    }));
}
