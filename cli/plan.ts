/** From what was typed to what is loaded. */
import type { DatasetYear } from '../activities/references.ts';
import { type PlannedYears, planYears, yearsAsked } from '../calendar/years-asked.ts';
import { startYearOf } from '../nhs/financial-year.ts';
import { CURRENT, datasetNamed, datasets } from '../datasets/registry.ts';
import { usage, UsageError } from './end.ts';

/** `beds,ae-monthly`: names checked against the registry; when nothing is given, all but those that must be asked for. */
export function parseDatasets(text: string | undefined): readonly string[] {
  if (text === undefined) return datasets.filter(({ onRequest }) => !onRequest).map(({ name }) => name);
  const names = text.split(',').map((name) => name.trim());
  for (const name of names) usage(() => datasetNamed(name));
  return [...new Set(names)];
}

/**
 * One load for each dataset and year; a dataset without years once. Named are years that a dataset cannot read, and years of
 * which nothing is published yet. Years may say `latest`: `2017-18..latest`.
 * @param today ISO day
 */
export function planLoads(years: string, names: readonly string[], today = isoToday()): PlannedYears {
  const asked = names.map(datasetNamed);
  return planYears(
    usage(() => yearsAsked(years, today, asked)),
    asked,
    { today, yearless: CURRENT },
  );
}

/** The day by the clock of this machine. */
export function isoToday(): string {
  return new Date().toISOString().slice(0, 10);
}

/** `beds 2022-23` as typed after retry and skip. */
export function parseDatasetYear(dataset: string, year: string | undefined): DatasetYear {
  const [name = ''] = parseDatasets(dataset);
  if (datasetNamed(name).yearless) return { dataset: name, fy: CURRENT };
  if (year === undefined || startYearOf(year) === undefined) {
    throw new UsageError(`Say which financial year of ${name}: for example ${name} 2022-23.`);
  }
  return { dataset: name, fy: year };
}
