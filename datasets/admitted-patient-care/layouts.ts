/**
 * Files of Hospital Admitted Patient Care Activity that give totals by provider, as data (dossier admitted-patient-care,
 * section 2). Labels in the form of `plainLabel`: lower case, one space, `_` as a space. Adding a drift is adding a word here.
 */

/** This file, for messages. */
export const WORDS = 'datasets/admitted-patient-care/layouts.ts';

/** Without these there is nothing to load; the others are taken where a layout has them. */
export const REQUIRED: readonly string[] = ['fce', 'admissions', 'emergency_admissions'];

/** Days, neither counts nor whole; England's is no sum. */
export const MEANS: readonly string[] = ['mean_time_waited', 'mean_length_of_stay'];

type Labels = ReadonlyMap<string, string>;

/** Kinds of file, best first: either will do, but only the first prints every zero, and the means. */
export const LAYOUTS = {
  /** 2016-17 to 2024-25; in 2020-21 one column further right, in 2024-25 five rows further down. */
  hospitalProviders: 'hospital-providers',
  /** 2017-18 to 2021-22; the sheet `201920 DATA`. Its mean of nothing is printed as 0, and is not read. */
  workbook: 'provider-level-workbook',
  /** 2022-23 onwards. Where a count is 0 there is no row. */
  csv: 'provider-level-csv',
} as const;

/** The heading of the codes in the Hospital providers file; the names stand in the next column. */
export const PROVIDER_HEADING = /^hospital provider code and description/;

/** `emergency` comes again, under "Zero bed day cases"; the first is meant. */
export const HOSPITAL_PROVIDERS: Labels = new Map([
  ['finished consultant episodes', 'fce'],
  ['admissions', 'admissions'],
  ['emergency', 'emergency_admissions'],
  ['waiting list', 'waiting_list_admissions'],
  ['planned', 'planned_admissions'],
  ['other admission method', 'other_admissions'],
  ['day case', 'day_cases'],
  ['fce bed days', 'fce_bed_days'],
  ['mean time waited', 'mean_time_waited'],
  ['mean length of stay', 'mean_length_of_stay'],
]);

export const WORKBOOK_COLUMNS: Labels = new Map([
  ['total episodes', 'fce'],
  ['admissions', 'admissions'],
  ['emergency admissions', 'emergency_admissions'],
  ['waiting list admissions', 'waiting_list_admissions'],
  ['planned admissions', 'planned_admissions'],
  ['daycase episodes', 'day_cases'],
  ['fce bed days', 'fce_bed_days'],
]);

/** The types whose measures are of all episodes. */
export const CSV_TYPES: readonly string[] = ['summary', 'time waited los'];

/** What the column MEASURE calls them; the letter case varies. */
export const CSV_MEASURES: Labels = new Map([
  ['fce sum', 'fce'],
  ['fae sum', 'admissions'],
  ['fae emergency sum', 'emergency_admissions'],
  ['fae waitlist sum', 'waiting_list_admissions'],
  ['fae planned sum', 'planned_admissions'],
  ['fae other sum', 'other_admissions'],
  ['fce day', 'day_cases'],
  ['fce bed days', 'fce_bed_days'],
  ['elecdur calc mean', 'mean_time_waited'],
  ['speldur calc mean', 'mean_length_of_stay'],
]);
