/** Datasets as pages name them. */
import { datasets } from '../../datasets/registry.ts';

const SHORT: Readonly<Record<string, string>> = {
  tac: 'Accounts (TAC)',
  ods: 'Organisations (ODS)',
  beds: 'Beds (KH03)',
  'ae-monthly': 'A&E, monthly',
  'ae-annual': 'A&E, annual',
  outpatients: 'Outpatients (HES)',
  'diagnostic-imaging': 'Diagnostic imaging',
  maternity: 'Maternity (HES, MSDS)',
  'admitted-patient-care': 'Admitted patient care (HES)',
  'staff-survey': 'Staff Survey',
  'critical-care': 'Critical care',
  workforce: 'Workforce',
  'gp-registered-patients': 'Patients registered with practices',
  'gdp-deflators': 'GDP deflators',
};

/** A few words for the head of a row. */
export function datasetName(folder: string): string {
  return SHORT[folder] ?? folder;
}

/** The publisher's title. */
export function datasetTitle(folder: string): string {
  return datasets.find(({ name }) => name === folder)?.title ?? folder;
}
