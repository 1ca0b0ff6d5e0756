/** A fault of this machine inside an activity: the process hears of it and ends; Temporal keeps the step for the next one. */
import { ApplicationFailure } from '@temporalio/common';
import { type MachineFault, machineFault } from '../machine/machine-fault.ts';

/** Longer than a process takes to end: the step is tried again on a mended machine, not here. */
const AGAIN_AFTER = '12 seconds';

export interface FaultReport {
  readonly dataDir: string;
  readonly report: (fault: MachineFault) => void;
}

/**
 * The same activities, with faults of the machine reported and passed to Temporal with their code. A full disk is final
 * for this process and transient for the run.
 */
export function reportingFaults<A extends object>(activities: A, { dataDir, report }: FaultReport): A {
  const guarded = Object.entries(activities).map(([name, activity]) => {
    const step = activity as (...input: readonly unknown[]) => Promise<unknown>;
    return [
      name,
      async (...input: readonly unknown[]): Promise<unknown> => {
        try {
          return await step(...input);
        } catch (error) {
          const fault = await machineFault(error, dataDir);
          if (!fault) throw error;
          report(fault);
          throw ApplicationFailure.create({
            type: fault.code,
            message: fault.message,
            nextRetryDelay: AGAIN_AFTER,
          });
        }
      },
    ];
  });
  return Object.fromEntries(guarded) as A;
}
