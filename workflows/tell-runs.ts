/** Who waits for a load beside the person: the run that started it, and runs that share it. They are told when it parks, goes on or ends. */
import { getExternalWorkflowHandle, log, patched, setHandler, workflowInfo } from '@temporalio/workflow';
import { goOnAloneSignal, type LoadStage, loadStageSignal, shareOutcomeSignal, Stage } from './messages.ts';
import { gatherNotices } from './notices.ts';

export interface Telling {
  /** Tells the runs that wait; a run that is gone misses nothing. */
  readonly tell: (now: LoadStage) => void;
  /** True where no run joins after the load: it was started by itself, or its run has ended before it. */
  readonly isAlone: () => boolean;
}

export function openTelling(): Telling {
  const { parent } = workflowInfo();
  const runs = new Set(parent === undefined ? [] : [parent.workflowId]);
  let alone = parent === undefined;
  let latest: LoadStage | undefined;
  // A run tells people of all its loads at once; a load that no run waits for tells of itself.
  const notices = gatherNotices();
  setHandler(
    shareOutcomeSignal,
    (...[sent]: unknown[]) => {
      const id = (sent as { workflowId?: unknown } | null | undefined)?.workflowId;
      if (typeof id !== 'string' || id === '' || runs.has(id)) return;
      runs.add(id);
      if (latest !== undefined) tell(id, latest);
    },
    { description: 'Sent by another run that waits for this load too.' },
  );
  setHandler(goOnAloneSignal, () => void (alone = true), {
    description: 'Sent by a run that ends before this load: the load joins after itself.',
  });
  return {
    tell: (now) => {
      latest = now;
      if (alone) notices.stands(now, now.stage === Stage.needsAttention);
      for (const id of runs) tell(id, now);
    },
    isAlone: () => alone,
  };
}

function tell(workflowId: string, now: LoadStage): void {
  if (!patched('tells-its-run')) return;
  getExternalWorkflowHandle(workflowId)
    .signal(loadStageSignal, now)
    .catch((error: unknown) => log.info(`The run ${workflowId} was not told`, { error }));
}
