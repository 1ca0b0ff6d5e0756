/**
 * Provider level analyses of outpatient activity by year (dossier outpatients, section 2). Labels in the form of
 * `plainLabel`: the workbook prints `Table 1:Attendances\n- Males`, the CSV `01.Attended-Female`. A year is a row.
 */
import { financialYears } from '../../nhs/financial-year.ts';
import { Seen, yearsOf, type Layout } from '../contract/layout.ts';
import {
  meaningIn,
  wordOfEach,
  type CsvLayout,
  type Meaning,
  type ProviderRules,
  type WorkbookLayout,
} from '../tables/provider-level/layouts.ts';

/** What became of an appointment. Every appointment has one of these outcomes. */
export const OUTCOMES: readonly (readonly [pattern: RegExp, stem: string])[] = [
  [/^(?:attendances?|attended(?: appointments?)?)$/, 'attended'],
  [/^(?:dnas?|did not attends?(?: \(dnas?\))?)(?: appointments?)?$/, 'dna'],
  // The workbook's words for cancellations are not known for certain: these and no others, in any order.
  [cancelledBy('patient'), 'patient_cancelled'],
  [cancelledBy('hospital'), 'hospital_cancelled'],
  [/^(?:unknowns?|not known)(?: (?:attendances?|outcomes?|status|appointments?))*$/, 'outcome_unknown'],
];

const GENDER_WORDS: readonly (readonly [pattern: RegExp, ending: string])[] = [
  [/^males?$/, 'male'],
  [/^females?$/, 'female'],
  [/^(?:unknown(?: gender)?|gender unknown|not known)$/, 'gender_unknown'],
  [/^total$/, 'total'],
];

/** The same attendances by type: kept beside them, and they should add up. */
export const ATTENDANCE_TYPES: ReadonlyMap<string, string> = new Map([
  ['attended first appointment', 'attended_first'],
  ['attended first tele consultation', 'attended_first_tele'],
  ['attended subsequent appointment', 'attended_subsequent'],
  ['attended subsequent tele consultation', 'attended_subsequent_tele'],
  ['attended but first/subsequent/tele unknown', 'attended_type_unknown'],
]);

/** Words that stand for an outcome and a gender in both kinds of file, where a person teaches another. */
const OUTCOME_WORDS = {
  attended: 'attended',
  dna: 'did not attend',
  patient_cancelled: 'patient cancellations',
  hospital_cancelled: 'hospital cancellations',
  outcome_unknown: 'unknown',
} as const;
const ENDING_WORDS = {
  male: 'male',
  female: 'female',
  gender_unknown: 'gender unknown',
  total: 'total',
} as const;
const BOTH_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(OUTCOME_WORDS).flatMap(([stem, outcome]) =>
    Object.entries(ENDING_WORDS).map(([ending, gender]) => [`${stem}_${ending}`, `${outcome}-${gender}`]),
  ),
);

/** Outcomes whose figures a file must have; the unknown outcomes are in workbooks only. */
export const REQUIRED_OUTCOMES: readonly string[] = [
  'attended',
  'dna',
  'patient_cancelled',
  'hospital_cancelled',
];
export const GENDERS: readonly string[] = ['male', 'female', 'gender_unknown'];

/** The cuts that are read are tables 1 and 2, not 10, not 1a: all others are the same attendances again. */
const WORKBOOK = {
  layout: 'workbook-mpdp',
  file: 'provider level workbook',
  code: ['code', 'geography level code', 'org code', 'organisation code'],
  meaningOf: (heading: string): Meaning => {
    const outcome = /^table 1(?![0-9a-z])[\s:.-]*(.*)$/.exec(heading)?.[1];
    if (outcome !== undefined) return byOutcomeAndGender(outcome);
    const type = /^table 2(?![0-9a-z])[\s:.-]*(?:attendances[\s-]*)?(.*)$/.exec(heading)?.[1];
    return meaningIn(ATTENDANCE_TYPES, type ?? '');
  },
  words: {
    ...Object.fromEntries(Object.entries(BOTH_WORDS).map(([measure, word]) => [measure, `table 1: ${word}`])),
    ...Object.fromEntries([...ATTENDANCE_TYPES].map(([word, measure]) => [measure, `table 2: ${word}`])),
  },
  required: REQUIRED_OUTCOMES.map((stem) => `${stem}_total`),
} as const;

const CSV = {
  layout: 'csv-long',
  file: 'provider level CSV',
  meaningOf: (type: string, label: string): Meaning => {
    if (type === 'attendance summary by gender') return byOutcomeAndGender(label);
    return type === 'attendance type' ? meaningIn(ATTENDANCE_TYPES, label) : 'not read';
  },
  words: { ...BOTH_WORDS, ...wordOfEach(ATTENDANCE_TYPES) },
  required: REQUIRED_OUTCOMES.flatMap((stem) => GENDERS.map((gender) => `${stem}_${gender}`)),
} as const;

const WORKBOOK_LAYOUTS: readonly WorkbookLayout[] = [
  { ...WORKBOOK, years: financialYears('2017-18..2018-19'), seen: Seen.described },
  { ...WORKBOOK, years: financialYears('2019-20'), seen: Seen.believed },
  { ...WORKBOOK, years: financialYears('2020-21..2021-22'), seen: Seen.described },
  { ...WORKBOOK, years: financialYears('2022-23..2025-26'), seen: Seen.believed },
];
const CSV_LAYOUTS: readonly CsvLayout[] = [
  { ...CSV, years: financialYears('2022-23..2024-25'), seen: Seen.described },
  { ...CSV, years: financialYears('2025-26'), seen: Seen.believed },
];

export const LAYOUTS: readonly Layout[] = [...WORKBOOK_LAYOUTS, ...CSV_LAYOUTS];
/** The CSV prints no totals over the genders: in its years trust_year adds the genders, else it takes the totals. */
export const YEARS_OF_GENDERS = yearsOf(CSV_LAYOUTS);
export const YEARS_OF_TOTALS = yearsOf(LAYOUTS).filter((fy) => !YEARS_OF_GENDERS.includes(fy));

export const RULES: ProviderRules = {
  publication: 'outpatients',
  title: 'outpatient activity by provider',
  sister: /hosp-epis-stat-outp|outpatient/i,
  workbooks: WORKBOOK_LAYOUTS,
  csvs: CSV_LAYOUTS,
};

/** `attended_female` for `attended-female`. Where either half is not known the label may be a further outcome. */
function byOutcomeAndGender(label: string): Meaning {
  const [, first = '', second = ''] =
    /^(.+?)[\s-]+((?:unknown )?gender(?: unknown)?|not known|[a-z]+)$/.exec(label) ?? [];
  const stem = OUTCOMES.find(([pattern]) => pattern.test(first))?.[1];
  const ending = GENDER_WORDS.find(([pattern]) => pattern.test(second))?.[1];
  return stem === undefined || ending === undefined ? 'not known' : { measure: `${stem}_${ending}` };
}

/** `patient cancellations`, `appointments cancelled by the patient`, `cancelled - patient`. */
function cancelledBy(whom: string): RegExp {
  const words = `(?:appointments?|cancell?(?:ed|ations?)|by|the|${whom}s?)`;
  return new RegExp(`^(?=.*${whom})(?=.*cancel)${words}(?:[ -]+${words})*$`);
}
