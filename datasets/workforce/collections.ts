/** The two publications of this folder, their years, and the slots their files fill. */
import type { ExpectedFile } from '../contract/dataset.ts';
import { type FinancialYear, monthsOf, financialYears } from '../../nhs/financial-year.ts';
import { monthInWords } from '../../nhs/printed-month.ts';

/** The set of files changed in 2025-26: organisations by month are no longer among them. */
export const YEARS: readonly FinancialYear[] = financialYears('2017-18..2024-25');

const ABSENCE = ' absence';

/** A month's workbook of NHS Workforce Statistics, and beside it the month's sickness absence, which not every page has. */
export function expectedFiles(fy: FinancialYear): readonly ExpectedFile[] {
  return [
    ...monthsOf(fy).map((month) => ({
      slot: month,
      period: month,
      label: `NHS Workforce Statistics, ${monthInWords(month)}`,
    })),
    ...monthsOf(fy).map((month) => ({
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
