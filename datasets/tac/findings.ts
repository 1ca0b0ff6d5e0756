/** What is said of an accounts workbook whose figures are kept (dossier tac, section 5). */
import { normaliseName } from '../../organisations/normalise-name.ts';
import type { Finding } from '../contract/parsed-file.ts';
import type { Figures } from './figures.ts';
import { WTE_GROUPS, type Line } from './lines.ts';
import type { AllData } from './read-lines.ts';
import type { ProviderList } from './read-providers.ts';

/** A measure's value of one organisation: NaN where it is blank, undefined where the file has no such line. */
type FigureOf = (measure: string) => number | undefined;

export function findingsOf(data: AllData, figures: Figures, list: ProviderList): readonly Finding[] {
  const byMeasure = new Map<string, Line>(figures.present.map((line) => [line.measure, line]));
  const ofOrganisations = figures.organisations.flatMap((name, organisation) => {
    const figure: FigureOf = (measure) => {
      const line = byMeasure.get(measure);
      return line && data.lines.value[figures.lineOf(organisation, line)];
    };
    return [...brokenIdentities(name, figure), ...implausibleFigures(name, figure)];
  });
  return [...ofOrganisations, ...repeatedFindings(figures), ...listFindings(list, figures)];
}

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
  { measure: 'staff_costs_revenue', left: ['STA0366'], right: ['STA0360', '-STA0365'] },
];

/** A warning for every sum that an organisation breaks. A blank adds nothing; a sum with a line the file lacks is not checked. */
function brokenIdentities(organisation: string, figure: FigureOf): readonly Finding[] {
  return IDENTITIES.flatMap(({ measure, left, right }) => {
    const [ours, theirs] = [sum(left, figure), sum(right, figure)];
    if (ours === undefined || theirs === undefined || Math.abs(ours - theirs) <= TOLERANCE) return [];
    const message =
      `${organisation.trim()}: ${formula(left)} is ${plain(ours)}, but ${formula(right)} is ${plain(theirs)} ` +
      `(${measure === 'staff_wte' ? 'WTE' : '£000'}).`;
    return [{ kind: 'identity', severity: 'warning', orgName: organisation, measure, message } as const];
  });
}

function sum(terms: readonly string[], figure: FigureOf): number | undefined {
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

interface Proportion {
  /** Column of trust_year that the finding is about. */
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

/** A warning for every proportion out of its bounds. */
function implausibleFigures(organisation: string, figure: FigureOf): readonly Finding[] {
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

function repeatedFindings(figures: Figures): readonly Finding[] {
  return figures.repeated.map((line) => ({
    kind: 'duplicate-line',
    severity: 'warning',
    message:
      `${line.mainCode} ${line.subCodes[0] ?? ''} stands twice for an organisation; the sums it belongs to were not checked` +
      `${line.role === 'optional' ? ', and no measure was made of it' : ''}.`,
  }));
}

function listFindings(list: ProviderList, figures: Figures): readonly Finding[] {
  const lacking: readonly Finding[] = list.lacking
    ? [{ kind: 'no-provider-codes', severity: 'info', message: list.lacking }]
    : [];
  const withData = new Set(figures.organisations.map(normaliseName));
  const without = list.providers.filter((provider) => !withData.has(normaliseName(provider.name)));
  return [
    ...lacking,
    ...without.map((provider): Finding => ({
      kind: 'listed-without-data',
      severity: 'info',
      orgName: provider.name,
      ...(provider.code ? { orgCode: provider.code } : {}),
      message: `${provider.name.trim()} is in the List of Providers (row ${provider.row}), but has no lines under that name.`,
    })),
  ];
}
