/** Every dataset the project knows. Adding one is a folder and a line here. */
import { admittedPatientCare } from './admitted-patient-care/dataset.ts';
import { aeAnnual } from './ae-annual/dataset.ts';
import { aeMonthly } from './ae-monthly/dataset.ts';
import { beds } from './beds/dataset.ts';
import type { Dataset, DatasetName } from './contract/dataset.ts';
import { criticalCare } from './critical-care/dataset.ts';
import { diagnosticImaging } from './diagnostic-imaging/dataset.ts';
import { gdpDeflators } from './gdp-deflators/dataset.ts';
import { gpRegisteredPatients } from './gp-registered-patients/dataset.ts';
import { maternity } from './maternity/dataset.ts';
import { ods } from './ods/dataset.ts';
import { outpatients } from './outpatients/dataset.ts';
import { staffSurvey } from './staff-survey/dataset.ts';
import { tac } from './tac/dataset.ts';
import { workforce } from './workforce/dataset.ts';

export const datasets: readonly Dataset[] = [
  tac,
  ods,
  beds,
  aeMonthly,
  aeAnnual,
  outpatients,
  diagnosticImaging,
  maternity,
  admittedPatientCare,
  staffSurvey,
  criticalCare,
  workforce,
  gpRegisteredPatients,
  gdpDeflators,
];

const byName = new Map(datasets.map((dataset) => [dataset.name, dataset]));

/** @throws RangeError naming the datasets there are. */
export function datasetNamed(name: DatasetName): Dataset {
  const dataset = byName.get(name);
  if (!dataset) {
    const known = datasets.map((dataset) => dataset.name).join(', ');
    throw new RangeError(`There is no dataset "${name}". There are: ${known}.`);
  }
  return dataset;
}

/** The year a dataset without years is loaded under. */
export const CURRENT = 'current';
