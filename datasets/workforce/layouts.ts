/**
 * The words of both publications, as data (dossier workforce, sections 2 and 3). Headings in the form of `plainLabel`: lower
 * case, `&` as `and`, `_` as a space. A new word is a new entry here.
 */

/** The sheet of organisations and staff groups in full-time equivalents: `3. NHSE, Org & SG - FTE`. Its twin is headcount. */
export const FTE_SHEET = /^(?=.*\borg)(?=.*\b(?:sg|staff group)).*\bfte\b/i;

/** The one heading that is the same in every layout; all others are found from it. */
export const NURSES = 'nurses and health visitors';
/** Left of it: the first is the total, later ones are groups of it. */
export const TOTALS: readonly string[] = ['total', 'all staff groups'];
export const CODE_HEADINGS: readonly string[] = ['', 'organisation code', 'org code', 'code'];

export const ENGLAND = /^(?:england|all england|england total|total|grand total)$/;
export const HEADCOUNT = /head\s*count/i;
export const FULL_TIME_EQUIVALENT = /\bfte\b|full[\s-]*time[\s-]*equivalent/i;

/** Codes as printed, in capitals; four characters and more with a digit, so that no word is taken for one; no number by itself. */
export const ORGANISATION_CODE = /^(?=[0-9]*[A-Z])(?:[0-9A-Z]{3}|(?=[A-Z]*\d)[0-9A-Z]{4,8})(?:-X)?$/;

/** Columns of the sickness absence CSV, with the words of earlier sets of columns. */
export const ABSENCE = {
  date: ['date', 'month'],
  code: ['org code', 'organisation code'],
  name: ['org name', 'organisation name'],
  lost: ['fte days lost'],
  available: ['fte days available'],
  rate: [
    'sickness absence rate percent',
    'sickness absence rate (%)',
    'sickness absence rate',
    'sa rate (%)',
    'sa rate',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export const ABSENCE_MEASURES = {
  lost: 'fte_days_lost',
  available: 'fte_days_available',
  rate: 'sickness_absence_rate_percent',
} as const;

/** Headings of the csv of all months since 2009, which is known and not read. */
export const CUMULATIVE_CSV: readonly string[] = ['staff group', 'data type', 'total'];
