/** From years as a person types them to the dataset-years that can be loaded on a day, and those that cannot. */
import type { Dataset } from '../datasets/contract/dataset.ts';
import { type FinancialYear, financialYears } from '../nhs/financial-year.ts';
import { type DueDataset, dueSlots } from './due.ts';
import { firstDue, isDue, latestYear } from './periods.ts';

/** A dataset-year of which nothing is published yet. */
export interface NotDue {
  readonly dataset: string;
  readonly fy: FinancialYear;
  /** ISO day on which its first file is due. */
  readonly due: string;
}

export interface PlannedYears {
  readonly loads: readonly { readonly dataset: string; readonly fy: FinancialYear }[];
  /** Sentences: dataset-years that no layout is known for. */
  readonly unreadable: readonly string[];
  readonly notDue: readonly NotDue[];
}

/**
 * `2017-18..2023-24`, `latest`, `2017-18..latest`: `latest` is the last year of which any of the datasets has a file due.
 * @param today ISO day
 * @throws RangeError with a sentence that says what would be right
 */
export function yearsAsked(
  text: string,
  today: string,
  datasets: readonly DueDataset[],
): readonly FinancialYear[] {
  if (!/\blatest\b/.test(text)) return financialYears(text);
  const latest = datasets
    .flatMap((dataset) => latestYear(dataset, today) ?? [])
    .sort()
    .at(-1);
  if (latest === undefined) {
    throw new RangeError('None of these datasets has years, so there is no latest one. Write 2019-20.');
  }
  return financialYears(text.replace(/\blatest\b/g, latest));
}

/**
 * One load for each dataset and year; a dataset without years once, under `yearless`. Years of which nothing is published
 * yet, and years that a dataset cannot read, are named.
 */
export function planYears(
  years: readonly FinancialYear[],
  datasets: readonly Dataset[],
  { today, yearless }: { readonly today: string; readonly yearless: string },
): PlannedYears {
  const loads: { dataset: string; fy: FinancialYear }[] = [];
  const unreadable: string[] = [];
  const notDue: NotDue[] = [];
  for (const dataset of datasets) {
    const { name } = dataset;
    if (dataset.yearless) {
      loads.push({ dataset: name, fy: yearless });
      continue;
    }
    for (const fy of years) {
      if (!isDue(dataset, fy, today)) notDue.push({ dataset: name, fy, due: firstDue(dataset, fy) ?? '' });
      else if (dataset.years.includes(fy)) loads.push({ dataset: name, fy });
      else unreadable.push(`${name} ${fy}: its layouts are known for ${spanOf(dataset.years)} only`);
    }
  }
  return { loads, unreadable, notDue };
}

/** `tac 2025-26: nothing of it is published yet; its first file is due on 2027-01-01`. */
export function notDueSentence({ dataset, fy, due }: NotDue): string {
  return `${dataset} ${fy}: nothing of it is published yet; its first file is due on ${due}`;
}

/** The slots of a dataset-year without a file that need not worry anybody on a day: not due yet, or within the grace. */
export function awaited(
  dataset: DueDataset,
  fy: FinancialYear,
  today: string,
): ReadonlyMap<string, { readonly due: string; readonly notYetDue: boolean }> {
  return new Map(
    dueSlots(dataset, fy)
      .filter(({ lateAfter }) => today <= lateAfter)
      .map(({ slot, due }) => [slot, { due, notYetDue: today < due }]),
  );
}

function spanOf(years: readonly FinancialYear[]): string {
  return `${years[0] ?? ''} to ${years.at(-1) ?? ''}`;
}
