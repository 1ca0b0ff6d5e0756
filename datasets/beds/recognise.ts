/** Tells a KH03 overnight workbook, and its quarter, from what is in it. */
import { cellText } from '../../spreadsheet/workbook.ts';
import type { FinancialYear } from '../../nhs/financial-year.ts';
import type { Recognition } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { besideLabel } from '../tables/header-row.ts';
import { dayIn } from '../../nhs/printed-date.ts';
import { looksLikeCode } from '../tables/figure-table.ts';
import { SourceError } from '../../nhs/source-error.ts';
import { SHEETS } from './layouts.ts';
import { quarterInWords, quarterOfRow } from './quarter.ts';
import { readBedsTable } from './read-table.ts';

export function recogniseBeds(source: SourceBytes, years: readonly FinancialYear[]): Recognition {
  if (source.kind === 'csv') return { notThis: 'a CSV; the quarterly KH03 files are workbooks' };
  let nearly = false;
  try {
    const workbook = source.workbook();
    nearly = workbook.sheets.some(({ name }) => SHEETS[0]?.test(name));
    const table = readBedsTable(workbook);
    const first = table.body.find((row) => looksLikeCode(cellText(row.cells[table.at.orgCode])));
    const slot =
      first && quarterOfRow(cellText(first.cells[table.at.year]), cellText(first.cells[table.at.period]));
    if (slot === undefined) {
      return { notThis: 'KH03 overnight beds, but its rows do not say which quarter', nearly: true };
    }
    const fy = slot.slice(0, 7);
    if (!years.includes(fy)) {
      return {
        notThis: `KH03 overnight beds of ${fy} ${quarterInWords(slot)}, a year this project does not read`,
        nearly: true,
      };
    }
    const edition =
      dayIn(besideLabel(table.titleBlock, 'revised')) ?? dayIn(besideLabel(table.titleBlock, 'published'));
    return { fy, slot, period: slot, by: 'content', ...(edition !== undefined && { edition }) };
  } catch (error) {
    if (error instanceof SourceError) return { notThis: error.message, ...(nearly && { nearly }) };
    throw error;
  }
}
