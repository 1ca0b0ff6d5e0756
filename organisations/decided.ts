/** What people have decided about printed names and codes: asked before any guess, and never in silence against what is known. */
import { cleanCode } from './codes.ts';
import { normaliseName } from './normalise-name.ts';

/** One decision: in these years this printed name or code is this organisation, or is none. */
export interface DecidedOrganisation {
  /** Its number in the file of decisions. */
  readonly number: number;
  /** The publication that prints it; empty where any may. */
  readonly dataset: string;
  readonly holdsIn: (fy: string) => boolean;
  /** Name or code as printed. */
  readonly printed: string;
  /** ODS code; null where the name is no trust. */
  readonly orgCode: string | null;
  readonly who: string;
  readonly reason: string;
}

/** The answer of the decisions: `orgCode` is undefined where two of them disagree. */
export interface Decided {
  readonly orgCode: string | null | undefined;
  /** Whole sentences: which decision, by whom, why. */
  readonly detail: string;
}

/** A name or code as a publication prints it. */
export interface PrintedOrganisation {
  readonly dataset: string;
  readonly fy: string;
  /** Empty where the publication prints names alone. */
  readonly code: string;
  readonly name: string;
}

/** Undefined where nobody has decided anything about it. */
export function decidedFor(
  decisions: readonly DecidedOrganisation[],
  printed: PrintedOrganisation,
): Decided | undefined {
  const about = decisions.filter(
    (decision) =>
      (decision.dataset === '' || decision.dataset === printed.dataset) &&
      decision.holdsIn(printed.fy) &&
      isAbout(decision.printed, printed),
  );
  const [first, ...others] = about;
  if (!first) return undefined;
  const sentences = about.map(inWords).join(' ');
  if (others.some(({ orgCode }) => orgCode !== first.orgCode)) {
    return { orgCode: undefined, detail: `Decisions contradict each other. ${sentences} Undo one of them.` };
  }
  return { orgCode: first.orgCode, detail: sentences };
}

/** By its code; by its name only where the row prints no code, for a name beside a code is not what the row is counted by. */
function isAbout(subject: string, { code, name }: PrintedOrganisation): boolean {
  const printedCode = cleanCode(code).code;
  if (printedCode !== '' && printedCode !== '-') return cleanCode(subject).code === printedCode;
  const wanted = normaliseName(subject);
  return wanted !== '' && wanted === normaliseName(name);
}

function inWords({ number, printed, orgCode, who, reason }: DecidedOrganisation): string {
  const is = orgCode === null ? 'no trust' : orgCode;
  return `"${printed}" is ${is} by decision ${number} of ${who}: ${sentence(reason)}`;
}

/** With a full stop at its end. */
function sentence(text: string): string {
  return /[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
