/** What tables and charts of a trust must know of a figure; the page's script has it from `data/cells.js`. */
import type { Figure } from '../read/model.ts';

export type About = Pick<
  Figure,
  'name' | 'kind' | 'group' | 'label' | 'display' | 'isMean' | 'dataset' | 'first'
> & {
  readonly ratio?: { readonly dividend: string; readonly divisor: string };
};

export function aboutOf(figure: Figure): About {
  const { name, kind, group, label, display, isMean, dataset, first, ratio } = figure;
  const about = { name, kind, group, label, display, isMean, dataset, first };
  return ratio ? { ...about, ratio: { dividend: ratio.dividend, divisor: ratio.divisor } } : about;
}

/** Publications as the head of a row names them. */
const SOURCES: Readonly<Record<string, string>> = {
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

/** Names of columns in a sentence of the tables, as the pages call them. */
export function withLabels(sentence: string, labels: ReadonlyMap<string, string>): string {
  return sentence
    .replaceAll('not_applicable', 'not in the publication')
    .replace(/\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b/g, (name) => labels.get(name) ?? name.replaceAll('_', ' '));
}
