/** The ratios of `trust_year`, as gold/4-after/07-trust-year.sql works them out: null where a part is null or the divisor is 0. */
export interface TrustYearRatio {
  readonly column: string;
  readonly dividend: string;
  readonly divisor: string;
  /** 100 for a percentage. */
  readonly times: number;
  readonly meaning: string;
}

export const TRUST_YEAR_RATIOS: readonly TrustYearRatio[] = [
  ratio('consultancy_per_bed', 'beds', 1, 'Consultancy spend in pounds for each bed open overnight'),
  ratio(
    'consultancy_pct_turnover',
    'turnover',
    100,
    'Consultancy spend as a percentage of turnover, 0 to 100',
  ),
  ratio(
    'consultancy_per_admission',
    'admissions',
    1,
    'Consultancy spend in pounds for each finished admission episode',
  ),
  ratio(
    'consultancy_per_attendance',
    'ae_attendances',
    1,
    'Consultancy spend in pounds for each A&E attendance',
  ),
  ratio(
    'consultancy_per_wte',
    'staff_wte',
    1,
    'Consultancy spend in pounds for each whole-time equivalent of staff',
  ),
];

function ratio(column: string, divisor: string, times: number, meaning: string): TrustYearRatio {
  return { column, dividend: 'consultancy_spend', divisor, times, meaning };
}
