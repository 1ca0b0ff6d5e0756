/** Tells a file of admitted patient care by provider, and its year, from what is in it. */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import type { Recognition } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { recogniseProviderFile } from '../tables/provider-level/recognise.ts';
import { SourceError } from '../../nhs/source-error.ts';
import { FAMILY } from './file-kinds.ts';
import { measureOfCsv, SHEET_RULES } from './parse.ts';
import { findProviderTable, type ProviderTable } from './provider-table.ts';
import { yearOf } from './read-providers.ts';

const TITLE = 'admitted patient care by provider';

export function recogniseAdmittedPatientCare(
  source: SourceBytes,
  years: readonly FinancialYear[],
): Recognition {
  try {
    const table = findProviderTable(source.workbook());
    if (table) return ofTable(table, years);
  } catch (error) {
    if (error instanceof SourceError) return { notThis: error.message, nearly: true };
    throw error;
  }
  const found = recogniseProviderFile(source, {
    years,
    title: TITLE,
    sheet: SHEET_RULES,
    measureOfCsv,
    sister: FAMILY,
  });
  // Where both lie in a folder, the Hospital providers file speaks.
  return 'slot' in found ? { ...found, preference: 1 } : found;
}

function ofTable(table: ProviderTable, years: readonly FinancialYear[]): Recognition {
  const fy = yearOf(table);
  if (fy === undefined) {
    return { notThis: `${TITLE}, but the lines above its headings do not name one year`, nearly: true };
  }
  if (!years.includes(fy)) {
    return { notThis: `${TITLE}, of ${fy}, a year this project does not read`, nearly: true };
  }
  return { fy, slot: fy, period: fy, by: 'content' };
}
