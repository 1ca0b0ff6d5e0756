/** What tables and charts of a trust must know of a figure; the page's script has it from `data/cells.js`. */
import type { Figure } from '../read/model.ts';

export type About = Pick<
  Figure,
  'name' | 'kind' | 'group' | 'label' | 'unit' | 'display' | 'isMean' | 'dataset' | 'first'
> & {
  readonly ratio?: { readonly dividend: string; readonly divisor: string };
};

export function aboutOf(figure: Figure): About {
  const before = abouts.get(figure);
  if (before) return before;
  const { name, kind, group, label, unit, display, isMean, dataset, first, ratio } = figure;
  const plain = { name, kind, group, label, unit, display, isMean, dataset, first };
  const about = ratio ? { ...plain, ratio: { dividend: ratio.dividend, divisor: ratio.divisor } } : plain;
  abouts.set(figure, about);
  return about;
}

/** Every trust has the same figures. */
const abouts = new WeakMap<Figure, About>();

/** Publications as the head of a row names them. */
export const SOURCES: Readonly<Record<string, string>> = {
  tac: 'accounts',
  workforce: 'workforce statistics',
  beds: 'KH03',
  'ae-monthly': 'A&E, monthly',
  'ae-annual': 'A&E, annual',
  'admitted-patient-care': 'HES',
  outpatients: 'HES outpatients',
  maternity: 'maternity statistics',
  'diagnostic-imaging': 'DID',
  'critical-care': 'critical care',
  'staff-survey': 'staff survey',
};

export function sourceWords(dataset: string): string {
  return SOURCES[dataset] ?? dataset;
}

/** Measures without a page, which are parts of ratios. */
const PARTS: Readonly<Record<string, string>> = {
  operating_surplus: 'operating surplus',
  operating_expenses_continuing: 'operating expenses',
  surplus_before_impairments: 'surplus before impairments',
  ebitda: 'EBITDA',
  agency_costs: 'agency costs',
  external_bank_costs: 'external bank costs',
  temporary_wte: 'temporary WTE',
  doctors_wte: 'doctors (WTE)',
  nurses_wte: 'nurses (WTE)',
  drugs_costs: 'drugs',
  negligence_costs: 'clinical negligence',
  pfi_costs: 'PFI charges',
  purchased_healthcare_non_nhs: 'healthcare bought outside the NHS',
  research_education_income: 'income for research and education',
  private_patient_income: 'income from private patients',
  fce_bed_days: 'bed days',
  op_attended_or_dna: 'appointments attended or missed',
  ae_over_4_hours_type1: 'waits over four hours in major departments',
};

/** A measure in the middle of a sentence. */
export function measureInWords(name: string, labels: ReadonlyMap<string, string>): string {
  const label = labels.get(name) ?? PARTS[name] ?? name.replaceAll('_', ' ');
  // Abbreviations keep their capitals.
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** Names of columns in a sentence of the tables, as the pages call them. */
export function withLabels(sentence: string, labels: ReadonlyMap<string, string>): string {
  return sentence
    .replaceAll('not_applicable', 'not in the publication')
    .replace(
      /\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b/g,
      (name) => labels.get(name) ?? measureInWords(name, labels),
    );
}
