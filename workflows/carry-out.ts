/** Carries out what a person has answered a parked load, and shows what came of it. */
import { isCancellation, patched } from '@temporalio/workflow';
import type { RefusedFile } from '../activities/references.ts';
import type { NewDecision } from '../decisions/decision.ts';
import { warehouse } from './activities.ts';
import { clock } from './details.ts';
import { failureOf, isFaultOfMachine } from './fetch-and-parse.ts';
import { decisionsOfAddress, decisionsToAccept, decisionsToSkip } from './keep-decisions.ts';
import { type LoadState, aPersonCanHelp, WHOLE_YEAR } from './load-state.ts';
import { goingOn, KEPT, type Sent } from './parking.ts';

/** How the load tries again. */
export interface Tries {
  readonly tryAgain: () => Promise<void>;
  readonly fillFrom: (url: string) => Promise<void>;
}

/** Returns true when the load goes on without what is missing. */
export async function carryOut(load: LoadState, sent: Sent, { tryAgain, fillFrom }: Tries): Promise<boolean> {
  const { answer } = sent;
  const name = `${load.year.dataset} ${load.year.fy}`;
  if (answer.verb === 'skip') {
    const skipped = load.problems.filter(aPersonCanHelp);
    const kept = patched(KEPT) ? await keep(load, decisionsToSkip(load.year, skipped, answer), sent) : '';
    if (kept === undefined) return false;
    const sentence = `${goingOn(name)} ${kept}`.trim();
    sent.done(sentence);
    load.showAnswer(sentence);
    load.giveUp(`Skipped by the operator: ${answer.reason}`);
    return true;
  }
  if (answer.verb === 'accept') {
    const kept = await keep(load, decisionsToAccept(load.year, load.problems, answer), sent);
    if (kept === undefined) return false;
    sent.done(`${kept} Trying ${name} again with it.`);
    load.showAnswer(`${kept} Trying ${name} again with it.`);
    await tryAndTell(load, kept, tryAgain);
    return false;
  }
  const { url } = answer;
  if (url === undefined) {
    await tryAndTell(load, '', tryAgain);
    return false;
  }
  const before = load.problems;
  const filled = await tryAndTell(load, `With ${url}:`, () => fillFrom(url), before);
  if (filled.length > 0 && patched(KEPT)) {
    const kept = await keep(load, decisionsOfAddress(load.year, filled, answer), sent);
    if (kept !== undefined) load.showAnswer(`${howItEnded(load, `With ${url}:`, filled)} ${kept}`);
  }
  return false;
}

/** Keeps decisions; undefined where they were refused, which the sender is told. */
async function keep(
  load: LoadState,
  decisions: readonly NewDecision[],
  sent: Sent,
): Promise<string | undefined> {
  try {
    const { sentence } = await warehouse.decide({ decisions });
    return sentence;
  } catch (error) {
    if (isCancellation(error) || isFaultOfMachine(error)) throw error;
    const { message } = failureOf(error);
    sent.refused(message);
    load.showAnswer(`Nothing was done: ${message}`);
    return undefined;
  }
}

/** Tries again; then the last answer says how that ended. Returns the problems that are gone. */
async function tryAndTell(
  load: LoadState,
  how: string,
  again: () => Promise<void>,
  before = load.problems,
): Promise<readonly RefusedFile[]> {
  const { loaded } = load;
  await again();
  const still = new Set(load.problems.map(({ slot }) => slot));
  const wholeYear = before.some(({ slot }) => slot === WHOLE_YEAR);
  const filled = load.loaded > loaded && !wholeYear ? before.filter(({ slot }) => !still.has(slot)) : [];
  load.showAnswer(howItEnded(load, how, filled));
  return filled;
}

function howItEnded(load: LoadState, how: string, filled: readonly RefusedFile[]): string {
  const { problems } = load;
  const at = `Tried again at ${clock(new Date().toISOString())}.`;
  const loaded = filled.length === 0 ? '' : `${filled.map(({ slot }) => slot).join(', ')} is loaded.`;
  const [first] = problems;
  const left =
    first === undefined
      ? 'Nothing is missing any more.'
      : `${problems.length === 1 ? 'One file is' : `${problems.length} files are`} still missing: ${first.message}`;
  return [at, how, loaded, left].filter((part) => part !== '').join(' ');
}
