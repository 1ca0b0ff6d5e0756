/** `retry --all` and `skip --all`: the same answer for every load that waits, whichever run it is of. */
import { type Client, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { type LoadFilter, retryDownloadUpdate, skipUpdate, Stage } from '../workflows/messages.ts';
import { ExitCode } from './end.ts';
import { withClient } from './operator.ts';
import type { Environment } from './session.ts';
import { who } from './who.ts';

/** Sends `retryDownload`, or with a reason `skip`, to each load that waits; exit 2 where one of them refuses. */
export async function answerAll(
  dataDir: string,
  filter: LoadFilter,
  reason: string | undefined,
  env: Environment,
): Promise<number> {
  return await withClient(dataDir, env, async (client) => {
    const waiting = await waitingLoads(client, filter);
    if (waiting.length === 0) {
      console.log('No load that is meant by it waits for anybody.');
      return ExitCode.complete;
    }
    let refused = 0;
    for (const workflowId of waiting) {
      const handle = client.workflow.getHandle(workflowId);
      try {
        console.log(
          reason === undefined
            ? await handle.executeUpdate(retryDownloadUpdate, { args: [{}] })
            : await handle.executeUpdate(skipUpdate, { args: [{ reason, who: who(env) }] }),
        );
      } catch (error) {
        if (error instanceof WorkflowUpdateFailedError) console.error(error.cause?.message ?? error.message);
        else if (error instanceof WorkflowNotFoundError) console.error(`${workflowId} has ended meanwhile.`);
        else throw error;
        refused += 1;
      }
    }
    return refused > 0 ? ExitCode.completeWithGaps : ExitCode.complete;
  });
}

async function waitingLoads(client: Client, { dataset, year }: LoadFilter): Promise<readonly string[]> {
  const query = [
    `WorkflowType = 'loadDataset' AND ExecutionStatus = 'Running' AND Stage = '${Stage.needsAttention}'`,
    ...(dataset === undefined ? [] : [`NhsDataset = '${dataset}'`]),
    ...(year === undefined ? [] : [`FinancialYear = '${year}'`]),
  ].join(' AND ');
  const found: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query })) found.push(workflowId);
  return found.sort();
}
