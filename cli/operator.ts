/** status, retry and skip: the terminal's verbs on a run that is under way in another terminal. */
import { WorkflowNotFoundError, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import type { DatasetYear } from '../activities/references.ts';
import {
  type LoadProgress,
  loadWorkflowId,
  progressQuery,
  retryDownloadUpdate,
  skipUpdate,
} from '../workflows/messages.ts';
import { type AskedAgain, askedAgain, askedAgainText } from './asked-again.ts';
import { ExitCode } from './exit-code.ts';
import { attach } from './session.ts';
import { textTable } from './text-table.ts';
import { parkedText } from './parked.ts';

/**
 * One line a load, then the sentences of those that wait for somebody, are tried again by themselves, or give no answer.
 * Exit 2 while any waits for somebody or gives no answer.
 */
export async function showStatus(dataDir: string, json: boolean): Promise<number> {
  return await withClient(dataDir, async (client, uiUrl) => {
    const loads: (LoadProgress & { readonly askedAgain: readonly AskedAgain[] })[] = [];
    const silent: { readonly load: string; readonly reason: string }[] = [];
    const seen = new Set<string>();
    for await (const execution of client.workflow.list({ query: "WorkflowType = 'loadDataset'" })) {
      if (seen.has(execution.workflowId)) continue;
      seen.add(execution.workflowId);
      // One load that is broken, or that no worker runs, must not hide the others.
      try {
        const handle = client.workflow.getHandle(execution.workflowId, execution.runId);
        const load = await client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () =>
          handle.query(progressQuery),
        );
        const again = await askedAgain(client, execution.workflowId, execution.runId);
        loads.push({ ...load, askedAgain: again });
      } catch (error) {
        silent.push({ load: execution.workflowId.replace(/^load\//, ''), reason: whySilent(error) });
      }
    }
    loads.sort((a, b) => loadWorkflowId(a.dataset, a.fy).localeCompare(loadWorkflowId(b.dataset, b.fy)));
    const parked = loads.filter((load) => load.stage === 'needs attention');
    if (json) console.log(JSON.stringify({ uiUrl, loads, silent }, null, 2));
    else {
      const rows = loads.map((load) => [
        load.dataset,
        load.fy,
        load.stage,
        load.expected,
        load.loaded,
        load.unchanged,
      ]);
      console.log(textTable(['dataset', 'year', 'stage', 'expected', 'loaded', 'unchanged'], rows));
      for (const load of parked) console.log(`\n${parkedText(load)}`);
      for (const load of loads.filter((one) => one.askedAgain.length > 0))
        console.log(`\n${askedAgainText(load, load.askedAgain)}`);
      for (const { load, reason } of silent)
        console.log(`\nNO ANSWER: ${load.replace('/', ' ')}\n  ${reason}`);
      if (uiUrl) console.log(`\nTemporal UI: ${uiUrl}`);
    }
    return parked.length + silent.length > 0 ? ExitCode.completeWithGaps : ExitCode.complete;
  });
}

const ANSWER_WITHIN_MS = 10_000;

function whySilent(error: unknown): string {
  const said =
    error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : '';
  return (
    `It does not say what it is doing (${said.split('\n')[0] ?? ''}). Where no worker runs, start one: npm start -- up. ` +
    'Else open it in the Temporal UI and terminate it; the next run loads it anew, and nothing that is loaded is lost.'
  );
}

export async function sendRetry(
  dataDir: string,
  year: DatasetYear,
  url: string | undefined,
): Promise<number> {
  return await send(dataDir, year, async (client, id) =>
    client.workflow
      .getHandle(id)
      .executeUpdate(retryDownloadUpdate, { args: [url === undefined ? {} : { url }] }),
  );
}

export async function sendSkip(dataDir: string, year: DatasetYear, reason: string): Promise<number> {
  return await send(dataDir, year, async (client, id) =>
    client.workflow.getHandle(id).executeUpdate(skipUpdate, { args: [{ reason }] }),
  );
}

async function send(
  dataDir: string,
  year: DatasetYear,
  message: (client: Client, workflowId: string) => Promise<string>,
): Promise<number> {
  return await withClient(dataDir, async (client) => {
    try {
      console.log(await message(client, loadWorkflowId(year.dataset, year.fy)));
      return ExitCode.complete;
    } catch (error) {
      if (error instanceof WorkflowUpdateFailedError) console.error(error.cause?.message ?? error.message);
      else if (error instanceof WorkflowNotFoundError) {
        console.error(
          `No load of ${year.dataset} ${year.fy} is under way. Start one with: npm start -- run --years ${year.fy} --datasets ${year.dataset}`,
        );
      } else throw error;
      return ExitCode.failed;
    }
  });
}

async function withClient(
  dataDir: string,
  use: (client: Client, uiUrl: string | undefined) => Promise<number>,
): Promise<number> {
  const attached = await attach(dataDir);
  if (!attached) {
    console.error(
      'Nothing is running in this data folder. Start with: npm start -- run --years 2017-18..2023-24, or keep the UI open with: npm start -- up',
    );
    return ExitCode.failed;
  }
  try {
    return await use(attached.client, attached.uiUrl);
  } finally {
    await attached.close();
  }
}
