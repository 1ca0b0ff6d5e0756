/** From years and datasets, as they are typed, to what is loaded. Pure. */
import { CURRENT, datasetNamed, datasets } from '../datasets/registry.ts';
import { startYearOf } from '../nhs/financial-year.ts';
import type { DatasetYear, Plan } from './references.ts';

/** `beds,ae-monthly`: names checked against the registry; when nothing is given, all but those that must be asked for. */
export function datasetNames(text: string | undefined): readonly string[] {
  if (text === undefined) return datasets.filter(({ onRequest }) => !onRequest).map(({ name }) => name);
  const names = text.split(',').map((name) => name.trim());
  for (const name of names) datasetNamed(name);
  return [...new Set(names)];
}

/** One load for each dataset and year; a dataset without years once. Years a dataset cannot read are named. */
export function planLoads(years: readonly string[], names: readonly string[]): Plan {
  const loads: DatasetYear[] = [];
  const unreadable: string[] = [];
  for (const name of names) {
    const dataset = datasetNamed(name);
    if (dataset.yearless) {
      loads.push({ dataset: name, fy: CURRENT });
      continue;
    }
    for (const fy of years) {
      if (dataset.years.includes(fy)) loads.push({ dataset: name, fy });
      else unreadable.push(`${name} ${fy}: its layouts are known for ${spanOf(dataset.years)} only`);
    }
  }
  return { loads, unreadable, notDue: [] };
}

/**
 * Loads as a program gives them.
 * @throws RangeError with a sentence that says which of them names no dataset or no year
 */
export function requireLoads(loads: readonly DatasetYear[]): void {
  for (const { dataset: name, fy } of loads) {
    const { yearless } = datasetNamed(name);
    if (yearless ? fy === CURRENT : startYearOf(fy) !== undefined) continue;
    throw new RangeError(
      yearless
        ? `${name} is loaded without a year: write "fy": "${CURRENT}".`
        : `"${fy}" is not a financial year. Write 2019-20.`,
    );
  }
}

function spanOf(years: readonly string[]): string {
  return `${years[0] ?? ''} to ${years.at(-1) ?? ''}`;
}
