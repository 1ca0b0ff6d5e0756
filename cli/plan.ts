/** From what was typed to what is loaded. */
import type { DatasetYear } from '../activities/references.ts';
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

/** One load for each dataset and year; a dataset without years once. Years a dataset cannot read are named. */
export function planLoads(
  years: readonly string[],
  names: readonly string[],
): { loads: readonly DatasetYear[]; unreadable: readonly string[] } {
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
  return { loads, unreadable };
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

function spanOf(years: readonly string[]): string {
  return `${years[0] ?? ''} to ${years.at(-1) ?? ''}`;
}
