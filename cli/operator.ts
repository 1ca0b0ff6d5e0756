/** retry and skip: the terminal's verbs on a run that is under way in another terminal. */
import { WorkflowNotFoundError, WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import type { DatasetYear } from '../activities/references.ts';
import { CURRENT } from '../datasets/registry.ts';
import { loadWorkflowId, retryDownloadUpdate, skipUpdate } from '../workflows/messages.ts';
import { ExitCode } from './end.ts';
import { hintFor } from './hint.ts';
import { type Environment, attach } from './session.ts';
import { who } from './who.ts';

export async function sendRetry(
  dataDir: string,
  year: DatasetYear,
  url: string | undefined,
  env: Environment,
): Promise<number> {
  return await send(dataDir, year, env, async (client, id) =>
    client.workflow
      .getHandle(id)
      .executeUpdate(retryDownloadUpdate, { args: [url === undefined ? {} : { url, who: who(env) }] }),
  );
}

export async function sendSkip(
  dataDir: string,
  year: DatasetYear,
  reason: string,
  env: Environment,
): Promise<number> {
  return await send(dataDir, year, env, async (client, id) =>
    client.workflow.getHandle(id).executeUpdate(skipUpdate, { args: [{ reason, who: who(env) }] }),
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
          `No load of ${year.dataset} ${year.fy} is under way. Start one with: ${hintFor(dataDir)(runCommand(year))}`,
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
    console.error(nothingRuns(dataDir));
    return ExitCode.failed;
  }
  try {
    return await use(attached.client, attached.uiUrl);
  } finally {
    await attached.close();
  }
}

/** What somebody reads who asks a data folder in which nothing runs. */
export function nothingRuns(dataDir: string): string {
  const hint = hintFor(dataDir);
  return `Nothing is running in ${dataDir}. Start with: ${hint('run --years 2017-18..2023-24')}, or keep the UI open with: ${hint('up')}`;
}

function runCommand({ dataset, fy }: DatasetYear): string {
  return fy === CURRENT ? `run --datasets ${dataset}` : `run --years ${fy} --datasets ${dataset}`;
}
