/** One file of the maternity publication to observations of one collection (dossier maternity, sections 4 and 5). */
import type { ParseContext } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { ParsedFile } from '../contract/parsed-file.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { parseLongTable } from './parse-long-table.ts';
import { parseProviderTables } from './parse-provider-tables.ts';
import { readLongTable } from './read-long-table.ts';
import { readProviderTables } from './read-provider-tables.ts';
import { collectionOfSlot } from './slots.ts';
import { requireYear } from './year-inside.ts';

/**
 * The slot says which collection is wanted. The workbook of 2017-18 has both: it gives `deliveries` to the slot of HES
 * and `deliveries_msds` to that of MSDS, so neither is read twice and either can stand alone.
 */
export function parseMaternity(source: SourceBytes, context: ParseContext): ParsedFile {
  const collection = collectionOfSlot(context.slot);
  const workbook = source.workbook();
  const long = readLongTable(workbook);
  if (long) return parseLongTable(long, collection, context);
  const tables = readProviderTables(workbook);
  if (collection === 'MSDS') {
    throw new SourceError(
      SourceErrorCode.wrongTable,
      `Sheet "${tables[0]?.sheet ?? ''}" is a table of the HES provider-level analysis, not MSDS data; one is never taken for the other. Take the MSDS csv of the year from the publisher's page.`,
    );
  }
  requireYear(source, tables, context.fy);
  return parseProviderTables(tables, context);
}
