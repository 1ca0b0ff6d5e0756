/** Every dataset the project knows. Adding one is a folder and a line here. */
import { aeMonthly } from './ae-monthly/dataset.ts';
import { beds } from './beds/dataset.ts';
import type { Dataset, DatasetName } from './contract.ts';
import { ods } from './ods/dataset.ts';
import { tac } from './tac/dataset.ts';

export const datasets: readonly Dataset[] = [tac, ods, beds, aeMonthly];

const byName = new Map(datasets.map((dataset) => [dataset.name, dataset]));

/** @throws RangeError naming the datasets there are. */
export function datasetNamed(name: DatasetName): Dataset {
  const dataset = byName.get(name);
  if (!dataset) {
    const known = datasets.map((one) => one.name).join(', ');
    throw new RangeError(`There is no dataset "${name}". There are: ${known}.`);
  }
  return dataset;
}

/** The year a dataset without years is loaded under. */
export const CURRENT = 'current';
