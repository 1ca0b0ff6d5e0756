/** The two collections of a year: `2019-20 HES` and `2019-20 MSDS`. */
import type { ExpectedFile } from '../contract/dataset.ts';
import { type FinancialYear, financialYears } from '../../nhs/financial-year.ts';

export const YEARS = financialYears('2017-18..2024-25');

/** Hospital Episode Statistics; Maternity Services Data Set. Never one for the other. */
export type Collection = 'HES' | 'MSDS';

const LABELS: Readonly<Record<Collection, string>> = {
  HES: 'deliveries by provider, Hospital Episode Statistics',
  MSDS: 'deliveries by provider, Maternity Services Data Set',
};

export const COLLECTIONS: readonly Collection[] = ['HES', 'MSDS'];

export function slotOf(fy: FinancialYear, collection: Collection): string {
  return `${fy} ${collection}`;
}

export function collectionOfSlot(slot: string): Collection {
  return slot.endsWith('MSDS') ? 'MSDS' : 'HES';
}

export function expectedFiles(fy: FinancialYear): readonly ExpectedFile[] {
  return COLLECTIONS.map((collection) => ({
    slot: slotOf(fy, collection),
    period: fy,
    label: `${LABELS[collection]}, ${fy}`,
  }));
}
