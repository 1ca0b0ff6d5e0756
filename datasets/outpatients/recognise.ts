/** Tells the provider level analysis of outpatient activity, and its year, from what is in it. */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import type { Recognition } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { recogniseProviderFile } from '../tables/provider-level/recognise.ts';
import { measureOfCsv } from './labels.ts';
import { SHEET_RULES } from './parse.ts';

export function recogniseOutpatients(source: SourceBytes, years: readonly FinancialYear[]): Recognition {
  return recogniseProviderFile(source, {
    years,
    title: 'outpatient activity by provider',
    sheet: SHEET_RULES,
    measureOfCsv,
    sister: /hosp-epis-stat-outp|outpatient/i,
  });
}
