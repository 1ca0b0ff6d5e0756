/** Sums the form itself makes (dossier tac, section 5). A trust that breaks one keeps its figures, with a warning. */
import type { Finding } from '../contract/parsed-file.ts';
import { WTE_GROUPS } from './lines.ts';

/** Audited returns carry rounding. */
const TOLERANCE = 1;

interface Identity {
  /** Column of trust_year that the warning is about. */
  readonly measure: string;
  /** Measures added together; those with a leading minus are taken off. */
  readonly left: readonly string[];
  readonly right: readonly string[];
}

const IDENTITIES: readonly Identity[] = [
  { measure: 'turnover', left: ['SCI0140A'], right: ['SCI0100A', 'SCI0110A', 'SCI0125A'] },
  { measure: 'turnover', left: ['INC1365'], right: ['INC1364', 'INC1360'] },
  { measure: 'turnover', left: ['SCI0100A', 'SCI0110A'], right: ['INC1365', '-OPP0002', '-INC1362'] },
  { measure: 'turnover', left: ['INC0350'], right: ['INC1220'] },
  { measure: 'turnover', left: ['INC1220'], right: ['INC1364'] },
  { measure: 'operating_expenditure', left: ['EXP0390'], right: ['OPX0030', 'OPX0040'] },
  { measure: 'operating_expenditure', left: ['SCI0125A'], right: ['-EXP0390', 'OPX0040'] },
  { measure: 'staff_wte', left: ['STA0490'], right: WTE_GROUPS },
  { measure: 'staff_wte', left: ['STA0490'], right: ['STA0490-permanent', 'STA0490-other'] },
  { measure: 'staff_costs', left: ['STA0360'], right: ['STA0360-permanent', 'STA0360-other'] },
];

/**
 * One warning for every identity an organisation breaks. `figure` gives a measure's value, NaN where it is blank (a
 * blank adds nothing), undefined where the file has no such line: then the identity says nothing.
 */
export function brokenIdentities(
  organisation: string,
  figure: (measure: string) => number | undefined,
): readonly Finding[] {
  return IDENTITIES.flatMap(({ measure, left, right }) => {
    const [one, other] = [sum(left, figure), sum(right, figure)];
    if (one === undefined || other === undefined || Math.abs(one - other) <= TOLERANCE) return [];
    const message =
      `${organisation.trim()}: ${formula(left)} is ${plain(one)}, but ${formula(right)} is ${plain(other)} ` +
      `(${measure === 'staff_wte' ? 'WTE' : '£000'}).`;
    return [{ kind: 'identity', severity: 'warning', orgName: organisation, measure, message } as const];
  });
}

function sum(terms: readonly string[], figure: (measure: string) => number | undefined): number | undefined {
  let total = 0;
  for (const term of terms) {
    const value = figure(term.replace(/^-/, ''));
    if (value === undefined) return undefined;
    if (!Number.isNaN(value)) total += term.startsWith('-') ? -value : value;
  }
  return total;
}

function formula(terms: readonly string[]): string {
  if (terms.length > 4) return `the sum of ${terms[0] ?? ''} to ${terms.at(-1) ?? ''}`;
  return terms
    .map((term, index) => (index === 0 ? term : term.startsWith('-') ? `- ${term.slice(1)}` : `+ ${term}`))
    .join(' ');
}

function plain(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
