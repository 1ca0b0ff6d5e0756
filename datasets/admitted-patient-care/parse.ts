/** A file of admitted patient care by provider to observations (dossier admitted-patient-care, sections 2 and 3). */
import type { ParseContext, ParsedFile, SourceBytes } from '../contract.ts';
import { totalDoubts } from '../reading/provider-level/checks.ts';
import { readProviderCsv, requireMeasures } from '../reading/provider-level/read-csv.ts';
import type { ProviderFigures } from '../reading/provider-level/figures.ts';
import { doubtsAbout } from './doubts.ts';
import { CSV_MEASURES, LAYOUTS, REQUIRED, WORDS } from './layouts.ts';
import { findProviderTable, isCount } from './provider-table.ts';
import { readProviders } from './read-providers.ts';
import { readWorkbook } from './read-workbook.ts';

/** Names of measures are unique over the measure types. */
export function measureOfCsv(_type: string, measure: string): string | undefined {
  return CSV_MEASURES.get(measure);
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
  if (source.kind !== 'csv') return parsedFile(LAYOUTS.workbook, readWorkbook(workbook, fy), fy);
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
