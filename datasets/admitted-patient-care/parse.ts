/** A file of admitted patient care by provider to observations (dossier admitted-patient-care, sections 2 and 3). */
import type { ParseContext } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { ParsedFile } from '../contract/parsed-file.ts';
import { totalDoubts } from '../tables/provider-level/checks.ts';
import type { ProviderSheetRules } from '../tables/provider-level/find-sheet.ts';
import { readProviderCsv, requireMeasures } from '../tables/provider-level/read-csv.ts';
import type { ProviderFigures } from '../tables/provider-level/figures.ts';
import { readProviderSheet } from '../tables/provider-level/read-sheet.ts';
import { doubtsAbout } from './doubts.ts';
import { CSV_MEASURES, CSV_TYPES, LAYOUTS, REQUIRED, WORDS, WORKBOOK_COLUMNS } from './layouts.ts';
import { findProviderTable, isCount } from './provider-table.ts';
import { readProviders } from './read-providers.ts';

/** The data sheet of the provider level workbook. */
export const SHEET_RULES: ProviderSheetRules = {
  measureOf: (heading) => WORKBOOK_COLUMNS.get(heading),
  required: REQUIRED,
  layouts: WORDS,
};

/** Types that cut the same episodes in another way (by age, procedure, diagnosis) are not read, whatever their measures are called. */
export function measureOfCsv(type: string, measure: string): string | undefined {
  return CSV_TYPES.includes(type) ? CSV_MEASURES.get(measure) : undefined;
}

/**
 * Measures `admissions` (finished admission episodes), `fce` (finished consultant episodes), `emergency_admissions`,
 * `waiting_list_admissions`, `planned_admissions`, `other_admissions`, `day_cases`, `fce_bed_days` (days),
 * `mean_time_waited` and `mean_length_of_stay` (days): of the year, per provider.
 */
export async function parseAdmittedPatientCare(
  source: SourceBytes,
  { fy }: ParseContext,
): Promise<ParsedFile> {
  const workbook = source.workbook();
  const table = findProviderTable(workbook);
  if (table) return parsedFile(LAYOUTS.hospitalProviders, readProviders(table, fy), fy);
  if (source.kind !== 'csv')
    return parsedFile(LAYOUTS.workbook, readProviderSheet(workbook, fy, SHEET_RULES), fy);
  const csv = await readProviderCsv(workbook, fy, { measureOf: measureOfCsv, layouts: WORDS });
  requireMeasures(csv, REQUIRED, WORDS);
  return parsedFile(LAYOUTS.csv, csv, fy);
}

function parsedFile(
  layout: string,
  figures: ProviderFigures & { readonly published?: string | undefined },
  fy: string,
): ParsedFile {
  const { observations, quarantine, findings, published } = figures;
  // The mean of England is no sum.
  const totals = figures.totals.filter(isCount);
  return {
    layout,
    maturity: 'final',
    ...(published !== undefined && { published }),
    observations,
    totals,
    quarantine,
    findings: [...findings, ...totalDoubts({ ...figures, totals }), ...doubtsAbout(observations, fy)],
    tables: [],
  };
}
