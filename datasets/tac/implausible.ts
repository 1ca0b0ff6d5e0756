/** Figures of one organisation that cannot well be true together: a unit mistaken, a cell in the wrong place. */
import type { Finding } from '../contract/parsed-file.ts';

interface Proportion {
  /** Column of trust_year the doubt is about. */
  readonly measure: string;
  readonly of: readonly string[];
  readonly to: readonly string[];
  readonly least: number;
  readonly most: number;
  readonly what: string;
}

/** Wide enough for every trust in an ordinary year; part-year accounts of a merging trust may fall outside. */
const PROPORTIONS: readonly Proportion[] = [
  {
    measure: 'operating_expenditure',
    of: ['EXP0390'],
    to: ['SCI0100A', 'SCI0110A'],
    least: 0.2,
    most: 5,
    what: 'operating expenditure beside operating income',
  },
  {
    measure: 'consultancy_spend',
    of: ['EXP0190'],
    to: ['EXP0390'],
    least: -1,
    most: 1,
    what: 'consultancy as a part of operating expenditure',
  },
  {
    measure: 'staff_costs',
    of: ['STA0360'],
    to: ['EXP0390'],
    least: 0.02,
    most: 1.2,
    what: 'staff costs as a part of operating expenditure',
  },
  {
    measure: 'staff_wte',
    of: ['STA0360'],
    to: ['STA0490'],
    least: 10,
    most: 300,
    what: 'thousand pounds of staff costs for one whole-time equivalent',
  },
];

/** `figure` gives a measure's value: NaN where it is blank, undefined where the file has no such line. */
export function implausibleFigures(
  organisation: string,
  figure: (measure: string) => number | undefined,
): readonly Finding[] {
  const sum = (measures: readonly string[]): number =>
    measures.reduce((total, measure) => total + (figure(measure) ?? NaN), 0);
  return PROPORTIONS.flatMap(({ measure, of, to, least, most, what }) => {
    const proportion = sum(of) / sum(to);
    if (!Number.isFinite(proportion) || (proportion >= least && proportion <= most)) return [];
    const formula = `${of.join(' + ')} / ${to.length > 1 ? `(${to.join(' + ')})` : to.join('')}`;
    const message =
      `${organisation.trim()}: ${formula} is ${proportion.toPrecision(3)}, which is hard to believe for ${what} ` +
      `(expected ${least} to ${most}). Look at the trust's own annual accounts.`;
    return [{ kind: 'implausible', severity: 'warning', orgName: organisation, measure, message } as const];
  });
}
