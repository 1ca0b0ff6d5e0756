/** Sentences that several readers of this folder say. */
import type { SheetRow } from '../../spreadsheet/workbook.ts';
import { headingsShown, placeOf } from '../tables/header-row.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';

export function headingMissing(sheet: string, row: SheetRow | undefined, what: string): SourceError {
  const place = row ? `${placeOf(sheet)}, row ${row.number}` : placeOf(sheet);
  return new SourceError(
    SourceErrorCode.headingMissing,
    `${place}: ${what}. Headings found: ${headingsShown(row)}. If the layout has changed, add its words to datasets/critical-care/layouts.ts.`,
  );
}

export function wrongPeriod(found: string, wanted: string): SourceError {
  return new SourceError(
    SourceErrorCode.wrongPeriod,
    `${found}, not ${wanted}. The file is of another period; take the right one from the publisher's page.`,
  );
}

export function wrongTable(message: string): SourceError {
  return new SourceError(SourceErrorCode.wrongTable, message);
}
