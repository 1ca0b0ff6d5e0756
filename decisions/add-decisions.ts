/** New decisions, and decisions taken back: what the file then holds. */
import { type KnownDataset, tidied, wrongFields } from './check-decision.ts';
import type { Decision, NewDecision } from './decision.ts';
import { subjectKey } from './standing-decisions.ts';

/** A decision that cannot be kept; the message is for whoever made it. */
export class WrongDecision extends Error {
  override readonly name = 'WrongDecision';
}

/** When, and which publications there are. */
export interface Occasion {
  /** ISO time. */
  readonly now: string;
  readonly datasets: readonly KnownDataset[];
}

/**
 * Adds decisions at the end. One that stands already word for word is not added again; one about the same as an earlier one
 * takes the earlier one back.
 * @throws WrongDecision
 */
export function addDecisions(
  before: readonly Decision[],
  added: readonly NewDecision[],
  { now, datasets }: Occasion,
): {
  readonly decisions: readonly Decision[];
  readonly numbers: readonly number[];
  readonly sentence: string;
} {
  let decisions = before;
  const numbers: number[] = [];
  const sentences: string[] = [];
  for (const one of added.map(tidied)) {
    const [wrong] = wrongFields(one, datasets);
    if (wrong) throw new WrongDecision(`The decision is not kept: ${wrong.column}: ${wrong.message}`);
    const same = decisions.filter((old) => old.undone === undefined && subjectKey(old) === subjectKey(one));
    const latest = same.at(-1);
    if (latest && latest.kind === one.kind && latest.value === one.value && latest.reason === one.reason) {
      numbers.push(latest.number);
      sentences.push(`Decision ${latest.number} stands already: ${inWords(latest)}.`);
      continue;
    }
    const number = Math.max(0, ...decisions.map((old) => old.number)) + 1;
    const kept = decisions.map((old) =>
      same.includes(old) ? { ...old, undone: now, undoneBy: one.who } : old,
    );
    const { kind, dataset, years, slot, subject, value, reason, who, detail } = one;
    const fresh = { kind, dataset, years, slot, subject, value, reason, who, detail };
    decisions = [...kept, { number, ...fresh, decided: now }];
    numbers.push(number);
    const instead =
      same.length === 0 ? '' : ` It replaces decision ${same.map((old) => old.number).join(', ')}.`;
    sentences.push(`Decision ${number} is kept: ${inWords(one)}.${instead}`);
  }
  return { decisions, numbers, sentence: sentences.join(' ') };
}

/**
 * Takes a decision back; its line stays as a record.
 * @throws WrongDecision where there is none with the number, or it has been taken back
 */
export function takeBack(
  before: readonly Decision[],
  number: number,
  { now, who }: { readonly now: string; readonly who: string },
): { readonly decisions: readonly Decision[]; readonly sentence: string } {
  const found = before.find((one) => one.number === number);
  if (!found) {
    const last = Math.max(0, ...before.map((one) => one.number));
    const there =
      last === 0 ? 'there is none yet' : `the numbers go up to ${last}; see npm start -- decisions`;
    throw new WrongDecision(`There is no decision ${number}: ${there}.`);
  }
  if (found.undone !== undefined)
    throw new WrongDecision(`Decision ${number} was taken back on ${found.undone.slice(0, 10)} already.`);
  const decisions = before.map((one) =>
    one === found ? { ...one, undone: now, undoneBy: tidied({ ...one, who }).who } : one,
  );
  return {
    decisions,
    sentence: `Decision ${number} is taken back: ${inWords(found)}. The next run goes without it.`,
  };
}

/** `skip beds 2022-23 2022-23Q3 (withdrawn by the publisher)`. */
export function inWords({ kind, dataset, years, slot, subject, value, reason }: NewDecision): string {
  const short = /^[0-9a-f]{64}$/.test(subject) ? `file ${subject.slice(0, 12)}` : subject;
  return `${[kind, dataset, years, slot, short, value].filter((text) => text !== '').join(' ')} (${reason})`;
}
