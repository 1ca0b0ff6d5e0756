/**
 * How pages name and print each measure and ratio: one row each, in the order of the pages. What a figure means, its unit and
 * what to know come from the published tables. A column of trust_year without a row here fails a test.
 */
import type { Ask } from '../../explain/published-tables.ts';
import type { Row } from '../../duckdb/statements.ts';
import { RATIOS } from '../../warehouse/join/ratios.ts';
import { TRUST_YEAR_MEASURES } from '../../warehouse/join/trust-year-columns.ts';
import type { Display, Figure, Group } from '../read/model.ts';
import { numberOrNull, text } from '../read/row-values.ts';

interface Shown {
  readonly name: string;
  readonly label: string;
  readonly display: Display;
  /** Under "more" on the page of a trust. */
  readonly later?: true;
}

const MILLIONS: Display = { divide: 1e6, decimals: 1, unit: '£ million' };
const THOUSANDS: Display = { divide: 1e3, decimals: 0, unit: '£ thousand' };
const POUNDS: Display = { divide: 1, decimals: 0, unit: '£' };
const PENCE: Display = { divide: 1, decimals: 2, unit: '£' };
const PER_CENT: Display = { divide: 1, decimals: 1, unit: '%' };
const count = (unit: string): Display => ({ divide: 1, decimals: 0, unit });
const mean = (unit: string): Display => ({ divide: 1, decimals: 1, unit });
const each = (unit: string): Display => ({ divide: 1, decimals: 2, unit });

export const SHOWN: Readonly<Record<Group, readonly Shown[]>> = {
  Money: [
    { name: 'turnover', label: 'Operating income (turnover)', display: MILLIONS },
    { name: 'operating_expenditure', label: 'Operating expenditure', display: MILLIONS },
    { name: 'operating_expenditure_own', label: 'Operating expenditure, own', display: MILLIONS },
    { name: 'staff_costs', label: 'Staff costs', display: MILLIONS },
    { name: 'staff_costs_revenue', label: 'Staff costs without capitalised staff', display: MILLIONS },
    { name: 'consultancy_spend', label: 'Consultancy spend', display: THOUSANDS },
    { name: 'consultancy_per_1000_income', label: 'Consultancy for each £1,000 of income', display: PENCE },
    {
      name: 'consultancy_pct_turnover',
      label: 'Consultancy, share of turnover',
      display: { ...PER_CENT, decimals: 2 },
    },
    {
      name: 'consultancy_pct_own_expenditure',
      label: 'Consultancy, share of own expenditure',
      display: { ...PER_CENT, decimals: 2 },
    },
    { name: 'operating_margin_pct', label: 'Operating margin', display: PER_CENT },
    {
      name: 'surplus_before_impairments_pct',
      label: 'Surplus before impairments, share of turnover',
      display: PER_CENT,
    },
    { name: 'ebitda_pct', label: 'EBITDA, share of turnover', display: PER_CENT },
    { name: 'staff_cost_pct_income', label: 'Staff costs, share of income', display: PER_CENT },
    { name: 'staff_cost_pct_opex', label: 'Staff costs, share of expenses', display: PER_CENT },
    { name: 'drugs_pct', label: 'Drugs, share of expenses', display: PER_CENT },
    { name: 'negligence_pct', label: 'Clinical negligence, share of expenses', display: PER_CENT },
    { name: 'pfi_pct', label: 'PFI charges, share of expenses', display: PER_CENT },
    {
      name: 'purchased_healthcare_pct',
      label: 'Healthcare bought outside the NHS, share of expenses',
      display: PER_CENT,
    },
    { name: 'research_education_pct', label: 'Research and education, share of turnover', display: PER_CENT },
    { name: 'private_patients_pct', label: 'Private patients, share of turnover', display: PER_CENT },
    { name: 'consultancy_per_wte', label: 'Consultancy for each WTE of staff', display: POUNDS, later: true },
    { name: 'consultancy_per_bed', label: 'Consultancy for each bed', display: POUNDS, later: true },
    {
      name: 'consultancy_per_admission',
      label: 'Consultancy for each admission',
      display: PENCE,
      later: true,
    },
    {
      name: 'consultancy_per_attendance',
      label: 'Consultancy for each A&E attendance',
      display: PENCE,
      later: true,
    },
  ],
  Staff: [
    { name: 'staff_wte', label: 'Staff of the accounts (WTE)', display: mean('WTE') },
    { name: 'staff_fte', label: 'Staff of the staff record (FTE)', display: mean('WTE'), later: true },
    { name: 'staff_cost_per_wte', label: 'Staff costs for each WTE', display: POUNDS },
    { name: 'agency_pct_staff_cost', label: 'Agency, share of staff costs', display: PER_CENT },
    { name: 'external_bank_pct_staff_cost', label: 'External bank, share of staff costs', display: PER_CENT },
    { name: 'temporary_wte_pct', label: 'Temporary staff, share of WTE', display: PER_CENT },
    { name: 'doctors_pct_wte', label: 'Doctors, share of WTE', display: PER_CENT },
    { name: 'nurses_per_bed', label: 'Nurses for each bed', display: each('WTE for each bed') },
    { name: 'admissions_per_wte', label: 'Admissions for each WTE', display: each('for each WTE') },
    { name: 'attendances_per_wte', label: 'A&E attendances for each WTE', display: each('for each WTE') },
    {
      name: 'op_attendances_per_wte',
      label: 'Outpatient attendances for each WTE',
      display: each('for each WTE'),
    },
  ],
  Beds: [
    { name: 'beds', label: 'Beds open overnight', display: mean('beds, average') },
    { name: 'beds_occupied', label: 'Beds occupied overnight', display: mean('beds, average') },
    { name: 'bed_occupancy_pct', label: 'Bed occupancy', display: PER_CENT },
    { name: 'beds_ga', label: 'General and acute beds open', display: mean('beds, average') },
    { name: 'beds_ga_occupied', label: 'General and acute beds occupied', display: mean('beds, average') },
    { name: 'ga_occupancy_pct', label: 'General and acute occupancy', display: PER_CENT },
    { name: 'beds_mental_illness', label: 'Mental illness beds open', display: mean('beds, average') },
    { name: 'beds_maternity', label: 'Maternity beds open', display: mean('beds, average') },
    { name: 'admissions_per_bed', label: 'Admissions for each bed', display: mean('for each bed') },
    {
      name: 'bed_days_per_bed',
      label: 'Bed days of each bed and day',
      display: each('for each bed and day'),
    },
  ],
  'Urgent care': [
    { name: 'ae_attendances', label: 'A&E attendances', display: count('attendances') },
    {
      name: 'ae_type1_attendances',
      label: 'A&E attendances, major departments',
      display: count('attendances'),
    },
    { name: 'ae_over_4_hours', label: 'A&E waits over four hours', display: count('attendances') },
    { name: 'four_hour_pct', label: 'Within four hours, all departments', display: PER_CENT },
    { name: 'four_hour_type1_pct', label: 'Within four hours, major departments', display: PER_CENT },
    {
      name: 'ae_attendances_annual',
      label: 'A&E attendances of the annual publication',
      display: count('attendances'),
      later: true,
    },
  ],
  Admitted: [
    { name: 'admissions', label: 'Admissions (FAE)', display: count('episodes') },
    { name: 'emergency_admissions', label: 'Emergency admissions', display: count('episodes') },
    { name: 'emergency_share_pct', label: 'Emergencies, share of admissions', display: PER_CENT },
    { name: 'elective_admissions', label: 'Elective admissions', display: count('episodes') },
    { name: 'day_cases', label: 'Day cases', display: count('episodes') },
    { name: 'fce', label: 'Finished consultant episodes (FCE)', display: count('episodes') },
    { name: 'bed_days', label: 'Bed days', display: count('days') },
    { name: 'mean_length_of_stay', label: 'Mean length of stay', display: mean('days') },
  ],
  Outpatients: [
    { name: 'op_attendances', label: 'Outpatient attendances', display: count('attendances') },
    { name: 'op_appointments', label: 'Outpatient appointments', display: count('appointments') },
    { name: 'op_dna', label: 'Appointments missed (DNA)', display: count('appointments') },
    { name: 'dna_rate_pct', label: 'Did not attend', display: PER_CENT },
  ],
  Maternity: [
    { name: 'deliveries', label: 'Deliveries (HES)', display: count('deliveries') },
    { name: 'deliveries_msds', label: 'Deliveries (MSDS)', display: count('deliveries') },
  ],
  Imaging: [
    { name: 'imaging_tests', label: 'Imaging tests', display: count('tests') },
    { name: 'ct_mri_tests', label: 'CT and MRI scans', display: count('tests') },
  ],
  'Critical care': [
    { name: 'critical_care_periods', label: 'Adult critical care periods', display: count('periods') },
    { name: 'cc_beds_open_avg', label: 'Adult critical care beds open', display: mean('beds') },
    { name: 'cc_beds_occupied_avg', label: 'Adult critical care beds occupied', display: mean('beds') },
  ],
  Survey: [
    { name: 'staff_engagement', label: 'Staff engagement', display: each('score, 0 to 10') },
    {
      name: 'staff_survey_response_rate',
      label: 'Staff survey response rate',
      display: { divide: 0.01, decimals: 1, unit: '%' },
    },
  ],
};

/** A part of a count or a sum is a lower bound; a part of a mean, of a rate and of a difference is none. */
function isNoBound(recipe: Row | undefined): boolean {
  return (
    text(recipe?.['across_periods']) === 'mean' ||
    text(recipe?.['kind']) === 'rate' ||
    recipe?.['ever_less'] === true
  );
}

/** Every measure and ratio with a page, in the order of pages, with what the published tables say of it. */
export async function describeFigures(ask: Ask): Promise<readonly Figure[]> {
  // A recipe may differ by year: the latest year speaks.
  const measures = await ask(
    `SELECT *, bool_or(len(less_parts) > 0) OVER (PARTITION BY measure) AS ever_less
     FROM measure QUALIFY row_number() OVER (PARTITION BY measure ORDER BY fy DESC) = 1`,
  );
  const ratios = await ask('FROM ratio');
  const recipeOf = new Map(measures.map((row) => [text(row['measure']), row]));
  const makingOf = new Map(ratios.map((row) => [text(row['ratio']), row]));
  const datasetOf = new Map(TRUST_YEAR_MEASURES.map(({ measure, dataset }) => [measure, dataset]));
  return Object.entries(SHOWN).flatMap(([group, list]) =>
    list.map(({ name, label, display, later }): Figure => {
      const common = { name, group: group as Group, label, display, first: later !== true };
      const ratio = RATIOS.find((column) => column.ratio === name);
      if (!ratio) {
        const recipe = recipeOf.get(name);
        return {
          ...common,
          kind: 'measure',
          meaning: text(recipe?.['meaning']),
          unit: text(recipe?.['unit']),
          isMean: isNoBound(recipe),
          dataset: datasetOf.get(name) ?? '',
          caveat: text(recipe?.['caveat']),
        };
      }
      const making = makingOf.get(name);
      return {
        ...common,
        kind: 'ratio',
        meaning: ratio.meaning,
        unit: ratio.unit,
        isMean: false,
        dataset: datasetOf.get(ratio.dividend) ?? '',
        caveat: text(making?.['not_counted']),
        ratio: {
          dividend: ratio.dividend,
          divisor: ratio.divisor,
          formula: text(making?.['formula']),
          floor: numberOrNull(making?.['floor']),
          notCounted: text(making?.['not_counted']),
          saysNothing: text(making?.['says_nothing']),
        },
      };
    }),
  );
}
