/** What a reader is told of figures that stand on a decision. Headings that were taught are told by the reader of the file. */
import { type Decision, DecisionKind } from './decision.ts';

/** A finding about a whole file. */
export interface FindingOfDecision {
  readonly kind: 'accepted' | 'given-address';
  readonly severity: 'info' | 'warning';
  readonly message: string;
}

/** What a file was refused for, and the decision that accepts it. */
export interface AcceptedRefusal {
  readonly code: string;
  readonly message: string;
  /** Number of the decision. */
  readonly accepted?: number;
}

/**
 * @param decisions those under which the file is loaded
 * @param refusals what it is refused for all the same: none where the reader of today has no objection left
 */
export function findingsOfDecisions(
  decisions: readonly Decision[],
  refusals: readonly AcceptedRefusal[],
): readonly FindingOfDecision[] {
  const accepted = refusals.map(({ message, accepted: number }): FindingOfDecision => {
    const decision = decisions.find((one) => one.number === number);
    return {
      ...{ kind: 'accepted', severity: 'warning' },
      message: `Loaded by decision ${number ?? ''}${by(decision)} although it was refused: ${sentence(message)} The reason given: ${sentence(decision?.reason ?? 'none')}`,
    };
  });
  const addresses = decisions
    .filter(({ kind }) => kind === DecisionKind.address)
    .map((decision): FindingOfDecision => ({
      ...{ kind: 'given-address', severity: 'info' },
      message: `From the address that decision ${decision.number}${by(decision)} gives, not from a link of the publisher's page. The reason given: ${sentence(decision.reason)}`,
    }));
  return [...accepted, ...addresses];
}

/** ` (Ann, 2026-11-30)`. */
export function by(decision: Pick<Decision, 'who' | 'decided'> | undefined): string {
  const said = [decision?.who ?? '', decision?.decided.slice(0, 10) ?? ''].filter((text) => text !== '');
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
}

/** With a full stop. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
