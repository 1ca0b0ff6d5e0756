/** The three collections of this folder: what each is, which years it has, and the slots its files fill. */
import type { ExpectedFile } from '../contract/dataset.ts';
import {
  type FinancialYear,
  financialYearOfMonth,
  monthsOf,
  financialYears,
} from '../../nhs/financial-year.ts';
import { monthInWords } from '../../nhs/printed-month.ts';

export const YEARS: readonly FinancialYear[] = financialYears('2017-18..2025-26');

/** Critical care beds by trust and month: capacity, not activity (dossier critical-care, section 6). */
export interface BedsCollection {
  readonly name: 'msitrep' | 'uec-sitrep';
  /** In the words of its pages. */
  readonly title: string;
  readonly years: readonly FinancialYear[];
  /** Observation measures; the collection's name is in them, so that the two are never mixed. */
  readonly measures: { readonly open: string; readonly occupied: string };
}

/** Snapshot at midnight on the last Thursday of the month, August 2010 to February 2020. */
export const MSITREP: BedsCollection = {
  name: 'msitrep',
  title: 'Critical Care Bed Capacity and Urgent Operations Cancelled (MSitRep)',
  years: financialYears('2017-18..2019-20'),
  measures: {
    open: 'adult_critical_care_beds_open_msitrep',
    occupied: 'adult_critical_care_beds_occupied_msitrep',
  },
};

/** Mean of the daily returns of the month, from 2020-21. */
export const UEC_SITREP: BedsCollection = {
  name: 'uec-sitrep',
  title: 'Critical care and General & Acute Beds, Urgent and Emergency Care Daily Situation Reports',
  years: financialYears('2020-21..2025-26'),
  measures: {
    open: 'adult_critical_care_beds_open_uec_sitrep',
    occupied: 'adult_critical_care_beds_occupied_uec_sitrep',
  },
};

export const BEDS_COLLECTIONS: readonly BedsCollection[] = [MSITREP, UEC_SITREP];

/** The collection of critical care beds that covers a year. */
export function bedsCollectionOf(fy: FinancialYear): BedsCollection {
  const found = BEDS_COLLECTIONS.find((collection) => collection.years.includes(fy));
  if (!found) throw new RangeError(`No collection of critical care beds covers ${fy}.`);
  return found;
}

/** The year's adult critical care file, and beside it twelve months of beds that not every year's pages have. */
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

/** Whether a slot is a month of beds. The year's own file has a slot like `2019-20`, which is no month from 2012-13 on. */
export function isBedsSlot(slot: string): boolean {
  return /^20\d\d-(?:0[1-9]|1[0-2])$/.test(slot);
}

/** The year a month lies in: `2019-20` for `2020-02`. */
export function yearOfMonth(month: string): FinancialYear {
  return financialYearOfMonth(Number(month.slice(0, 4)), Number(month.slice(5)));
}
