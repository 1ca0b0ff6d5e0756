/** The two workbooks of a year: `2019-20 FT` and `2019-20 Trust`. */
import { financialYears, type FinancialYear } from '../../nhs/financial-year.ts';
import type { ExpectedFile } from '../contract/dataset.ts';
import type { Sector } from './file-name.ts';

/** Published since 2017-18; the codes of each year are in lines.ts. */
export const YEARS = financialYears('2017-18..2023-24');

export const SECTORS: readonly Sector[] = ['FT', 'Trust'];

export const sectorLabel: Readonly<Record<Sector, string>> = {
  FT: 'accounts of NHS foundation trusts',
  Trust: 'accounts of NHS trusts',
};

export function slotOf(fy: FinancialYear, sector: Sector): string {
  return `${fy} ${sector}`;
}

export function sectorOfSlot(slot: string): Sector {
  return slot.endsWith('FT') ? 'FT' : 'Trust';
}

export function expectedFiles(fy: FinancialYear): readonly ExpectedFile[] {
  return SECTORS.map((sector) => ({ slot: slotOf(fy, sector), period: fy, label: sectorLabel[sector] }));
}

/** Whose accounts a list of names belongs to; `mixed` when neither kind makes up four fifths of it. */
export function sectorOfNames(names: readonly string[]): Sector | 'mixed' {
  const foundation = names.filter((name) => /foundation\s+trust/i.test(name)).length;
  if (foundation >= names.length * 0.8) return 'FT';
  return foundation <= names.length * 0.2 ? 'Trust' : 'mixed';
}
