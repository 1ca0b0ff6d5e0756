/** status, retry and skip: the terminal's verbs on a run that is under way in another terminal. */
import { WorkflowNotFoundError, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import type { DatasetYear } from '../activities/references.ts';
import {
  type LoadProgress,
  loadWorkflowId,
  progressQuery,
  retryDownloadUpdate,
  skipUpdate,
  Stage,
} from '../workflows/messages.ts';
import { ExitCode } from './end.ts';
import { type Environment, attach } from './session.ts';
import { textTable } from './text-table.ts';
import { type AskedAgain, askedAgain, askedAgainText, parkedText } from './waiting-loads.ts';

interface Status {
  readonly loads: readonly (LoadProgress & { readonly askedAgain: readonly AskedAgain[] })[];
  /** Loads that give no answer, and why. */
  readonly silent: readonly { readonly load: string; readonly reason: string }[];
}

/**
 * One line a load, then the sentences of those that wait for somebody, are tried again by themselves, or give no answer.
 * Exit 2 while any waits for somebody or gives no answer.
 */
export async function showStatus(dataDir: string, json: boolean, env: Environment): Promise<number> {
  return await withClient(dataDir, env, async (client, uiUrl) => {
    const { loads, silent } = await statusOf(client);
    const parked = loads.filter(({ stage }) => stage === Stage.needsAttention);
    if (json) console.log(JSON.stringify({ uiUrl, loads, silent }, null, 2));
    else {
      const rows = loads.map((load) => [
        ...[load.dataset, load.fy, load.stage],
        ...[load.expected, load.loaded, load.unchanged],
      ]);
      const sentences = [
        ...parked.map(parkedText),
        ...loads.map((load) => askedAgainText(load, load.askedAgain)).filter(Boolean),
        ...silent.map(({ load, reason }) => `NO ANSWER: ${load.replace('/', ' ')}\n  ${reason}`),
        ...(uiUrl ? [`Temporal UI: ${uiUrl}`] : []),
      ];
      const table = textTable(['dataset', 'year', 'stage', 'expected', 'loaded', 'unchanged'], rows);
      console.log([table, ...sentences].join('\n\n'));
    }
    return parked.length + silent.length > 0 ? ExitCode.completeWithGaps : ExitCode.complete;
  });
}

/** Asks every load of the latest runs; a load that is broken, or that no worker runs, does not hide the others. */
async function statusOf(client: Client): Promise<Status> {
  const loads: Status['loads'][number][] = [];
  const silent: Status['silent'][number][] = [];
  const seen = new Set<string>();
  for await (const { workflowId, runId } of client.workflow.list({ query: "WorkflowType = 'loadDataset'" })) {
    if (seen.has(workflowId)) continue;
    seen.add(workflowId);
    try {
      const handle = client.workflow.getHandle(workflowId, runId);
      const deadline = Date.now() + ANSWER_WITHIN_MS;
      const progress = await client.withDeadline(deadline, () => handle.query(progressQuery));
      loads.push({ ...progress, askedAgain: await askedAgain(client, workflowId, runId) });
    } catch (error) {
      silent.push({ load: workflowId.replace(/^load\//, ''), reason: whySilent(error) });
    }
  }
  loads.sort((a, b) => loadWorkflowId(a.dataset, a.fy).localeCompare(loadWorkflowId(b.dataset, b.fy)));
  return { loads, silent };
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
  env: Environment,
): Promise<number> {
  return await send(dataDir, year, env, async (client, id) =>
    client.workflow
      .getHandle(id)
      .executeUpdate(retryDownloadUpdate, { args: [url === undefined ? {} : { url }] }),
  );
}

export async function sendSkip(
  dataDir: string,
  year: DatasetYear,
  reason: string,
  env: Environment,
): Promise<number> {
  return await send(dataDir, year, env, async (client, id) =>
    client.workflow.getHandle(id).executeUpdate(skipUpdate, { args: [{ reason }] }),
  );
}

/** Sends a message to the load of a dataset and year, prints the answer, and gives the exit code. */
export async function send(
  dataDir: string,
  year: DatasetYear,
  env: Environment,
  message: (client: Client, workflowId: string) => Promise<string>,
): Promise<number> {
  return await withClient(dataDir, env, async (client) => {
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

/** Uses what runs for a data folder; where nothing runs, that is said, and the exit code is 1. */
export async function withClient(
  dataDir: string,
  env: Environment,
  use: (client: Client, uiUrl: string | undefined) => Promise<number>,
): Promise<number> {
  const attached = await attach(dataDir, env);
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
