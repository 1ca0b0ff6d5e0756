/** Who waits for a load beside the person: the run that started it, and runs that share it. They are told when it parks, goes on or ends. */
import { getExternalWorkflowHandle, log, patched, setHandler, workflowInfo } from '@temporalio/workflow';
import { type LoadStage, loadStageSignal, shareOutcomeSignal } from './messages.ts';

/** Returns how the runs are told; a run that is gone misses nothing. */
export function openTelling(): (now: LoadStage) => void {
  const { parent } = workflowInfo();
  const runs = new Set(parent === undefined ? [] : [parent.workflowId]);
  let latest: LoadStage | undefined;
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
  return (now) => {
    latest = now;
    for (const id of runs) tell(id, now);
  };
}

function tell(workflowId: string, now: LoadStage): void {
  if (!patched('tells-its-run')) return;
  getExternalWorkflowHandle(workflowId)
    .signal(loadStageSignal, now)
    .catch((error: unknown) => log.info(`The run ${workflowId} was not told`, { error }));
}
