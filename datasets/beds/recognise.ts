/** Tells a KH03 overnight workbook, and its quarter, from what is in it. */
import { cellText } from '../../spreadsheet/workbook.ts';
import type { FinancialYear, Recognition, SourceBytes } from '../contract.ts';
import { looksLikeCode } from '../reading/figure-table.ts';
import { SourceError } from '../source-error.ts';
import { quarterInWords, quarterOfRow } from './quarter.ts';
import { readBedsTable } from './read-table.ts';

export function recogniseBeds(source: SourceBytes, years: readonly FinancialYear[]): Recognition {
  if (source.kind === 'csv') return { notThis: 'a CSV; the quarterly KH03 files are workbooks' };
  try {
    const table = readBedsTable(source.workbook());
    const first = table.body.find((row) => looksLikeCode(cellText(row.cells[table.at.orgCode])));
    const slot =
      first && quarterOfRow(cellText(first.cells[table.at.year]), cellText(first.cells[table.at.period]));
    if (slot === undefined) return { notThis: 'KH03 overnight beds, but its rows do not say which quarter' };
    const fy = slot.slice(0, 7);
    if (!years.includes(fy)) {
      return {
        notThis: `KH03 overnight beds of ${fy} ${quarterInWords(slot)}, a year this project does not read`,
      };
    }
    return { fy, slot, period: slot, by: 'content' };
  } catch (error) {
    if (error instanceof SourceError) return { notThis: error.message };
    throw error;
  }
}
