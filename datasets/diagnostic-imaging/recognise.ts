/** Tells a Table 1, and its year, from what is in it. */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import type { Recognition } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { dayIn } from '../../nhs/printed-date.ts';
import { SourceError } from '../../nhs/source-error.ts';
import { isOfPublication } from './find-sheets.ts';
import { besideTitle, readImagingTables } from './read-tables.ts';

export function recogniseDiagnosticImaging(
  source: SourceBytes,
  years: readonly FinancialYear[],
): Recognition {
  if (source.kind === 'csv')
    return { notThis: 'a CSV; Table 1 of the Diagnostic Imaging Dataset is a workbook' };
  let nearly = false;
  try {
    const workbook = source.workbook();
    nearly = isOfPublication(workbook);
    const tables = readImagingTables(workbook);
    const [{ fy }] = tables;
    if (!years.includes(fy)) {
      return {
        notThis: `imaging tests (DID Table 1) of ${fy}, a year this project does not read`,
        nearly: true,
      };
    }
    const edition = dayIn(besideTitle(tables, 'revised')) ?? dayIn(besideTitle(tables, 'published'));
    return { fy, slot: fy, period: fy, by: 'content', ...(edition !== undefined && { edition }) };
  } catch (error) {
    if (error instanceof SourceError) return { notThis: error.message, ...(nearly && { nearly }) };
    throw error;
  }
}
