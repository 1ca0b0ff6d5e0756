/** The day on which the file of a slot is due, and the day after which the file is late. */
import type { Dataset } from '../datasets/contract/dataset.ts';
import type { DueRule } from '../datasets/contract/due.ts';
import { type FinancialYear, lastDay } from '../nhs/financial-year.ts';

/** What the calendar must know of a dataset. */
export type DueDataset = Pick<Dataset, 'name' | 'due' | 'yearless' | 'expectedFiles'>;

/** One file that a dataset-year consists of, with its days (ISO). */
export interface DueSlot {
  readonly slot: string;
  readonly period: string;
  readonly label: string;
  /** From this day on the file can be expected. */
  readonly due: string;
  /** The last day on which nobody has to wonder. */
  readonly lateAfter: string;
  /** Not every publisher's page has the file, or it is another edition of the period. */
  readonly optional: boolean;
}

/**
 * The ISO day on which the file of a slot is due.
 * @throws RangeError where the dataset has no such slot, or no rule for the slot
 */
export function dueDate(dataset: DueDataset, fy: FinancialYear, slot: string): string {
  const expected = dataset.expectedFiles(fy).find((file) => file.slot === slot);
  if (!expected) throw new RangeError(`"${slot}" is no slot of ${dataset.name} ${fy}.`);
  return dayOf(ruleOf(dataset, slot), expected.period);
}

/** Every slot of a dataset-year with its days; empty for a dataset without years. */
export function dueSlots(dataset: DueDataset, fy: FinancialYear): readonly DueSlot[] {
  if (dataset.yearless) return [];
  return dataset.expectedFiles(fy).map(({ slot, period, label, optional }) => {
    const rule = ruleOf(dataset, slot);
    const due = dayOf(rule, period);
    return { slot, period, label, due, lateAfter: addDays(due, rule.graceDays), optional: optional === true };
  });
}

/** `2026-11-19` for 14 days after `2026-11-05`. */
export function addDays(day: string, days: number): string {
  return iso(Date.parse(day) + days * DAY);
}

/**
 * The last day of a period: of `2019-20`, `2019-20Q1` or `2019-07`.
 * @throws RangeError for what is no period
 */
export function lastDayOfPeriod(period: string): string {
  const quarter = /^(20\d\d-\d\d)Q([1-4])$/.exec(period);
  if (quarter) {
    const [, fy = '', which = ''] = quarter;
    return monthEnd(Number(fy.slice(0, 4)), 3 * (Number(which) + 1));
  }
  const month = /^(20\d\d)-(0[1-9]|1[0-2])$/.exec(period);
  // A financial year never looks like a month: 2011-12 would, and is before all that is read.
  if (month) return monthEnd(Number(month[1]), Number(month[2]));
  return lastDay(period);
}

const DAY = 86_400_000;

function ruleOf({ name, due }: DueDataset, slot: string): DueRule {
  const rule = due.find(({ slots }) => slots?.test(slot) ?? true);
  if (rule) return rule;
  throw new RangeError(
    `${name} does not say when "${slot}" is due. Add a rule to \`due\` of its dataset.ts (docs/add-a-dataset.md).`,
  );
}

function dayOf({ monthsAfter, day }: DueRule, period: string): string {
  const end = lastDayOfPeriod(period);
  const first = Date.UTC(Number(end.slice(0, 4)), Number(end.slice(5, 7)) - 1 + monthsAfter, 1);
  if (!day) return iso(first);
  const untilWeekday = (day.weekday - new Date(first).getUTCDay() + 7) % 7;
  return iso(first + (untilWeekday + 7 * (day.nth - 1)) * DAY);
}

/** Months beyond December run into the next year. */
function monthEnd(year: number, month: number): string {
  return iso(Date.UTC(year, month, 0));
}

function iso(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
