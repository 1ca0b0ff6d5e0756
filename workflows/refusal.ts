/** How a person is told that a message or an input makes no sense: one sentence, no stack, not tried again. */
import { ApplicationFailure } from '@temporalio/common';
import { ActivityFailure } from '@temporalio/workflow';

/** The type of such a failure, in workflows and activities alike. */
export const MESSAGE_REFUSED = 'MESSAGE_REFUSED';

export function refusal(sentence: string): ApplicationFailure {
  const failure = ApplicationFailure.create({
    type: MESSAGE_REFUSED,
    message: sentence,
    nonRetryable: true,
  });
  failure.stack = '';
  return failure;
}

/** Runs a step that checks what a person typed: its refusal becomes the workflow's own, without the step around it. */
export async function unwrapped<T>(step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (error) {
    const cause = error instanceof ActivityFailure ? error.cause : undefined;
    if (cause instanceof ApplicationFailure && cause.type === MESSAGE_REFUSED) throw refusal(cause.message);
    throw error;
  }
}
