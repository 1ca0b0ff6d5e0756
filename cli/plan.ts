/** From what was typed to what is loaded. */
import type { DatasetYear } from '../activities/references.ts';
import type { PlannedYears } from '../calendar/years-asked.ts';
import { datasetNames, planLoads as plan } from '../activities/plan-loads.ts';
import { startYearOf } from '../nhs/financial-year.ts';
import { CURRENT, datasetNamed } from '../datasets/registry.ts';
import { usage, UsageError } from './end.ts';

/** `beds,ae-monthly`; a name that is not known is a mistake of the call. */
export function parseDatasets(text: string | undefined): readonly string[] {
  return usage(() => datasetNames(text));
}

/**
 * What is loaded for years and datasets as they were typed; years may say `latest`: `2017-18..latest`.
 * @param today ISO day
 */
export function planLoads(years: string, names: readonly string[], today = isoToday()): PlannedYears {
  return usage(() => plan(years, names, today));
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
