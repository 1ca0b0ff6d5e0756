/**
 * The ratios of `trust_year`, each one entry: one measure divided by another. What a ratio is worth (`<ratio>_status`,
 * `<ratio>_reason`) the SQL of gold/4-after/ says for all of them; docs/ratios.md explains the rules.
 */

/** One measure divided by another: nothing where either has no figure or the divisor is 0. */
export interface RatioColumn {
  readonly ratio: string;
  /** Measure over the line. */
  readonly dividend: string;
  /** Measure under the line. */
  readonly divisor: string;
  /** What the quotient is multiplied by: 100 for a percentage. */
  readonly times: number;
  readonly unit: RatioUnit;
  readonly meaning: string;
  /** The percentage that is left: 100 less what the quotient says. */
  readonly complement?: true;
  /** Both measures are of one publication, and only periods that print both are taken. */
  readonly samePeriods?: true;
  /** A ratio over less than this is shown and not compared. */
  readonly floor?: number;
  /** Findings about a measure with which there is no ratio at all. */
  readonly withheldBy?: { readonly measure: string; readonly findings: readonly string[] };
  /** One of the ratios of the first version: its status and reason stand behind the old columns. */
  readonly statusLater?: true;
  readonly benchmark?: true;
}

type RatioUnit = 'pounds' | 'per cent' | 'pounds for each £1,000' | 'number for each';

/** Under these a ratio is not compared (rule of the project, printed beside every ratio). */
const FLOOR = { beds: 50, admissions: 1000, attendances: 5000, wte: 200 } as const;

const PER_CENT = { times: 100, unit: 'per cent' } as const;
const POUNDS = { times: 1, unit: 'pounds' } as const;
const EACH = { times: 1, unit: 'number for each' } as const;
const OF_TURNOVER = { ...PER_CENT, divisor: 'turnover' } as const;
/** The operating expenses of continuing operations: the mirror of turnover, which EXP0390 is not. */
const OF_EXPENSES = { ...PER_CENT, divisor: 'operating_expenses_continuing' } as const;
const OF_STAFF_COSTS = { ...PER_CENT, divisor: 'staff_costs' } as const;
const FOUR_HOURS = {
  ...PER_CENT,
  complement: true,
  samePeriods: true,
  floor: FLOOR.attendances,
  withheldBy: { measure: 'ae_over_4_hours', findings: ['four-hour-field-test', 'zero-return'] },
} as const;
const OCCUPANCY = { ...PER_CENT, samePeriods: true, floor: FLOOR.beds } as const;
const FIRST = { dividend: 'consultancy_spend', statusLater: true } as const;

/** The ratios of the first version, in the places they have always had. */
export const FIRST_RATIOS: readonly RatioColumn[] = [
  {
    ...{ ...FIRST, ...POUNDS, ratio: 'consultancy_per_bed', divisor: 'beds', floor: FLOOR.beds },
    meaning: 'Consultancy spend in pounds for each bed open overnight',
    benchmark: true,
  },
  {
    ...{ ...FIRST, ...OF_TURNOVER, ratio: 'consultancy_pct_turnover' },
    meaning: 'Consultancy spend as a percentage of turnover, 0 to 100',
    benchmark: true,
  },
  {
    ...{
      ...FIRST,
      ...POUNDS,
      ratio: 'consultancy_per_admission',
      divisor: 'admissions',
      floor: FLOOR.admissions,
    },
    meaning: 'Consultancy spend in pounds for each finished admission episode',
  },
  {
    ...{
      ...FIRST,
      ...POUNDS,
      ratio: 'consultancy_per_attendance',
      divisor: 'ae_attendances',
      floor: FLOOR.attendances,
    },
    meaning: 'Consultancy spend in pounds for each A&E attendance',
  },
  {
    ...{ ...FIRST, ...POUNDS, ratio: 'consultancy_per_wte', divisor: 'staff_wte', floor: FLOOR.wte },
    meaning: 'Consultancy spend in pounds for each whole-time equivalent of staff',
  },
];

/** Ratios that follow behind all measures, those that readers ask for first at the beginning. */
export const LATER_RATIOS: readonly RatioColumn[] = [
  {
    ...{ ...OF_TURNOVER, ratio: 'operating_margin_pct', dividend: 'operating_surplus' },
    meaning: 'Operating surplus as a percentage of turnover, continuing operations',
  },
  {
    ...{ ...OF_TURNOVER, ratio: 'surplus_before_impairments_pct', dividend: 'surplus_before_impairments' },
    meaning:
      'Surplus of the year without impairments and without gains from absorption, as a percentage of turnover; our own, not "adjusted financial performance"',
  },
  {
    ...{ ...OF_TURNOVER, ratio: 'staff_cost_pct_income', dividend: 'staff_costs_revenue' },
    meaning: 'Staff costs without capitalised staff, as a percentage of turnover',
  },
  {
    ...{ ...OF_EXPENSES, ratio: 'staff_cost_pct_opex', dividend: 'staff_costs_revenue' },
    meaning:
      'Staff costs without capitalised staff, as a percentage of operating expenses of continuing operations',
  },
  {
    ...{
      ...POUNDS,
      ratio: 'staff_cost_per_wte',
      dividend: 'staff_costs',
      divisor: 'staff_wte',
      floor: FLOOR.wte,
    },
    meaning: 'Staff costs in pounds for each whole-time equivalent, both with staff on capital projects',
  },
  {
    ...{ ...OF_STAFF_COSTS, ratio: 'agency_pct_staff_cost', dividend: 'agency_costs' },
    meaning: 'Agency staff as a percentage of all staff costs',
  },
  {
    ...{ ...OCCUPANCY, ratio: 'bed_occupancy_pct', dividend: 'beds_occupied', divisor: 'beds' },
    meaning: 'Occupied beds as a percentage of beds open overnight, all sectors, over the same quarters',
  },
  {
    ...{ ...OCCUPANCY, ratio: 'ga_occupancy_pct', dividend: 'beds_ga_occupied', divisor: 'beds_ga' },
    meaning:
      'Occupied beds as a percentage of beds open overnight, general and acute, over the same quarters',
  },
  {
    ...{ ...FOUR_HOURS, ratio: 'four_hour_pct', dividend: 'ae_over_4_hours', divisor: 'ae_attendances' },
    meaning:
      'A&E attendances of all types that ended within four hours, as a percentage, booked ones included',
  },
  {
    ...{ ...FOUR_HOURS, ratio: 'four_hour_type1_pct' },
    ...{ dividend: 'ae_over_4_hours_type1', divisor: 'ae_type1_attendances' },
    meaning:
      'A&E attendances at type 1 departments that ended within four hours, as a percentage, booked ones included',
  },
  {
    ...{
      ...PER_CENT,
      ratio: 'dna_rate_pct',
      dividend: 'op_dna',
      divisor: 'op_attended_or_dna',
      floor: FLOOR.attendances,
    },
    meaning:
      'Outpatient appointments to which the patient did not come, as a percentage of those attended or not attended',
  },
  {
    ...{ ratio: 'consultancy_per_1000_income', dividend: 'consultancy_spend', divisor: 'turnover' },
    ...{ times: 1000, unit: 'pounds for each £1,000' },
    meaning: 'Consultancy spend in pounds for each £1,000 of turnover',
  },
  {
    ...{
      ...PER_CENT,
      ratio: 'temporary_wte_pct',
      dividend: 'temporary_wte',
      divisor: 'staff_wte',
      floor: FLOOR.wte,
    },
    meaning:
      'Staff who are not permanently employed (bank, agency, seconded), as a percentage of whole-time equivalents',
  },
  {
    ...{ ...OF_STAFF_COSTS, ratio: 'external_bank_pct_staff_cost', dividend: 'external_bank_costs' },
    meaning:
      'External bank staff as a percentage of all staff costs; the bank of the trust itself is among its salaries',
  },
  {
    ...{ ...EACH, ratio: 'nurses_per_bed', dividend: 'nurses_wte', divisor: 'beds', floor: FLOOR.beds },
    meaning: 'Nurses, midwives and health visitors in whole-time equivalents for each bed open overnight',
  },
  {
    ...{
      ...PER_CENT,
      ratio: 'doctors_pct_wte',
      dividend: 'doctors_wte',
      divisor: 'staff_wte',
      floor: FLOOR.wte,
    },
    meaning: 'Doctors and dentists as a percentage of whole-time equivalents',
  },
  {
    ...{ ...OF_TURNOVER, ratio: 'ebitda_pct', dividend: 'ebitda' },
    meaning:
      'Operating surplus before depreciation, amortisation and impairments, as a percentage of turnover',
  },
  {
    ...{ ...OF_EXPENSES, ratio: 'purchased_healthcare_pct', dividend: 'purchased_healthcare_non_nhs' },
    meaning:
      'Healthcare bought from bodies outside the NHS, as a percentage of operating expenses of continuing operations',
  },
  {
    ...{ ...OF_EXPENSES, ratio: 'drugs_pct', dividend: 'drugs_costs' },
    meaning: 'Drugs as a percentage of operating expenses of continuing operations',
  },
  {
    ...{ ...OF_EXPENSES, ratio: 'negligence_pct', dividend: 'negligence_costs' },
    meaning: 'Clinical negligence premiums as a percentage of operating expenses of continuing operations',
  },
  {
    ...{ ...OF_EXPENSES, ratio: 'pfi_pct', dividend: 'pfi_costs' },
    meaning:
      'Charges of PFI and similar schemes in operating expenses, as a percentage of those of continuing operations',
  },
  {
    ...{ ...OF_TURNOVER, ratio: 'research_education_pct', dividend: 'research_education_income' },
    meaning: 'Income from research, education and training as a percentage of turnover',
  },
  {
    ...{ ...OF_TURNOVER, ratio: 'private_patients_pct', dividend: 'private_patient_income' },
    meaning: 'Income from private patients as a percentage of turnover',
  },
  {
    ...{ ...EACH, ratio: 'admissions_per_bed', dividend: 'admissions', divisor: 'beds', floor: FLOOR.beds },
    meaning: 'Finished admission episodes of the year for each bed open overnight, day cases among them',
  },
  {
    ...{
      ...EACH,
      ratio: 'bed_days_per_bed',
      dividend: 'bed_days',
      divisor: 'beds',
      times: 1 / 365,
      floor: FLOOR.beds,
    },
    meaning:
      'Bed days of finished consultant episodes for each bed open overnight and day, a year of 365 days',
  },
  {
    ...{ ...PER_CENT, ratio: 'emergency_share_pct', dividend: 'emergency_admissions', divisor: 'admissions' },
    meaning: 'Emergency admissions as a percentage of all finished admission episodes',
    floor: FLOOR.admissions,
  },
  {
    ...{
      ...EACH,
      ratio: 'admissions_per_wte',
      dividend: 'admissions',
      divisor: 'staff_wte',
      floor: FLOOR.wte,
    },
    meaning: 'Finished admission episodes for each whole-time equivalent of staff; not productivity',
  },
  {
    ...{
      ...EACH,
      ratio: 'attendances_per_wte',
      dividend: 'ae_attendances',
      divisor: 'staff_wte',
      floor: FLOOR.wte,
    },
    meaning: 'A&E attendances for each whole-time equivalent of staff; not productivity',
  },
  {
    ...{
      ...EACH,
      ratio: 'op_attendances_per_wte',
      dividend: 'op_attendances',
      divisor: 'staff_wte',
      floor: FLOOR.wte,
    },
    meaning: 'Attended outpatient appointments for each whole-time equivalent of staff; not productivity',
  },
  {
    ...{ ...PER_CENT, ratio: 'consultancy_pct_own_expenditure', dividend: 'consultancy_spend' },
    divisor: 'operating_expenditure_own',
    meaning:
      'Consultancy spend as a percentage of operating expenditure without impairments and money passed on to others',
  },
];

export const RATIOS: readonly RatioColumn[] = [...FIRST_RATIOS, ...LATER_RATIOS];

/** What nobody may read out of any ratio. */
export const RATIO_SAYS_NOTHING =
  'This says nothing about whether the money was well spent or the care was good.';

/** What the measure over the line leaves out, by measure. */
const NOT_COUNTED: Readonly<Record<string, string>> = {
  consultancy_spend:
    'Capitalised consultancy of projects, interim managers (often agency staff), legal fees, audit, tax advice and other services are on other lines. A trust that hosts a programme carries its neighbours’ share. Consultancy has nothing to do with hospital consultants.',
  operating_surplus:
    'Finance income and costs, gains and losses on disposal, gains from absorption and discontinued operations are not in it; impairments are.',
  surplus_before_impairments:
    'Impairments and gains from absorption are taken out; donated assets, pension charges paid centrally and one-off income are not.',
  staff_costs_revenue:
    'Staff on capital projects, outsourced services and non-executive directors are not in it; the pension contribution that NHS England pays for the trust is, from 2019-20.',
  staff_costs:
    'Outsourced services and non-executive directors are not in it; staff on capital projects are, and from 2019-20 the pension contribution that NHS England pays.',
  agency_costs: 'External bank staff, the bank of the trust itself and outsourced services are not in it.',
  beds_occupied:
    'Beds are counted at midnight: day cases and patients of the day between two midnights are not in it.',
  beds_ga_occupied:
    'Beds are counted at midnight; maternity, mental illness and learning disability beds are not in it.',
  ae_over_4_hours: 'Attendances at departments that another provider runs are not in it.',
  ae_over_4_hours_type1: 'Type 2 and 3 departments (eyes, teeth, urgent treatment centres) are not in it.',
  op_dna: 'Appointments that the patient or the hospital cancelled beforehand are not in it.',
  temporary_wte: 'Outsourced services are not in it; how bank staff are estimated differs between trusts.',
  external_bank_costs:
    'The bank of the trust itself is among its salaries: no share of all bank staff can be had.',
  nurses_wte:
    'Healthcare assistants and other support staff are not in it; midwives and health visitors are, and so are bank and agency nurses.',
  doctors_wte: 'Doctors whom another body employs are not in it; bank and agency doctors are.',
  ebitda:
    'Depreciation, amortisation, impairments and finance costs are not in it. From 2022-23 rents of leases have left operating expenses (IFRS 16): a break.',
  purchased_healthcare_non_nhs:
    'Healthcare bought from other NHS bodies is not in it; from 2021-22 money passed on by lead providers of mental health is.',
  drugs_costs: 'Drugs inside bought-in healthcare are not in it.',
  negligence_costs: 'Premiums to NHS Resolution only; other losses and legal costs are on other lines.',
  pfi_costs:
    'Interest and repayment are not in it: they stand outside operating expenses. From 2023-24 PFI is measured by IFRS 16.',
  research_education_income:
    'Research or teaching that another body is paid for is not in it. A high share is not the same as being a teaching trust.',
  private_patient_income:
    'Overseas patients who are charged by law are on a line of their own and not in it.',
  admissions:
    'Outpatients and A&E attendances that end without admission are not in it; day cases and private patients in NHS hospitals are.',
  emergency_admissions:
    'Same-day emergency care leaves this count trust by trust: a fall may be a change of recording.',
  bed_days: 'Day cases have no bed days; episodes that had not ended by 31 March are not in it.',
  ae_attendances: 'Urgent treatment centres that another provider runs are not in it.',
  op_attendances: 'What trusts record as outpatients differs; telephone and video appointments are in it.',
};

/** How a ratio is worked out, for the data dictionary and for `explain`. */
export function ratioInWords({ dividend, divisor, times, complement, samePeriods }: RatioColumn): string {
  const quotient = `${dividend} / ${divisor}`;
  const formula = complement ? `(1 - ${quotient})` : quotient;
  const multiplied =
    times === 1 ? formula : times < 1 ? `${formula} / ${1 / times}` : `${times} × ${formula}`;
  return samePeriods ? `${multiplied}, over the periods that print both` : multiplied;
}

/** What the dividend leaves out. @throws Error for a ratio whose dividend nobody has described. */
export function notCounted({ ratio, dividend }: RatioColumn): string {
  const text = NOT_COUNTED[dividend];
  if (text === undefined)
    throw new Error(`ratios.ts does not say what ${dividend}, over the line of ${ratio}, leaves out.`);
  return text;
}
