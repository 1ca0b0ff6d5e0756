/** Starting the one build of a data folder, or joining the one that is under way. */
import {
  type Client,
  type WorkflowHandle,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { isDeepStrictEqual } from 'node:util';
import type { BuildInput, buildTrustYears } from '../workflows/build-trust-years.ts';
import { BUILD_WORKFLOW_ID, INGEST_QUEUE, Stage, stageAttribute } from '../workflows/messages.ts';

export type BuildHandle = WorkflowHandle<typeof buildTrustYears>;

/**
 * Starts the build. One with the same input that is still open (another terminal's, or one that Ctrl-C or a power cut
 * stopped) is joined, not started twice; one with another input is cancelled first: nothing is lost by it.
 */
export async function startOrJoin(
  client: Client,
  input: BuildInput,
  say: (line: string) => void,
): Promise<{ handle: BuildHandle; startedAt: Date; joined: boolean }> {
  const open = await openBuild(client);
  if (open) {
    if (isDeepStrictEqual(open.input, JSON.parse(JSON.stringify(input)))) {
      say('A run of the same years and datasets is under way; going on with it.');
      return {
        handle: client.workflow.getHandle(BUILD_WORKFLOW_ID),
        startedAt: open.startedAt,
        joined: true,
      };
    }
    say('Another run is under way in this data folder; cancelling it first. What it has loaded stays.');
    await cancelAndWait(client.workflow.getHandle(BUILD_WORKFLOW_ID));
  }
  const startedAt = new Date(Date.now() - 1000);
  try {
    const handle = await client.workflow.start<typeof buildTrustYears>('buildTrustYears', {
      workflowId: BUILD_WORKFLOW_ID,
      taskQueue: INGEST_QUEUE,
      args: [input],
      memo: { input },
      typedSearchAttributes: [{ key: stageAttribute, value: Stage.loading }],
      staticSummary: `Build trust-years: ${input.loads.length} loads, then the join`,
    });
    return { handle, startedAt, joined: false };
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    return await startOrJoin(client, input, say);
  }
}

async function openBuild(client: Client): Promise<{ input: unknown; startedAt: Date } | undefined> {
  try {
    const description = await client.workflow.getHandle(BUILD_WORKFLOW_ID).describe();
    if (description.status.name !== 'RUNNING') return undefined;
    return { input: description.memo?.['input'], startedAt: description.startTime };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

async function cancelAndWait(handle: WorkflowHandle): Promise<void> {
  await handle.cancel();
  await handle.result().catch(() => undefined);
}
