/** Tells a month's workbook of NHS Workforce Statistics, or of sickness absence, from what is in it. */
import { cellText } from '../../spreadsheet/workbook.ts';
import { type FinancialYear, financialYearOfMonth } from '../../nhs/financial-year.ts';
import type { Recognition } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { plainLabel } from '../tables/provider-level/label.ts';
import { SourceError } from '../../nhs/source-error.ts';
import { absenceSlot } from './collections.ts';
import { CUMULATIVE_CSV, FTE_SHEET } from './layouts.ts';
import { monthsOfAbsence, readAbsenceTable } from './parse-absence.ts';
import { monthOfFte, readFteTable } from './parse-fte.ts';

export function recogniseWorkforce(source: SourceBytes, years: readonly FinancialYear[]): Recognition {
  try {
    return source.kind === 'csv' ? recogniseCsv(source, years) : recogniseWorkbook(source, years);
  } catch (error) {
    if (error instanceof SourceError) return { notThis: error.message };
    throw error;
  }
}

function recogniseWorkbook(source: SourceBytes, years: readonly FinancialYear[]): Recognition {
  const workbook = source.workbook();
  if (!workbook.sheets.some((sheet) => FTE_SHEET.test(sheet.name))) {
    return { notThis: 'no sheet is named like "NHSE, Org & SG - FTE"' };
  }
  const month = monthOfFte(workbook, readFteTable(workbook));
  if (month === undefined) {
    return { notThis: 'NHS Workforce Statistics, but its titles do not say which month', nearly: true };
  }
  return inYears(month, month, years, 'NHS Workforce Statistics');
}

function recogniseCsv(source: SourceBytes, years: readonly FinancialYear[]): Recognition {
  const workbook = source.workbook();
  const [first] = workbook.sheets[0]?.rows() ?? [];
  const headings = (first?.cells ?? []).map((cell) => plainLabel(cellText(cell)));
  if (CUMULATIVE_CSV.every((heading) => headings.includes(heading))) {
    return {
      notThis:
        'the CSV of NHS Workforce Statistics with all months since 2009; the workbooks "England and Organisation" of the months are read',
      nearly: true,
    };
  }
  const [month, ...more] = monthsOfAbsence(readAbsenceTable(workbook));
  if (month === undefined || more.length > 0) {
    return {
      notThis: `NHS sickness absence, but of ${more.length + (month === undefined ? 0 : 1)} months; one file a month is read from a folder`,
      nearly: true,
    };
  }
  return inYears(month, absenceSlot(month), years, 'NHS sickness absence');
}

function inYears(month: string, slot: string, years: readonly FinancialYear[], what: string): Recognition {
  const fy = financialYearOfMonth(Number(month.slice(0, 4)), Number(month.slice(5)));
  if (years.includes(fy)) return { fy, slot, period: month, by: 'content' };
  return { notThis: `${what} of ${monthInWords(month)}, in a year this project does not read`, nearly: true };
}
