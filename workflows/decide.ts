/** Keeps what somebody decides at a terminal or in the Temporal UI: the file of decisions lies with the warehouse worker. */
import { ApplicationFailure } from '@temporalio/common';
import { setCurrentDetails } from '@temporalio/workflow';
import { acceptRefused } from '../decisions/accept-refused.ts';
import { WrongDecision } from '../decisions/add-decisions.ts';
import type { Decision, NewDecision } from '../decisions/decision.ts';
import { warehouse } from './activities.ts';
import { failureOf } from './fetch-and-parse.ts';
import { type DecideInput, readDecide } from './read-decide.ts';

export interface DecideOutcome {
  /** What has been done, for whoever asked. */
  readonly sentence: string;
  /** Every decision of the file, where they were asked for. */
  readonly decisions?: readonly Decision[];
}

/** Adds decisions, takes one back, accepts a refused file, or lists them. A wrong input fails once, with a sentence. */
export async function decide(input: DecideInput): Promise<DecideOutcome> {
  const read = readDecide(input);
  if ('refused' in read) throw refusal(read.refused);
  const outcome = await act(read.asked).catch((error: unknown) => {
    const { code, message } = failureOf(error);
    throw ['MESSAGE_REFUSED', 'DECISIONS_WRONG'].includes(code) ? refusal(message, code) : error;
  });
  setCurrentDetails(outcome.sentence.replaceAll('|', '\\|').replaceAll('`', "'"));
  return outcome;
}

async function act(asked: DecideInput): Promise<DecideOutcome> {
  if ('list' in asked) {
    const decisions = await warehouse.decisions();
    return { sentence: `${decisions.length} decisions are kept.`, decisions };
  }
  if ('undo' in asked) return await warehouse.undoDecision({ number: asked.undo, who: asked.who });
  const decisions = 'accept' in asked ? [await accepting(asked)] : asked.decisions;
  const { sentence } = await warehouse.decide({ decisions });
  return { sentence };
}

/** The refused file that is meant, by what the warehouse knows of the year. */
async function accepting({ accept }: Extract<DecideInput, { accept: object }>): Promise<NewDecision> {
  const { dataset, fy } = accept;
  const { refused } = await warehouse.loadedFiles({ dataset, fy });
  try {
    return acceptRefused(refused, accept);
  } catch (error) {
    throw error instanceof WrongDecision ? refusal(error.message) : error;
  }
}

/** One sentence for whoever asked; a stack would tell him nothing. */
function refusal(sentence: string, type = 'MESSAGE_REFUSED'): ApplicationFailure {
  const failure = ApplicationFailure.create({ type, message: sentence, nonRetryable: true });
  failure.stack = '';
  return failure;
}
