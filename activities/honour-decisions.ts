/** What people have decided about the slots of a year, beside what the publisher's page offers now. */
import type { Candidate } from '../datasets/contract/discovery.ts';
import type { ExpectedFile } from '../datasets/contract/dataset.ts';
import { type Decision, DecisionKind } from '../decisions/decision.ts';
import { by, sentence } from '../decisions/findings-of-decisions.ts';
import { givenBy, offersTheSame, wasOffered } from '../decisions/offered.ts';
import { aboutSlot } from '../decisions/standing-decisions.ts';
import type { Discovered, SlotCandidates } from './references.ts';

/**
 * A decided address is the first candidate of its slot, unless the page offers a newer edition than it did; a slot that is
 * skipped has no candidate, as long as the page offers what it did. What the page has overtaken is said.
 * @param expected every slot of the year: a decision may be about one that no page links
 */
export function honourDecisions(
  found: Discovered,
  decisions: readonly Decision[],
  expected: readonly ExpectedFile[],
): Discovered {
  const overtaken: string[] = [];
  const there = new Set(found.slots.map(({ slot }) => slot));
  const added = expected
    .filter(({ slot }) => !there.has(slot) && decisions.some((one) => isAddressOf(one, slot)))
    .map((slot): SlotCandidates => ({ ...slot, candidates: [] }));
  const slots = [...found.slots, ...added].map((slot) => {
    const decision = aboutSlot(decisions, slot.slot);
    if (decision === undefined) return slot;
    const { overtaken: why, ...decided } =
      decision.kind === DecisionKind.skip ? skipped(slot, decision) : atAddress(slot, decision);
    if (why !== undefined) overtaken.push(why);
    return decided;
  });
  return { ...found, slots, ...(overtaken.length > 0 && { overtaken }) };
}

function isAddressOf({ kind, slot }: Decision, wanted: string): boolean {
  return kind === DecisionKind.address && slot === wanted;
}

/** The slots of a year whose pages cannot be read, where somebody has decided about all that is wanted of it; else undefined. */
export function decidedWithoutPages(
  decisions: readonly Decision[],
  expected: readonly ExpectedFile[],
  why: string,
): Discovered | undefined {
  const slots = expected.map((slot): SlotCandidates | undefined => {
    const decision = aboutSlot(decisions, slot.slot);
    if (decision === undefined)
      return slot.optional ? undefined : { ...slot, candidates: [], noCandidate: why };
    return decision.kind === DecisionKind.skip
      ? withoutFile(slot, decision)
      : { ...slot, candidates: [candidateOf(slot, decision)] };
  });
  if (!slots.some((slot) => slot !== undefined && (slot.skipped !== undefined || slot.candidates.length > 0)))
    return undefined;
  return {
    slots: slots.filter((slot) => slot !== undefined),
    ...{ rejected: [], rejectedCount: 0, pagesRead: [], pageFailure: why },
  };
}

/** A slot, and why the decision about it does not count any more. */
type Honoured = SlotCandidates & { readonly overtaken?: string };

/** The slot without candidates, unless the page has changed. */
function skipped(slot: SlotCandidates, decision: Decision): Honoured {
  const urls = slot.candidates.map(({ url }) => url);
  if (offersTheSame(decision.detail, urls)) return withoutFile(slot, decision);
  return {
    ...slot,
    overtaken: `Decision ${decision.number} (skip ${slot.slot}) is over: the publisher's page offers other files than it did then.`,
  };
}

function withoutFile(slot: ExpectedFile, decision: Decision): SlotCandidates {
  return {
    ...slot,
    candidates: [],
    skipped: decision.number,
    noCandidate: `Skipped by decision ${decision.number}${by(decision)}: ${sentence(decision.reason)}`,
  };
}

/** The address goes first; or the page has a newer edition, which does. */
function atAddress(slot: SlotCandidates, decision: Decision): Honoured {
  const [first] = slot.candidates;
  const given = candidateOf(slot, decision);
  const others = slot.candidates.filter(({ url }) => url !== decision.value);
  if (first === undefined || first.url === decision.value || !isNewer(first, decision))
    return { ...slot, candidates: [given, ...others] };
  return {
    ...{ ...slot, candidates: [first, given, ...others.slice(1)] },
    overtaken: `Decision ${decision.number} (address of ${slot.slot}) is overtaken: the publisher's page offers another edition since, ${first.url}. It is tried first.`,
  };
}

/** Whether the page has linked the file only since the decision: then it is a newer edition, or the file is back. */
function isNewer({ url, revised }: Candidate, { detail, decided }: Decision): boolean {
  const offered = wasOffered(detail, url);
  return offered === undefined ? (revised ?? '') > decided.slice(0, 10) : !offered;
}

function candidateOf({ slot, period }: ExpectedFile, { value: url, number }: Decision): Candidate {
  return { slot, period, url, text: givenBy(number), pageUrl: url };
}
