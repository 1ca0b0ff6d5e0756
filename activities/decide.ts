/** What people decide, kept in `decisions.csv`. The warehouse worker takes one step at a time, so that two people never overwrite each other. */
import { ApplicationFailure } from '@temporalio/common';
import { datasets } from '../datasets/registry.ts';
import { addDecisions, takeBack, WrongDecision } from '../decisions/add-decisions.ts';
import { decisionsOf, keepDecisions, WrongDecisionsFile } from './decisions-file.ts';
import type { WarehouseEffects } from './effects.ts';
import type { WarehouseActivities } from './interface.ts';
import { withHeartbeat } from './step.ts';

/** Where the file is, and what time it is. */
export type DecidingEffects = Pick<WarehouseEffects, 'dataDir'> & {
  /** ISO time; the clock of the machine where not given. */
  readonly now?: () => string;
};

const clock = (): string => new Date().toISOString();

/** Checks decisions and adds them to the file, all or none. */
export function makeDecide({ dataDir, now = clock }: DecidingEffects): WarehouseActivities['decide'] {
  return async ({ decisions: added }) =>
    await deciding(async () => {
      const before = await decisionsOf(dataDir);
      const occasion = { now: now(), datasets };
      const { decisions, numbers, sentence } = addDecisions(before, added, occasion);
      if (decisions !== before) await keepDecisions(dataDir, decisions);
      return { numbers, sentence };
    });
}

/** Takes a decision back; its line stays as a record. */
export function makeUndoDecision({
  dataDir,
  now = clock,
}: DecidingEffects): WarehouseActivities['undoDecision'] {
  return async ({ number, who }) =>
    await deciding(async () => {
      const { decisions, sentence } = takeBack(await decisionsOf(dataDir), number, { now: now(), who });
      await keepDecisions(dataDir, decisions);
      return { sentence };
    });
}

/** Every decision of the file, those taken back among them. */
export function makeDecisions({ dataDir }: DecidingEffects): WarehouseActivities['decisions'] {
  return async () => await deciding(async () => await decisionsOf(dataDir));
}

/** What a person can mend comes back as one sentence, and is not tried again. */
export async function deciding<T>(work: () => Promise<T>): Promise<T> {
  return await withHeartbeat(async () => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof WrongDecision || error instanceof WrongDecisionsFile)) throw error;
      const type = error instanceof WrongDecision ? 'MESSAGE_REFUSED' : 'DECISIONS_WRONG';
      throw ApplicationFailure.create({ type, message: error.message, nonRetryable: true });
    }
  });
}
