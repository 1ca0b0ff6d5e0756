/**
 * The columns of `trust_year`, in their order: the one place where a measure or a ratio is added. The SQL of the table and
 * of `benchmark`, the data dictionary, the workbook's number formats and `explain` are made from this list. What a measure
 * means and in which unit it is, its dataset's recipe says (docs/recipes.md). Columns keep their places: new ones go last.
 */
import { FIRST_RATIOS, LATER_RATIOS, type RatioColumn } from './ratios.ts';

/** A measure, followed in the table by its status. Where no dataset has a recipe for it, its cells are `missing`. */
export interface MeasureColumn {
  readonly measure: string;
  /** The dataset folder whose recipe makes it. */
  readonly dataset: string;
  /** Decimal places in the workbook; absent: none. */
  readonly decimals?: number;
  /** Whether it is one of the columns of `benchmark`. */
  readonly benchmark?: true;
  /** In `trust_activity` only: a part of ratios, no column of `trust_year`. */
  readonly longOnly?: true;
}

export const TRUST_YEAR_COLUMNS: readonly (MeasureColumn | RatioColumn)[] = [
  { measure: 'beds', dataset: 'beds', decimals: 1, benchmark: true },
  { measure: 'beds_occupied', dataset: 'beds', decimals: 1 },
  { measure: 'admissions', dataset: 'admitted-patient-care', benchmark: true },
  { measure: 'emergency_admissions', dataset: 'admitted-patient-care' },
  { measure: 'fce', dataset: 'admitted-patient-care' },
  { measure: 'ae_attendances', dataset: 'ae-monthly', benchmark: true },
  { measure: 'ae_type1_attendances', dataset: 'ae-monthly' },
  { measure: 'ae_over_4_hours', dataset: 'ae-monthly' },
  { measure: 'ae_attendances_annual', dataset: 'ae-annual' },
  { measure: 'op_attendances', dataset: 'outpatients', benchmark: true },
  { measure: 'op_appointments', dataset: 'outpatients' },
  { measure: 'critical_care_periods', dataset: 'critical-care' },
  { measure: 'deliveries', dataset: 'maternity' },
  { measure: 'deliveries_msds', dataset: 'maternity' },
  { measure: 'imaging_tests', dataset: 'diagnostic-imaging' },
  { measure: 'staff_engagement', dataset: 'staff-survey', decimals: 2 },
  { measure: 'staff_survey_response_rate', dataset: 'staff-survey', decimals: 2 },
  { measure: 'staff_wte', dataset: 'tac', decimals: 1 },
  { measure: 'staff_costs', dataset: 'tac' },
  { measure: 'turnover', dataset: 'tac' },
  { measure: 'operating_expenditure', dataset: 'tac' },
  { measure: 'consultancy_spend', dataset: 'tac', benchmark: true },
  ...FIRST_RATIOS,
  { measure: 'staff_fte', dataset: 'workforce' },
  { measure: 'cc_beds_open_avg', dataset: 'critical-care' },
  { measure: 'cc_beds_occupied_avg', dataset: 'critical-care' },
  { measure: 'beds_ga', dataset: 'beds', decimals: 1 },
  { measure: 'beds_ga_occupied', dataset: 'beds', decimals: 1 },
  { measure: 'beds_mental_illness', dataset: 'beds', decimals: 1 },
  { measure: 'beds_maternity', dataset: 'beds', decimals: 1 },
  { measure: 'day_cases', dataset: 'admitted-patient-care' },
  { measure: 'elective_admissions', dataset: 'admitted-patient-care' },
  { measure: 'bed_days', dataset: 'admitted-patient-care' },
  { measure: 'mean_length_of_stay', dataset: 'admitted-patient-care', decimals: 1 },
  { measure: 'op_dna', dataset: 'outpatients' },
  { measure: 'ct_mri_tests', dataset: 'diagnostic-imaging' },
  { measure: 'staff_costs_revenue', dataset: 'tac' },
  { measure: 'operating_expenditure_own', dataset: 'tac' },
  { measure: 'op_attended_or_dna', dataset: 'outpatients', longOnly: true },
  { measure: 'ae_over_4_hours_type1', dataset: 'ae-monthly', longOnly: true },
  { measure: 'operating_surplus', dataset: 'tac', longOnly: true },
  { measure: 'operating_expenses_continuing', dataset: 'tac', longOnly: true },
  { measure: 'surplus_before_impairments', dataset: 'tac', longOnly: true },
  { measure: 'agency_costs', dataset: 'tac', longOnly: true },
  { measure: 'external_bank_costs', dataset: 'tac', longOnly: true },
  { measure: 'temporary_wte', dataset: 'tac', longOnly: true },
  { measure: 'nurses_wte', dataset: 'tac', longOnly: true },
  { measure: 'doctors_wte', dataset: 'tac', longOnly: true },
  { measure: 'ebitda', dataset: 'tac', longOnly: true },
  { measure: 'purchased_healthcare_non_nhs', dataset: 'tac', longOnly: true },
  { measure: 'drugs_costs', dataset: 'tac', longOnly: true },
  { measure: 'negligence_costs', dataset: 'tac', longOnly: true },
  { measure: 'pfi_costs', dataset: 'tac', longOnly: true },
  { measure: 'research_education_income', dataset: 'tac', longOnly: true },
  { measure: 'private_patient_income', dataset: 'tac', longOnly: true },
  ...LATER_RATIOS,
];

export const TRUST_YEAR_MEASURES: readonly MeasureColumn[] = TRUST_YEAR_COLUMNS.filter(
  (column) => 'measure' in column,
);

/** Whether the wide table has the column. */
export function isWide(column: MeasureColumn | RatioColumn): boolean {
  return !('measure' in column && column.longOnly);
}

/** The column's name in the table. */
export function columnName(column: MeasureColumn | RatioColumn): string {
  return 'measure' in column ? column.measure : column.ratio;
}
