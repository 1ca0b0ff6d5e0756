/** Tells a monthly A&E file, and its month, from what is in it. */
import { cellText } from '../../spreadsheet/workbook.ts';
import { type FinancialYear, financialYearOfMonth } from '../../nhs/financial-year.ts';
import type { Recognition } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { looksLikeCode } from '../tables/figure-table.ts';
import { dayIn } from '../../nhs/printed-date.ts';
import { monthInWords, onlyMonthIn } from '../../nhs/printed-month.ts';
import { SourceError } from '../../nhs/source-error.ts';
import { readCsvTable } from './read-csv-table.ts';
import { readXlsTable } from './read-xls-table.ts';

export function recogniseAeMonthly(source: SourceBytes, years: readonly FinancialYear[]): Recognition {
  try {
    const table =
      source.kind === 'csv' ? readCsvTable(source.workbook(), undefined) : readXlsTable(source.workbook());
    const { period } = table;
    const first = table.body.find((row) => looksLikeCode(cellText(row.cells[table.orgCodeAt])));
    const printed = 'printed' in period ? period.printed : cellText(first?.cells[period.at]);
    const slot = onlyMonthIn(printed);
    if (slot === undefined)
      return { notThis: `A&E by provider, but of "${printed}", which is not one month`, nearly: true };
    const fy = financialYearOfMonth(Number(slot.slice(0, 4)), Number(slot.slice(5)));
    if (!years.includes(fy)) {
      return {
        notThis: `monthly A&E of ${monthInWords(slot)}, in a year this project does not read`,
        nearly: true,
      };
    }
    const edition = dayIn(table.revised) ?? dayIn(table.published);
    return { fy, slot, period: slot, by: 'content', ...(edition !== undefined && { edition }) };
  } catch (error) {
    if (error instanceof SourceError) return { notThis: error.message };
    throw error;
  }
}
