/** The slots that the files of critical care fill: a year of periods, and months of beds. */
import type { ExpectedFile } from '../contract/dataset.ts';
import { type FinancialYear, monthsOf } from '../../nhs/financial-year.ts';
import { monthInWords } from '../../nhs/printed-month.ts';

/** The year's adult critical care file, and twelve months of beds that not every year's pages have. */
export function expectedFiles(fy: FinancialYear): readonly ExpectedFile[] {
  return [
    { slot: fy, period: fy, label: `adult critical care (HES), ${fy}` },
    ...monthsOf(fy).map((month) => ({
      slot: month,
      period: month,
      label: `critical care beds, ${monthInWords(month)}`,
      optional: true as const,
    })),
  ];
}

/** Whether a slot is a month of beds; the year's own file has a slot like `2019-20`, which is no month. */
export function isBedsSlot(slot: string): boolean {
  return /^20\d\d-(?:0[1-9]|1[0-2])$/.test(slot);
}
