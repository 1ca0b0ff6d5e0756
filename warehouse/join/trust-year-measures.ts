/** A measure column of `trust_year` and the dataset folder it comes from. */
export interface TrustYearMeasure {
  readonly measure: string;
  readonly dataset: string;
}

/**
 * Every measure of `trust_year`, in the order of its columns. A measure whose dataset folder does not exist yet, or whose
 * dataset has no recipe for it, says `missing`. The last three stand after the ratios: they were added later. gold/4-after/07-trust-year.sql writes the same columns out.
 */
export const TRUST_YEAR_MEASURES: readonly TrustYearMeasure[] = [
  { measure: 'beds', dataset: 'beds' },
  { measure: 'beds_occupied', dataset: 'beds' },
  { measure: 'admissions', dataset: 'admitted-patient-care' },
  { measure: 'emergency_admissions', dataset: 'admitted-patient-care' },
  { measure: 'fce', dataset: 'admitted-patient-care' },
  { measure: 'ae_attendances', dataset: 'ae-monthly' },
  { measure: 'ae_type1_attendances', dataset: 'ae-monthly' },
  { measure: 'ae_over_4_hours', dataset: 'ae-monthly' },
  { measure: 'ae_attendances_annual', dataset: 'ae-annual' },
  { measure: 'op_attendances', dataset: 'outpatients' },
  { measure: 'op_appointments', dataset: 'outpatients' },
  { measure: 'critical_care_periods', dataset: 'critical-care' },
  { measure: 'deliveries', dataset: 'maternity' },
  { measure: 'deliveries_msds', dataset: 'maternity' },
  { measure: 'imaging_tests', dataset: 'diagnostic-imaging' },
  { measure: 'staff_engagement', dataset: 'staff-survey' },
  { measure: 'staff_survey_response_rate', dataset: 'staff-survey' },
  { measure: 'staff_wte', dataset: 'tac' },
  { measure: 'staff_costs', dataset: 'tac' },
  { measure: 'turnover', dataset: 'tac' },
  { measure: 'operating_expenditure', dataset: 'tac' },
  { measure: 'consultancy_spend', dataset: 'tac' },
  { measure: 'staff_fte', dataset: 'workforce' },
  { measure: 'cc_beds_open_avg', dataset: 'critical-care' },
  { measure: 'cc_beds_occupied_avg', dataset: 'critical-care' },
];
