/**
 * Provider level analyses of outpatient activity, as data (dossier outpatients, section 2). Labels in the form of
 * `plainLabel`: the workbook prints `Table 1:Attendances\n- Males`, the CSV `01.Attended-Female`. Adding a drift is adding a word here.
 */

/** What became of an appointment. Every appointment has one of these outcomes. */
export const OUTCOMES: readonly (readonly [pattern: RegExp, stem: string])[] = [
  [/^(?:attendances?|attended(?: appointments?)?)$/, 'attended'],
  [/^(?:dnas?|did not attends?(?: \(dnas?\))?)(?: appointments?)?$/, 'dna'],
  // The workbook's words for cancellations are not known for certain: these and no others, in any order.
  [cancelledBy('patient'), 'patient_cancelled'],
  [cancelledBy('hospital'), 'hospital_cancelled'],
  [/^(?:unknowns?|not known)(?: (?:attendances?|outcomes?|status|appointments?))*$/, 'outcome_unknown'],
];

export const GENDERS: readonly (readonly [pattern: RegExp, ending: string])[] = [
  [/^males?$/, 'male'],
  [/^females?$/, 'female'],
  [/^(?:unknown(?: gender)?|gender unknown|not known)$/, 'gender_unknown'],
  [/^total$/, 'total'],
];

/** The same attendances by type: kept beside them, and they should add up. */
export const ATTENDANCE_TYPES: readonly (readonly [label: string, measure: string])[] = [
  ['attended first appointment', 'attended_first'],
  ['attended first tele consultation', 'attended_first_tele'],
  ['attended subsequent appointment', 'attended_subsequent'],
  ['attended subsequent tele consultation', 'attended_subsequent_tele'],
  ['attended but first/subsequent/tele unknown', 'attended_type_unknown'],
];

/** The cuts that are read; all others are the same attendances again (by age, specialty, outcome, source, wait). */
export const CSV_CUTS = { outcomes: 'attendance summary by gender', types: 'attendance type' } as const;
/** Not table 10, not table 1a. */
export const SHEET_CUTS = {
  outcomes: /^table 1(?![0-9a-z])[\s:.-]*(.*)$/,
  types: /^table 2(?![0-9a-z])[\s:.-]*(?:attendances[\s-]*)?(.*)$/,
} as const;

/** Outcomes whose figures a file must have; the unknown ones are in workbooks only. */
export const REQUIRED_OUTCOMES: readonly string[] = [
  'attended',
  'dna',
  'patient_cancelled',
  'hospital_cancelled',
];
export const CSV_GENDERS: readonly string[] = ['male', 'female', 'gender_unknown'];

/** The workbook prints totals over the genders, the CSV does not: trust_year adds up other cells in each era. */
export const ERAS = { workbook: '2017-18..2021-22', csv: '2022-23..2025-26' } as const;

/** `patient cancellations`, `appointments cancelled by the patient`, `cancelled - patient`. */
function cancelledBy(whom: string): RegExp {
  const words = `(?:appointments?|cancell?(?:ed|ations?)|by|the|${whom}s?)`;
  return new RegExp(`^(?=.*${whom})(?=.*cancel)${words}(?:[ -]+${words})*$`);
}
