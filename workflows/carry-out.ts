/** Carries out what a person has answered a parked load, and shows what came of it. */
import { isCancellation, patched } from '@temporalio/workflow';
import type { NewDecision } from '../decisions/decision.ts';
import { warehouse } from './activities.ts';
import { clock } from './details.ts';
import { failureOf, isFaultOfMachine } from './fetch-and-parse.ts';
import { decisionsOfAddress, decisionsToAccept, decisionsToSkip } from './keep-decisions.ts';
import { type LoadState, aPersonCanHelp } from './load-state.ts';
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
    const kept = patched(KEPT)
      ? await keep(load, decisionsToSkip(load.year, skipped, answer, load.slots), sent)
      : '';
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
  const how = `With ${url}:`;
  const filled = await tryAndTell(load, how, () => fillFrom(url));
  if (filled.length > 0 && patched(KEPT)) {
    const kept = await keep(load, decisionsOfAddress(load.year, filled, before, answer, load.slots), sent);
    if (kept !== undefined) load.showAnswer(`${howItEnded(load, how, filled)} ${kept}`);
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

/** Tries again; then the last answer says how that ended. Returns the slots that were filled. */
async function tryAndTell(
  load: LoadState,
  how: string,
  again: () => Promise<void>,
): Promise<readonly string[]> {
  const before = new Set(load.filledSlots);
  await again();
  const filled = [...load.filledSlots].filter((slot) => !before.has(slot));
  load.showAnswer(howItEnded(load, how, filled));
  return filled;
}

function howItEnded({ problems }: LoadState, how: string, filled: readonly string[]): string {
  const at = `Tried again at ${clock(new Date().toISOString())}.`;
  const loaded = filled.length === 0 ? '' : `Loaded: ${filled.join(', ')}.`;
  const [first] = problems;
  const left =
    first === undefined
      ? 'Nothing is missing any more.'
      : `${problems.length === 1 ? 'One file is' : `${problems.length} files are`} still missing: ${first.message}`;
  return [at, how, loaded, left].filter((part) => part !== '').join(' ');
}
