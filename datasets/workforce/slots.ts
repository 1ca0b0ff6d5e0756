/** The slots that the files of both publications fill. */
import { financialYearOfMonth, type FinancialYear, monthsOf } from '../../nhs/financial-year.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import type { ExpectedFile } from '../contract/dataset.ts';

const ABSENCE = ' absence';

/** A month's workbook of NHS Workforce Statistics, and its sickness absence, which not every page has. */
export function expectedFiles(fy: FinancialYear): readonly ExpectedFile[] {
  const months = monthsOf(fy);
  return [
    ...months.map((month) => ({
      slot: month,
      period: month,
      label: `NHS Workforce Statistics, ${monthInWords(month)}`,
    })),
    ...months.map((month) => ({
      slot: absenceSlot(month),
      period: month,
      label: `NHS Sickness Absence Rates, ${monthInWords(month)}`,
      optional: true as const,
    })),
  ];
}

export function absenceSlot(month: string): string {
  return month + ABSENCE;
}

export function isAbsenceSlot(slot: string): boolean {
  return slot.endsWith(ABSENCE);
}

/** `2020-21` for `2021-03`. */
export function yearOfMonth(month: string): FinancialYear {
  return financialYearOfMonth(Number(month.slice(0, 4)), Number(month.slice(5)));
}
