/** The messages to a run: `retryAll`, `skipAll`, `pause` and `goOn`, as Updates. */
import { getExternalWorkflowHandle, setHandler } from '@temporalio/workflow';
import {
  goOnUpdate,
  loadWorkflowId,
  type LoadFilter,
  pauseUpdate,
  retryAllUpdate,
  retryDownloadSignal,
  skipAllUpdate,
  skipSignal,
} from './messages.ts';
import type { Places } from './places.ts';
import type { Read } from './read-message.ts';
import { readRetryAll, readSkipAll } from './read-run-message.ts';
import { refusal } from './refusal.ts';
import type { RunState } from './run-state.ts';
import type { LoadRow } from './standing.ts';

const NAMED = 12;

export function openRunMessages(state: RunState, places: Places): void {
  const require = (read: Read<LoadFilter>): void => {
    if ('refused' in read) throw refusal(read.refused);
    if (state.waiting(read.asked).length > 0) return;
    const all = state.waiting();
    throw refusal(
      all.length === 0
        ? 'No load of this run waits for anybody.'
        : `No load that waits is meant by it. These wait: ${named(all)}.`,
    );
  };

  setHandler(
    retryAllUpdate,
    async (...args: unknown[]) => {
      const read = readRetryAll(args);
      const rows = state.waiting('asked' in read ? read.asked : {});
      return await sendAll(rows, 'Trying again', async (id) => {
        await getExternalWorkflowHandle(id).signal(retryDownloadSignal, {});
      });
    },
    {
      validator: (...args: unknown[]) => require(readRetryAll(args)),
      description:
        'Try every load that waits again. Nothing, or {"dataset": "beds", "year": "2022-23"}; either key may be left out.',
    },
  );
  setHandler(
    skipAllUpdate,
    async (...args: unknown[]) => {
      const read = readSkipAll(args);
      if ('refused' in read) throw refusal(read.refused);
      const { reason, who } = read.asked;
      return await sendAll(state.waiting(read.asked), 'Going on without the missing files of', async (id) => {
        await getExternalWorkflowHandle(id).signal(skipSignal, { reason, ...(who !== undefined && { who }) });
      });
    },
    {
      validator: (...args: unknown[]) => require(readSkipAll(args)),
      description:
        'Go on without what is missing in every load that waits. {"reason": "…"} is published beside each gap; "dataset" and "year" may be added. {"who": "your name"} is kept with it.',
    },
  );
  setHandler(
    pauseUpdate,
    () => {
      if (places.paused) return 'The run is paused already.';
      places.pause(true);
      state.pause(true);
      return 'Paused: no further load begins, and nothing is joined. Loads that are under way go on to their end.';
    },
    { description: 'Begin no further load, and no join, until goOn is sent. Takes nothing.' },
  );
  setHandler(
    goOnUpdate,
    () => {
      if (!places.paused) return 'The run is not paused.';
      places.pause(false);
      state.pause(false);
      return 'Going on.';
    },
    { description: 'Go on after pause. Takes nothing.' },
  );
}

async function sendAll(
  rows: readonly LoadRow[],
  what: string,
  send: (workflowId: string) => Promise<void>,
): Promise<string> {
  const sent: LoadRow[] = [];
  for (const row of rows) {
    // A load may have ended in this very moment.
    await send(loadWorkflowId(row.year.dataset, row.year.fy)).then(
      () => sent.push(row),
      () => undefined,
    );
  }
  return sent.length === 0 ? 'None of them waits any more.' : `${what}: ${named(sent)}.`;
}

function named(rows: readonly LoadRow[]): string {
  const names = rows.slice(0, NAMED).map(({ year }) => `${year.dataset} ${year.fy}`);
  const more = rows.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
