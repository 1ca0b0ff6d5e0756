/** Tells the three files of a month, and the month, from what is in them: their names are the same every month. */
import { cellText } from '../../spreadsheet/workbook.ts';
import { type FinancialYear, financialYearOfMonth } from '../../nhs/financial-year.ts';
import type { Recognition } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { extractDate } from './extract-date.ts';
import { kindOfFile } from './file-kind.ts';
import { KIND_IN_WORDS } from './layouts.ts';
import { headingsOf } from './list-table.ts';
import { slotOf } from './slots.ts';

export function recogniseGpPatients(source: SourceBytes, years: readonly FinancialYear[]): Recognition {
  const found = kindOfFile(source);
  if (!('kind' in found)) return { notThis: found.why, ...(found.known && { nearly: true as const }) };
  const what = `the ${KIND_IN_WORDS[found.kind]}`;
  const printed = firstDate(source);
  const month = extractDate(printed)?.slice(0, 7);
  if (month === undefined)
    return {
      notThis: `${what}, but its EXTRACT_DATE "${printed}" is no day this reader knows`,
      nearly: true,
    };
  const fy = financialYearOfMonth(Number(month.slice(0, 4)), Number(month.slice(5)));
  if (!years.includes(fy))
    return {
      notThis: `${what} of ${monthInWords(month)}, in a year this project does not read`,
      nearly: true,
    };
  return { fy, slot: slotOf(month, found.kind), period: month, by: 'content' };
}

function firstDate(source: SourceBytes): string {
  const at = headingsOf(source)?.names.indexOf('extract_date') ?? -1;
  const [, first] = source.workbook().sheets[0]?.rows() ?? [];
  return cellText(first?.cells[at]).trim();
}
