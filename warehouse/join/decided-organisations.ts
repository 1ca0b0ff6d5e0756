/** Decisions about names and codes, in the words of organisations/. */
import { type Decision, DecisionKind } from '../../decisions/decision.ts';
import { covers } from '../../decisions/years-of-decision.ts';
import type { DecidedOrganisation } from '../../organisations/decided.ts';

/** Of decisions that stand. */
export function decidedOrganisations(decisions: readonly Decision[]): readonly DecidedOrganisation[] {
  return decisions
    .filter(({ kind }) => kind === DecisionKind.organisation)
    .map(({ number, dataset, years, subject, value, who, reason }) => ({
      ...{ number, dataset, who, reason, printed: subject },
      orgCode: value === 'none' ? null : value,
      holdsIn: (fy: string) => covers(years, fy),
    }));
}
