/** From years and datasets, as they are typed, to what is loaded. Pure. */
import { type PlannedYears, planYears, yearsAsked } from '../calendar/years-asked.ts';
import { CURRENT, datasetNamed, datasets } from '../datasets/registry.ts';
import { startYearOf } from '../nhs/financial-year.ts';
import type { DatasetYear } from './references.ts';

/** `beds,ae-monthly`: names checked against the registry; when nothing is given, all but those that must be asked for. */
export function datasetNames(text: string | undefined): readonly string[] {
  if (text === undefined) return datasets.filter(({ onRequest }) => !onRequest).map(({ name }) => name);
  const names = text.split(',').map((name) => name.trim());
  for (const name of names) datasetNamed(name);
  return [...new Set(names)];
}

/**
 * One load for each dataset and year; a dataset without years once. Named are years that a dataset cannot read, and years of
 * which nothing is published yet. Years may say `latest`: `2017-18..latest`.
 * @param today ISO day
 * @throws RangeError with a sentence that says what would be right
 */
export function planLoads(years: string, names: readonly string[], today: string): PlannedYears {
  const asked = names.map(datasetNamed);
  return planYears(yearsAsked(years, today, asked), asked, { today, yearless: CURRENT });
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
