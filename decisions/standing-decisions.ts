/** Which decisions stand, and what they are about. */
import type { FinancialYear } from '../nhs/financial-year.ts';
import { type Decision, type NewDecision, DecisionKind } from './decision.ts';
import { covers } from './years-of-decision.ts';

/** Decisions that nobody has taken back and no later one about the same has replaced, in the order of their numbers. */
export function standing(decisions: readonly Decision[]): readonly Decision[] {
  const now = new Map<string, Decision>();
  for (const decision of [...decisions].sort((a, b) => a.number - b.number))
    if (decision.undone === undefined) now.set(subjectKey(decision), decision);
  return [...now.values()].sort((a, b) => a.number - b.number);
}

/** The same text for two decisions of which only the later one can stand. */
export function subjectKey({ kind, dataset, years, slot, subject, value }: NewDecision): string {
  const { address, skip, accept } = DecisionKind;
  // A slot is at an address, or is gone without.
  const about = kind === address || kind === skip ? ['slot'] : [kind, subject];
  return JSON.stringify([...about, dataset, years, slot, ...(kind === accept ? [value] : [])]);
}

/** Those about a dataset and year, among decisions that stand. */
export function aboutYear(
  decisions: readonly Decision[],
  dataset: string,
  fy: FinancialYear,
): readonly Decision[] {
  return decisions.filter((one) => (one.dataset === dataset || one.dataset === '') && covers(one.years, fy));
}

/** What is decided of a slot's address: another one, or that the slot is gone without. The later of two counts. */
export function aboutSlot(decisions: readonly Decision[], slot: string): Decision | undefined {
  const { address, skip } = DecisionKind;
  return decisions.findLast(
    (one) => (one.kind === address || one.kind === skip) && (one.slot === slot || one.slot === ''),
  );
}

/** A file that a slot is, or is to be, loaded from. */
export interface FileOfSlot {
  readonly slot: string;
  readonly url: string;
  readonly sha256: string;
}

/**
 * The decisions under which a file is loaded into its slot, among those that stand of its dataset and year: that it is at
 * this address, that it is accepted, and every heading that was taught.
 */
export function decisionsOfFile(decisions: readonly Decision[], file: FileOfSlot): readonly Decision[] {
  const { address, accept, heading, organisation } = DecisionKind;
  return decisions.filter(({ kind, dataset, slot, subject, value }) => {
    if (slot !== '' && slot !== file.slot) return false;
    if (kind === address) return value === file.url;
    // One of the publication's own may be a row that was set aside; others are for the join alone.
    if (kind === organisation) return dataset !== '';
    return kind === heading || (kind === accept && subject === file.sha256);
  });
}

/** As `load_state.decisions` keeps them: `accept:3 heading:5`; empty where there are none. */
export function marksOf(decisions: readonly Decision[]): string {
  return decisions.map(({ kind, number }) => `${kind}:${number}`).join(' ');
}

/** Whether the file is accepted in spite of a refusal with this code. */
export function acceptance(
  decisions: readonly Decision[],
  file: Pick<FileOfSlot, 'sha256'>,
  code: string,
): Decision | undefined {
  return decisions.findLast(
    ({ kind, subject, value }) => kind === DecisionKind.accept && subject === file.sha256 && value === code,
  );
}
