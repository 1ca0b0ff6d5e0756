/** How the periods of a publication stand on a day: what may be asked for, what is late, what there is. */
import { type FinancialYear, financialYear, financialYearOfMonth } from '../nhs/financial-year.ts';
import { addDays, type DueDataset, type DueSlot, dueSlots } from './due.ts';

/** How a period stands on a day. */
export const PeriodState = { notYetDue: 'not yet due', due: 'due', late: 'late', found: 'found' } as const;
export type PeriodState = (typeof PeriodState)[keyof typeof PeriodState];

/** Slots, as `seenKey` writes them, and years that were asked for, as `askedKey` writes them. */
export type Seen = ReadonlySet<string>;

/** A dataset, a year and a slot in one text. */
export function seenKey(dataset: string, fy: FinancialYear, slot: string): string {
  return `${dataset} ${fy} ${slot}`;
}

/** A dataset-year that was asked for, whether or not anything came of it. */
export function askedKey(dataset: string, fy: FinancialYear): string {
  return `${dataset} ${fy}`;
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

/** After so many days a file that has been asked for in vain is not asked for again by itself. */
export const IN_VAIN_DAYS = 400;

/**
 * The years of a dataset worth asking the publisher about on a day: those with a file that is due and is not among `loaded`, and
 * the year before each, which publishers revise with the next release. Only years from the first that was ever asked for: a
 * publication that nobody has loaded is not begun with. A file that was asked for in vain for a year is left alone.
 * @param loaded the slots that are loaded, and the years that were asked for (`askedKey`)
 */
export function worthAsking(dataset: DueDataset, today: string, loaded: Seen): readonly FinancialYear[] {
  const years = yearsWatched(dataset, today, loaded);
  const open = years.filter((fy) => {
    const asked = loaded.has(askedKey(dataset.name, fy));
    return dueSlots(dataset, fy).some(
      ({ slot, due, optional }) =>
        !optional &&
        due <= today &&
        !loaded.has(seenKey(dataset.name, fy, slot)) &&
        !(asked && today > addDays(due, IN_VAIN_DAYS)),
    );
  });
  return years.filter((fy, index) => {
    const next = years[index + 1];
    return open.includes(fy) || (next !== undefined && open.includes(next));
  });
}

/**
 * The periods that are late on a day and have not been seen, the longest awaited first. Only of years that were asked for: of
 * others nobody knows whether the publisher has them.
 * @param seen the slots of which a file has been seen, and the years that were asked for (`askedKey`)
 */
export function latePeriods(
  today: string,
  seen: Seen,
  datasets: readonly DueDataset[],
): readonly LatePeriod[] {
  return datasets
    .flatMap((dataset) =>
      yearsWatched(dataset, today, seen)
        .filter((fy) => seen.has(askedKey(dataset.name, fy)))
        .flatMap((fy) => lateOf(dataset, fy, today, seen)),
    )
    .sort(
      (a, b) =>
        b.daysLate - a.daysLate ||
        (seenKey(a.dataset, a.fy, a.slot) < seenKey(b.dataset, b.fy, b.slot) ? -1 : 1),
    );
}

/** The first year of a dataset that was asked for, and every year after it up to the day. */
export function yearsWatched(dataset: DueDataset, today: string, seen: Seen): readonly FinancialYear[] {
  if (dataset.yearless) return [];
  const years = yearsUpTo(today, FIRST_YEAR);
  const first = years.findIndex((fy) => seen.has(askedKey(dataset.name, fy)));
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
